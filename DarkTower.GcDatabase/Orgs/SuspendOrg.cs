using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Orgs;

internal sealed record SuspendOrgRequest(
    [property: Required, Description("For the people who operate the platform; 1 to 1000 characters.")] string? Reason = null);

internal sealed record SuspendOrgResponse(
    Guid OrgId, OrgStatus Status, DateTimeOffset? SuspendedAt, string? SuspensionReason, int OpenMeetings, long Version);

internal static partial class SuspendOrg
{
    [TenantQuery("organizations", """
        WITH org AS (
            SELECT org_id, status, suspended_at, suspension_reason, open_meetings, version
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT CASE WHEN @if_match <> version THEN 'version-conflict' END AS refusal, suspension_reason IS DISTINCT FROM @reason AS changes
            FROM org
        ), changed AS (
            UPDATE organizations AS o
            SET status = 'suspended', suspended_at = coalesce(o.suspended_at, now()), suspension_reason = @reason, version = o.version + 1
            FROM decision AS d
            WHERE o.org_id = @org AND d.refusal IS NULL AND d.changes
            RETURNING o.org_id, o.status, o.suspended_at, o.suspension_reason, o.version
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, reason, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.suspended', 'org', c.org_id::text, c.suspension_reason,
                jsonb_build_object('status', jsonb_build_object('old', org.status, 'new', c.status))
            FROM changed AS c
            JOIN org ON true
        )
        SELECT d.refusal, org.org_id, coalesce(c.status, org.status) AS status, coalesce(c.suspended_at, org.suspended_at) AS suspended_at,
            coalesce(c.suspension_reason, org.suspension_reason) AS suspension_reason, org.open_meetings,
            coalesce(c.version, org.version) AS version
        FROM org
        JOIN decision AS d ON true
        LEFT JOIN changed AS c ON true
        """)]
    private static partial Task<(string? Refusal, SuspendOrgResponse Org)?> SuspendOrgAsync(
        Database database, OrgId org, string reason, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapPut("/{org}/suspension", HandleAsync)
        .RequireScope("platform:orgs")
        .AcceptIfMatch()
        .WithName("SuspendOrg")
        .WithSummary("Suspends an organization: nothing new may be opened")
        .WithDescription("What is open stays open, can be read, left and ended. Repeating it changes nothing; another reason replaces the first.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SuspendOrgResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, SuspendOrgRequest request, IfMatch ifMatch, AuditEntry audit, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Text("reason", request.Reason, max: 1000);
        if (faults.Any) return faults.ToProblem();

        if (await SuspendOrgAsync(database, org, request.Reason!, ifMatch.Version, audit, cancellationToken) is not var (refusal, suspended))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(suspended.Version);
        return TypedResults.Ok(suspended);
    }
}
