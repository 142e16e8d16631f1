using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DarkTower.ServiceDefaults;

/// <summary>The services' own spans and instruments; exported with the framework's.</summary>
public static class Telemetry
{
    /// <summary>Name of <see cref="Source"/> and <see cref="Meter"/>.</summary>
    public const string Name = "DarkTower";

    /// <summary>For spans a service starts itself.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>For a service's own instruments.</summary>
    public static readonly Meter Meter = new(Name);
}
