using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal static partial class DeleteOrg
{
    /// <summary>
    /// FOR UPDATE, which waits for those that hold the row's key while they add something under it: after the deletion nobody does.
    /// </summary>
    [TenantQuery("organizations", """
        WITH org AS (
            SELECT org_id, deleted_at, open_meetings, version
            FROM organizations
            WHERE org_id = @org
            FOR UPDATE
        ), decision AS (
            SELECT org_id, deleted_at, CASE
                WHEN deleted_at IS NOT NULL THEN NULL
                WHEN @if_match <> version THEN 'version-conflict'
                WHEN open_meetings > 0 THEN 'org-has-open-meetings'
            END AS refusal
            FROM org
        ), changed AS (
            UPDATE organizations AS o
            SET status = 'deleted', deleted_at = now(), version = o.version + 1
            FROM decision AS d
            WHERE o.org_id = @org AND d.refusal IS NULL AND d.deleted_at IS NULL
            RETURNING o.org_id
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.deleted', 'org', org_id::text
            FROM changed
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> DeleteOrgAsync(
        Database database, OrgId org, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapDelete("/{org}", HandleAsync)
        .RequireScope("platform:orgs")
        .AcceptIfMatch()
        .WithName("DeleteOrg")
        .WithSummary("Deletes an organization that has no open meetings")
        .WithDescription(
            "It and everything under it is not found from then on; the subdomain stays taken and the data is kept until the erasure. "
            + "Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, IfMatch ifMatch, AuditEntry audit, Database database, CancellationToken cancellationToken)
    {
        if (await DeleteOrgAsync(database, org, ifMatch.Version, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
