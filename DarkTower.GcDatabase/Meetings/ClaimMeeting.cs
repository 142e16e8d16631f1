using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record ClaimMeetingRequest(
    [property: Required, Description("The meeting controller that takes the meeting over.")] Guid? ControllerId = null);

internal sealed record ClaimMeetingResponse(Guid MeetingId, long Generation, Guid ControllerId, DateTimeOffset ClaimedAt);

internal static partial class ClaimMeeting
{
    [TenantQuery("meetings", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN meeting.status NOT IN ('scheduled', 'active') THEN 'meeting-not-open'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
        ), claimed AS (
            UPDATE meetings AS m
            SET generation = m.generation + 1, owner_controller_id = @controller, owner_claimed_at = now()
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL
            RETURNING m.meeting_id, m.generation, m.owner_controller_id, m.owner_claimed_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.claimed', 'meeting', meeting_id::text,
                jsonb_build_object('generation', generation, 'controllerId', owner_controller_id)
            FROM claimed
        )
        SELECT d.refusal, c.meeting_id, c.generation, c.owner_controller_id AS "controller_id!",
            c.owner_claimed_at AS "claimed_at!"
        FROM decision AS d
        LEFT JOIN claimed AS c ON true
        """)]
    private static partial Task<(string? Refusal, ClaimMeetingResponse? Claimed)?> ClaimMeetingAsync(
        Database database, OrgId org, MeetingId meeting, Guid controller, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("/{meeting}/claims", HandleAsync)
        .RequireScope("meetings:claim")
        .WithName("ClaimMeeting")
        .WithSummary("Makes a controller the meeting's owner under a new generation")
        .WithDescription("Every claim, a repeated one too, raises the generation: writes under an older one are refused from then on.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ClaimMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, ClaimMeetingRequest request, Database database, AuditEntry audit,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        if (request.ControllerId is null) faults.Add("controllerId", "is missing");
        if (faults.Any) return faults.ToProblem();

        if (await ClaimMeetingAsync(database, org, meeting, request.ControllerId!.Value, audit, cancellationToken)
            is not var (refusal, claimed))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.Ok(claimed);
    }
}
