using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Assignments;

internal static partial class ReleaseAssignment
{
    private const string Released = "released";

    private static readonly string[] Reasons = [Released, "meeting_ended", "controller_unhealthy", "controller_drained"];

    [TenantQuery("meeting_assignments", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
        ), live AS (
            SELECT assignment_id
            FROM meeting_assignments
            WHERE org_id = @org AND meeting_id = @meeting AND region = @region AND state <> 'ended'
            FOR NO KEY UPDATE
        ), past AS (
            SELECT assignment_id
            FROM meeting_assignments
            WHERE org_id = @org AND meeting_id = @meeting AND region = @region
            LIMIT 1
        ), decision AS (
            SELECT org.org_id, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN past.assignment_id IS NULL THEN 'assignment-not-found'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN past ON true
        ), ended AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = @reason
            FROM live
            JOIN decision AS d ON d.refusal IS NULL
            WHERE a.org_id = @org AND a.assignment_id = live.assignment_id
            RETURNING a.assignment_id, a.meeting_id, a.region, a.controller_id
        ), counted AS (
            UPDATE meeting_controller_load AS l
            SET reserved_meetings = greatest(l.reserved_meetings - 1, 0)
            FROM ended
            WHERE l.controller_id = ended.controller_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, reason, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'assignment.ended', 'assignment', assignment_id::text, @reason,
                jsonb_build_object('meetingId', meeting_id, 'region', region, 'controllerId', controller_id)
            FROM ended
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> ReleaseAssignmentAsync(
        Database database, OrgId org, MeetingId meeting, string region, string reason, AuditEntry audit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder assignments) => assignments.MapDelete("/{region}", HandleAsync)
        .RequireScope("assignments:write")
        .WithName("ReleaseAssignment")
        .WithSummary("Ends the meeting's assignment in a region; it can be assigned again at once")
        .WithDescription("Repeating it changes nothing and answers the same. The history is kept.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, string region,
        [Description("released (when left out), meeting_ended, controller_unhealthy or controller_drained.")] string? reason,
        Database database, AuditEntry audit, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(region);
        faults.OneOf("reason", reason, Reasons, required: false);
        if (faults.Any) return faults.ToProblem();

        if (await ReleaseAssignmentAsync(database, org, meeting, region, reason ?? Released, audit, cancellationToken)
            is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
