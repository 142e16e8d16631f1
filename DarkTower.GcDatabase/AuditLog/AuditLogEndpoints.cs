namespace DarkTower.GcDatabase.AuditLog;

internal static class AuditLogEndpoints
{
    public static void MapAuditLog(this IEndpointRouteBuilder v1) => ListAuditLog.Map(v1.MapGroup("/orgs/{org}/audit-log").WithTags("AuditLog"));
}
