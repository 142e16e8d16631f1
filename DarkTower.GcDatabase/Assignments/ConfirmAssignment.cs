using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Assignments;

internal sealed record ConfirmAssignmentRequest(
    [property: Description("The one that is meant: when it was replaced, the new one is left alone.")] Guid? AssignmentId = null);

internal sealed record ConfirmAssignmentResponse(
    Guid AssignmentId, Guid MeetingId, string Region, Guid ControllerId, AssignmentState State, string AssignedBy,
    DateTimeOffset AssignedAt);

internal static partial class ConfirmAssignment
{
    /// <summary>What is decided reads the locked row; the update has no condition of its own, which would look at an older version.</summary>
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
            SELECT assignment_id, meeting_id, region, controller_id, state, reserved_until, assigned_by, assigned_at
            FROM meeting_assignments
            WHERE org_id = @org AND meeting_id = @meeting AND region = @region AND state <> 'ended'
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT live.state = 'reserved' AS confirms, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN live.assignment_id IS NULL THEN 'assignment-not-found'
                WHEN live.assignment_id <> @assignment_id THEN 'assignment-replaced'
                WHEN live.reserved_until <= now() THEN 'assignment-not-found'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN live ON true
        ), confirmed AS (
            UPDATE meeting_assignments AS a
            SET state = 'active', reserved_until = NULL, last_activity_at = greatest(now(), a.assigned_at)
            FROM live
            JOIN decision AS d ON d.refusal IS NULL AND d.confirms
            WHERE a.org_id = @org AND a.assignment_id = live.assignment_id
            RETURNING a.assignment_id, a.meeting_id, a.region, a.controller_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'assignment.confirmed', 'assignment', assignment_id::text,
                jsonb_build_object('meetingId', meeting_id, 'region', region, 'controllerId', controller_id)
            FROM confirmed
        )
        SELECT d.refusal, live.assignment_id, live.meeting_id, live.region, live.controller_id, live.assigned_by, live.assigned_at
        FROM decision AS d
        LEFT JOIN live ON d.refusal IS NULL
        """)]
    private static partial Task<(string? Refusal, Confirmed? Confirmed)?> ConfirmAssignmentAsync(
        Database database, OrgId org, MeetingId meeting, string region, Guid? assignmentId, AuditEntry audit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder assignments) => assignments.MapPost("/{region}/confirmation", HandleAsync)
        .RequireScope("assignments:write")
        .WithName("ConfirmAssignment")
        .WithSummary("The controller has taken the meeting: the reservation becomes active and no longer expires")
        .WithDescription("A repetition changes nothing and answers the same. A reservation that has expired is not found.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ConfirmAssignmentResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, string region, ConfirmAssignmentRequest? request, Database database, AuditEntry audit,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(region);
        if (faults.Any) return faults.ToProblem();

        if (await ConfirmAssignmentAsync(database, org, meeting, region, request?.AssignmentId, audit, cancellationToken)
            is not var (refusal, confirmed))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        return TypedResults.Ok(new ConfirmAssignmentResponse(
            confirmed!.AssignmentId, confirmed.MeetingId, confirmed.Region, confirmed.ControllerId, AssignmentState.Active,
            confirmed.AssignedBy, confirmed.AssignedAt));
    }

    internal sealed record Confirmed(
        Guid AssignmentId, Guid MeetingId, string Region, Guid ControllerId, string AssignedBy, DateTimeOffset AssignedAt);
}
