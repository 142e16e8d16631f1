using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record ActivateMeetingResponse(Guid MeetingId, DateTimeOffset ActualStartTime, long Version)
{
    public MeetingStatus Status { get; } = MeetingStatus.Active;
}

internal static partial class ActivateMeeting
{
    /// <summary>Whoever waits for the lock finds the meeting active and changes nothing: one caller starts it.</summary>
    [TenantQuery("meetings", """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status, actual_start_time, version
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT meeting.status = 'scheduled' AS starts, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN @if_match <> meeting.version THEN 'version-conflict'
                WHEN meeting.status NOT IN ('scheduled', 'active') THEN 'meeting-not-open'
                WHEN meeting.status = 'scheduled' AND org.status <> 'active' THEN 'org-suspended'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
        ), activated AS (
            UPDATE meetings AS m
            SET status = 'active', actual_start_time = now(), version = m.version + 1
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL AND decision.starts
            RETURNING m.meeting_id, m.actual_start_time, m.version
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.activated', 'meeting', meeting_id::text
            FROM activated
        ), result AS (
            SELECT meeting.meeting_id, coalesce(activated.actual_start_time, meeting.actual_start_time) AS actual_start_time,
                coalesce(activated.version, meeting.version) AS version
            FROM decision
            JOIN meeting ON decision.refusal IS NULL
            LEFT JOIN activated ON true
        )
        SELECT d.refusal, r.meeting_id, r.actual_start_time AS "actual_start_time!", r.version
        FROM decision AS d
        LEFT JOIN result AS r ON true
        """)]
    private static partial Task<(string? Refusal, ActivateMeetingResponse? Meeting)?> ActivateMeetingAsync(
        Database database, OrgId org, MeetingId meeting, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("/{meeting}/activation", HandleAsync)
        .RequireScope("meetings:write")
        .AcceptIfMatch()
        .WithName("ActivateMeeting")
        .WithSummary("Starts a scheduled meeting")
        .WithDescription("Repeating it changes nothing and answers the same. The first to join starts a meeting as well.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ActivateMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, IfMatch ifMatch, AuditEntry audit, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (await ActivateMeetingAsync(database, org, meeting, ifMatch.Version, audit, cancellationToken) is not var (refusal, active))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(active!.Version);
        return TypedResults.Ok(active);
    }
}
