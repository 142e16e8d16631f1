using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Participants;

internal static class LeaveMeeting
{
    private static readonly string[] Reasons = ["voluntary", "kicked", "connection_lost", "meeting_ended"];

    /// <summary>The meeting's row is locked first, as a join does: the other order would let the two wait for each other.</summary>
    private static readonly Statement Leave = new("LeaveMeeting", "participants", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = $1 AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id
            FROM meetings
            WHERE org_id = $1 AND meeting_id = $2 AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), stay AS (
            SELECT participant_id
            FROM participants
            WHERE org_id = $1 AND meeting_id = $2 AND participant_id = $3
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN stay.participant_id IS NULL THEN 'participant-not-found'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN stay ON true
        ), gone AS (
            UPDATE participants AS p
            SET left_at = greatest(now(), p.joined_at), leave_reason = $4
            FROM decision
            WHERE p.org_id = $1 AND p.meeting_id = $2 AND p.participant_id = $3 AND p.left_at IS NULL AND decision.refusal IS NULL
            RETURNING p.meeting_id, p.participant_id, p.user_id, p.leave_reason
        ), freed AS (
            UPDATE meetings AS m
            SET active_participants = m.active_participants - 1
            FROM gone
            WHERE m.org_id = $1 AND m.meeting_id = $2
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, details, request_id)
            SELECT $1, $5, 'platform', 'participant.left', 'participant', participant_id::text,
                jsonb_build_object('meetingId', meeting_id, 'userId', user_id, 'leaveReason', leave_reason), $6
            FROM gone
        )
        SELECT refusal
        FROM decision
        """);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapDelete("/{participant}", HandleAsync)
        .RequireScope("participants:write")
        .WithName("LeaveMeeting")
        .WithSummary("Leaves a meeting, or makes someone leave it")
        .WithDescription("Repeating it changes nothing and answers the same. The meeting stays open when the last one leaves.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, ParticipantId participant,
        [Description("voluntary, kicked, connection_lost or meeting_ended; required.")] string? reason,
        TenantDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.OneOf("reason", reason, Reasons);
        if (faults.Any) return faults.ToProblem();

        var rows = await database.QueryAsync(org, Leave, row => row.GetStringOrNull(0), cancellationToken,
            Param.Uuid(org.Value), Param.Uuid(meeting.Value), Param.Uuid(participant.Value), Param.Text(reason), Param.Uuid(Id.New(time)),
            Param.Text(Audit.RequestId));
        if (rows is not [var refusal]) return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
