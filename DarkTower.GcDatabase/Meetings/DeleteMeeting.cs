using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal static partial class DeleteMeeting
{
    [TenantQuery("meetings", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status, version, deleted_at
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT org.org_id, meeting.deleted_at IS NULL AS deletes, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN meeting.deleted_at IS NOT NULL THEN NULL
                WHEN @if_match <> meeting.version THEN 'version-conflict'
                WHEN meeting.status IN ('scheduled', 'active') THEN 'meeting-open'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
        ), deleted AS (
            UPDATE meetings AS m
            SET deleted_at = now(), version = m.version + 1
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL AND decision.deletes
            RETURNING m.meeting_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.deleted', 'meeting', meeting_id::text
            FROM deleted
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> DeleteMeetingAsync(
        Database database, OrgId org, MeetingId meeting, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapDelete("/{meeting}", HandleAsync)
        .RequireScope("meetings:write")
        .AcceptIfMatch()
        .WithName("DeleteMeeting")
        .WithSummary("Deletes a meeting that has ended or was cancelled")
        .WithDescription("Repeating it changes nothing and answers the same. Retention removes what is kept 90 days after the end.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, IfMatch ifMatch, AuditEntry audit, Database database, CancellationToken cancellationToken)
    {
        if (await DeleteMeetingAsync(database, org, meeting, ifMatch.Version, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
