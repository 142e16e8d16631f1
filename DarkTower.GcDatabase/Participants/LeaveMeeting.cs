using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Participants;

internal static partial class LeaveMeeting
{
    private static readonly string[] Reasons = ["voluntary", "kicked", "connection_lost", "meeting_ended"];

    /// <summary>The meeting's row is locked first, as a join does: the other order would let the two wait for each other.</summary>
    [TenantQuery("participants", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), stay AS (
            SELECT participant_id
            FROM participants
            WHERE org_id = @org AND meeting_id = @meeting AND participant_id = @participant
        ), decision AS (
            SELECT org.org_id, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN stay.participant_id IS NULL THEN 'participant-not-found'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN stay ON true
        ), gone AS (
            UPDATE participants AS p
            SET left_at = greatest(now(), p.joined_at), leave_reason = @reason
            FROM decision
            WHERE p.org_id = @org AND p.meeting_id = @meeting AND p.participant_id = @participant AND p.left_at IS NULL
                AND decision.refusal IS NULL
            RETURNING p.meeting_id, p.participant_id, p.user_id, p.leave_reason
        ), freed AS (
            UPDATE meetings AS m
            SET active_participants = m.active_participants - 1
            FROM gone
            WHERE m.org_id = @org AND m.meeting_id = @meeting
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'participant.left', 'participant', participant_id::text,
                jsonb_build_object('meetingId', meeting_id, 'userId', user_id, 'leaveReason', leave_reason)
            FROM gone
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> LeaveMeetingAsync(
        Database database, OrgId org, MeetingId meeting, ParticipantId participant, string reason, AuditEntry audit,
        CancellationToken cancellationToken);

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
        Database database, AuditEntry audit, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.OneOf("reason", reason, Reasons);
        if (faults.Any) return faults.ToProblem();

        if (await LeaveMeetingAsync(database, org, meeting, participant, reason!, audit, cancellationToken)
            is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
