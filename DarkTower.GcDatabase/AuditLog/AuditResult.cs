namespace DarkTower.GcDatabase.AuditLog;

internal enum AuditResult
{
    Success,
    Failure,
}
