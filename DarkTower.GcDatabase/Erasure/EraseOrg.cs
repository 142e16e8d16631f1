using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Erasure;

internal static partial class EraseOrg
{
    /// <summary>
    /// The organization is deleted by this, whatever is open in it, so that nothing is added while it is erased: FOR UPDATE waits for those
    /// that hold its key while they add something. There is one erasure of an organization.
    /// </summary>
    [TenantQuery("erasures", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org
            FOR UPDATE
        ), requested AS (
            INSERT INTO erasures (org_id, subject_type, subject_id)
            SELECT @org, 'org', org_id
            FROM org
            ON CONFLICT (org_id, subject_type, subject_id) DO NOTHING
            RETURNING subject_id
        ), deleted AS (
            UPDATE organizations AS o
            SET status = 'deleted', deleted_at = coalesce(o.deleted_at, now()), version = o.version + 1
            FROM requested AS r
            WHERE o.org_id = @org AND o.org_id = r.subject_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.erasure_requested', 'org', subject_id::text
            FROM requested
        )
        SELECT org_id
        FROM org
        """)]
    private static partial Task<Guid?> EraseOrgAsync(
        Database database, OrgId org, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapPost("/erasure", HandleAsync)
        .RequireScope("platform:orgs")
        .WithName("EraseOrg")
        .WithSummary("Removes everything an organization owns; the trail stays, without what is personal")
        .WithDescription(
            "Deletes the organization at once, also with open meetings, and erases it in the background. Location says how far it is. "
            + "Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        OrgId org, AuditEntry audit, Database database, ErasureSignal signal, CancellationToken cancellationToken)
    {
        if (await EraseOrgAsync(database, org, audit, cancellationToken) is null) return Refusals.Of("org-not-found");
        signal.Raise();
        return TypedResults.Accepted($"/v1/orgs/{org}/erasure");
    }
}
