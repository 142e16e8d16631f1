using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record EndMeetingResponse(Guid MeetingId, DateTimeOffset ActualStartTime, DateTimeOffset EndedAt, long Version)
{
    public MeetingStatus Status { get; } = MeetingStatus.Ended;
}

internal static partial class EndMeeting
{
    /// <summary>
    /// The locks are a statement of their own: whoever joins or is assigned while they are waited for is seen only by a statement that
    /// begins afterwards, and must leave with the others.
    /// </summary>
    [TenantQuery("meetings", """
        SELECT m.meeting_id
        FROM organizations AS o
        JOIN meetings AS m ON m.org_id = o.org_id AND m.meeting_id = @meeting
        WHERE o.org_id = @org
        FOR NO KEY UPDATE OF o, m
        """, """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status, actual_start_time, ended_at, version
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
        ), decision AS (
            SELECT meeting.status = 'active' AS ends, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN @if_match <> meeting.version THEN 'version-conflict'
                WHEN meeting.status = 'scheduled' THEN 'meeting-not-started'
                WHEN meeting.status = 'cancelled' THEN 'meeting-not-open'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
        ), ended AS (
            UPDATE meetings AS m
            SET status = 'ended', ended_at = greatest(now(), m.actual_start_time), active_participants = 0, version = m.version + 1
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL AND decision.ends
            RETURNING m.meeting_id, m.ended_at, m.version
        ), freed AS (
            UPDATE organizations AS o
            SET open_meetings = o.open_meetings - 1
            FROM ended
            WHERE o.org_id = @org
        ), gone AS (
            UPDATE participants AS p
            SET left_at = greatest(now(), p.joined_at), leave_reason = 'meeting_ended'
            FROM ended
            WHERE p.org_id = @org AND p.meeting_id = @meeting AND p.left_at IS NULL
            RETURNING p.participant_id
        ), released AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = 'meeting_ended'
            FROM ended
            WHERE a.org_id = @org AND a.meeting_id = @meeting AND a.state <> 'ended'
            RETURNING a.controller_id
        ), held AS (
            SELECT controller_id, count(*)::int AS meetings
            FROM released
            GROUP BY controller_id
        ), loads AS (
            SELECT controller_id
            FROM meeting_controller_load
            WHERE controller_id IN (SELECT controller_id FROM held)
            ORDER BY controller_id
            FOR NO KEY UPDATE
        ), given_back AS (
            UPDATE meeting_controller_load AS l
            SET reserved_meetings = greatest(l.reserved_meetings - held.meetings, 0)
            FROM held
            JOIN loads ON loads.controller_id = held.controller_id
            WHERE l.controller_id = held.controller_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.ended', 'meeting', meeting_id::text,
                jsonb_build_object('participants', (SELECT count(*) FROM gone), 'assignments', (SELECT count(*) FROM released))
            FROM ended
        ), result AS (
            SELECT meeting.meeting_id, meeting.actual_start_time, coalesce(ended.ended_at, meeting.ended_at) AS ended_at,
                coalesce(ended.version, meeting.version) AS version
            FROM decision
            JOIN meeting ON decision.refusal IS NULL
            LEFT JOIN ended ON true
        )
        SELECT d.refusal, r.meeting_id, r.actual_start_time AS "actual_start_time!", r.ended_at AS "ended_at!", r.version
        FROM decision AS d
        LEFT JOIN result AS r ON true
        """)]
    private static partial Task<(Guid? Locked, (string? Refusal, EndMeetingResponse? Meeting)? Ended)> EndMeetingAsync(
        Database database, OrgId org, MeetingId meeting, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("/{meeting}/end", HandleAsync)
        .RequireScope("meetings:write")
        .AcceptIfMatch()
        .WithName("EndMeeting")
        .WithSummary("Ends an active meeting: all leave, its controllers are released, the organization may open another")
        .WithDescription("Repeating it changes nothing and answers the same. A meeting that has not started is cancelled instead.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<EndMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, IfMatch ifMatch, AuditEntry audit, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var (_, answer) = await EndMeetingAsync(database, org, meeting, ifMatch.Version, audit, cancellationToken);
        if (answer is not var (refusal, ended)) return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(ended!.Version);
        return TypedResults.Ok(ended);
    }
}
