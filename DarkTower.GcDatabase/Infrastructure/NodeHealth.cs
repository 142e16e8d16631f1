namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>Of meeting controllers and media handlers.</summary>
internal enum NodeHealth
{
    Pending,
    Healthy,
    Degraded,
    Unhealthy,
    Draining,
}
