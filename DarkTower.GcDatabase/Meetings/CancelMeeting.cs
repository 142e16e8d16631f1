using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record CancelMeetingResponse(Guid MeetingId, DateTimeOffset EndedAt, long Version)
{
    public MeetingStatus Status { get; } = MeetingStatus.Cancelled;
}

internal static partial class CancelMeeting
{
    /// <summary>
    /// The locks are a statement of their own: a controller that is assigned while they are waited for is seen only by a statement that
    /// begins afterwards, and must be released with the others.
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
            SELECT meeting_id, status, ended_at, version
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
        ), decision AS (
            SELECT meeting.status = 'scheduled' AS cancels, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN @if_match <> meeting.version THEN 'version-conflict'
                WHEN meeting.status = 'active' THEN 'meeting-started'
                WHEN meeting.status = 'ended' THEN 'meeting-not-open'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
        ), cancelled AS (
            UPDATE meetings AS m
            SET status = 'cancelled', ended_at = now(), version = m.version + 1
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL AND decision.cancels
            RETURNING m.meeting_id, m.ended_at, m.version
        ), freed AS (
            UPDATE organizations AS o
            SET open_meetings = o.open_meetings - 1
            FROM cancelled
            WHERE o.org_id = @org
        ), released AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = 'meeting_ended'
            FROM cancelled
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
                'meeting.cancelled', 'meeting', meeting_id::text, jsonb_build_object('assignments', (SELECT count(*) FROM released))
            FROM cancelled
        ), result AS (
            SELECT meeting.meeting_id, coalesce(cancelled.ended_at, meeting.ended_at) AS ended_at,
                coalesce(cancelled.version, meeting.version) AS version
            FROM decision
            JOIN meeting ON decision.refusal IS NULL
            LEFT JOIN cancelled ON true
        )
        SELECT d.refusal, r.meeting_id, r.ended_at AS "ended_at!", r.version
        FROM decision AS d
        LEFT JOIN result AS r ON true
        """)]
    private static partial Task<(Guid? Locked, (string? Refusal, CancelMeetingResponse? Meeting)? Cancelled)> CancelMeetingAsync(
        Database database, OrgId org, MeetingId meeting, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("/{meeting}/cancellation", HandleAsync)
        .RequireScope("meetings:write")
        .AcceptIfMatch()
        .WithName("CancelMeeting")
        .WithSummary("Cancels a meeting that has not started; the organization may open another")
        .WithDescription("Repeating it changes nothing and answers the same. A meeting that has started is ended instead.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<CancelMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, IfMatch ifMatch, AuditEntry audit, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var (_, answer) = await CancelMeetingAsync(database, org, meeting, ifMatch.Version, audit, cancellationToken);
        if (answer is not var (refusal, cancelled)) return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(cancelled!.Version);
        return TypedResults.Ok(cancelled);
    }
}
