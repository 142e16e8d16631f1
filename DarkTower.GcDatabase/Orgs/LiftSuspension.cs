using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal static partial class LiftSuspension
{
    [TenantQuery("organizations", """
        WITH org AS (
            SELECT status, version
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT CASE WHEN @if_match <> version THEN 'version-conflict' END AS refusal, version, status = 'suspended' AS changes
            FROM org
        ), changed AS (
            UPDATE organizations AS o
            SET status = 'active', suspended_at = NULL, suspension_reason = NULL, version = o.version + 1
            FROM decision AS d
            WHERE o.org_id = @org AND d.refusal IS NULL AND d.changes
            RETURNING o.org_id, o.status, o.version
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.suspension_lifted', 'org', c.org_id::text,
                jsonb_build_object('status', jsonb_build_object('old', org.status, 'new', c.status))
            FROM changed AS c
            JOIN org ON true
        )
        SELECT d.refusal, coalesce(c.version, d.version) AS version
        FROM decision AS d
        LEFT JOIN changed AS c ON true
        """)]
    private static partial Task<(string? Refusal, long Version)?> LiftSuspensionAsync(
        Database database, OrgId org, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapDelete("/{org}/suspension", HandleAsync)
        .RequireScope("platform:orgs")
        .AcceptIfMatch()
        .WithName("LiftSuspension")
        .WithSummary("Lifts an organization's suspension")
        .WithDescription("Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, IfMatch ifMatch, AuditEntry audit, Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await LiftSuspensionAsync(database, org, ifMatch.Version, audit, cancellationToken) is not var (refusal, version))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(version);
        return TypedResults.NoContent();
    }
}
