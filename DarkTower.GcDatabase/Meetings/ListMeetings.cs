using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record ListMeetingsResponse(List<ListedMeeting> Items, string? NextCursor);

internal sealed record ListedMeeting(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, MeetingStatus Status,
    DateTimeOffset? ScheduledStartTime, DateTimeOffset? ActualStartTime, DateTimeOffset? EndedAt, int ActiveParticipants, long Version,
    DateTimeOffset CreatedAt);

internal static partial class ListMeetings
{
    private static readonly string[] Statuses = ["scheduled", "active", "ended", "cancelled"];

    [TenantQuery("meetings", """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.status, m.scheduled_start_time,
            m.actual_start_time, m.ended_at, m.active_participants, m.version, m.created_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT meeting_id, meeting_code, created_by_user_id, display_name, max_participants, status, scheduled_start_time,
                actual_start_time, ended_at, active_participants, version, created_at
            FROM meetings
            WHERE org_id = @org AND meeting_id < @before AND deleted_at IS NULL
            ORDER BY meeting_id DESC
            LIMIT @limit
        ) AS m ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY m.meeting_id DESC
        """)]
    private static partial Task<List<ListedMeeting?>> ListMeetingsAsync(
        Database database, OrgId org, Guid before, long limit, CancellationToken cancellationToken);

    [TenantQuery("meetings", """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.status, m.scheduled_start_time,
            m.actual_start_time, m.ended_at, m.active_participants, m.version, m.created_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT meeting_id, meeting_code, created_by_user_id, display_name, max_participants, status, scheduled_start_time,
                actual_start_time, ended_at, active_participants, version, created_at
            FROM meetings
            WHERE org_id = @org AND status = @status AND meeting_id < @before AND deleted_at IS NULL
            ORDER BY meeting_id DESC
            LIMIT @limit
        ) AS m ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY m.meeting_id DESC
        """)]
    private static partial Task<List<ListedMeeting?>> ListMeetingsByStatusAsync(
        Database database, OrgId org, Guid before, long limit, string status, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("", HandleAsync)
        .RequireScope("meetings:read")
        .WithName("ListMeetings")
        .WithSummary("Meetings of the organization, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListMeetingsResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, [AsParameters] Page page, [Description("scheduled, active, ended or cancelled.")] string? status,
        Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        faults.OneOf("status", status, Statuses, required: false);
        if (faults.Any) return faults.ToProblem();

        var rows = status is null
            ? await ListMeetingsAsync(database, org, page.Before, page.Size + 1, cancellationToken)
            : await ListMeetingsByStatusAsync(database, org, page.Before, page.Size + 1, status, cancellationToken);
        if (rows is []) return Refusals.Of("org-not-found");
        var (items, next) = page.Cut(rows.OfType<ListedMeeting>().ToList(), item => item.MeetingId);
        return TypedResults.Ok(new ListMeetingsResponse(items, next));
    }
}
