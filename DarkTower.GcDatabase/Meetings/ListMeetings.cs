using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record ListMeetingsResponse(List<ListedMeeting> Items, string? NextCursor);

internal sealed record ListedMeeting(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, string Status,
    DateTimeOffset? ScheduledStartTime, DateTimeOffset? ActualStartTime, DateTimeOffset? EndedAt, int ActiveParticipants, long Version,
    DateTimeOffset CreatedAt);

internal static class ListMeetings
{
    private static readonly string[] Statuses = ["scheduled", "active", "ended", "cancelled"];

    private static readonly Statement List = new("ListMeetings", "meetings", """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.status, m.scheduled_start_time,
            m.actual_start_time, m.ended_at, m.active_participants, m.version, m.created_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT meeting_id, meeting_code, created_by_user_id, display_name, max_participants, status, scheduled_start_time,
                actual_start_time, ended_at, active_participants, version, created_at
            FROM meetings
            WHERE org_id = $1 AND meeting_id < $2 AND deleted_at IS NULL
            ORDER BY meeting_id DESC
            LIMIT $3
        ) AS m ON true
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        ORDER BY m.meeting_id DESC
        """);

    private static readonly Statement ListByStatus = new("ListMeetingsByStatus", "meetings", """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.status, m.scheduled_start_time,
            m.actual_start_time, m.ended_at, m.active_participants, m.version, m.created_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT meeting_id, meeting_code, created_by_user_id, display_name, max_participants, status, scheduled_start_time,
                actual_start_time, ended_at, active_participants, version, created_at
            FROM meetings
            WHERE org_id = $1 AND status = $4 AND meeting_id < $2 AND deleted_at IS NULL
            ORDER BY meeting_id DESC
            LIMIT $3
        ) AS m ON true
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        ORDER BY m.meeting_id DESC
        """);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("", HandleAsync)
        .RequireScope("meetings:read")
        .WithName("ListMeetings")
        .WithSummary("Meetings of the organization, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListMeetingsResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, [AsParameters] Page page, [Description("scheduled, active, ended or cancelled.")] string? status,
        TenantDatabase database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        faults.OneOf("status", status, Statuses, required: false);
        if (faults.Any) return faults.ToProblem();

        var rows = status is null
            ? await database.QueryAsync(org, List, Read, cancellationToken,
                Param.Uuid(org.Value), Param.Uuid(page.Before), Param.Int(page.Size + 1))
            : await database.QueryAsync(org, ListByStatus, Read, cancellationToken,
                Param.Uuid(org.Value), Param.Uuid(page.Before), Param.Int(page.Size + 1), Param.Text(status));
        if (rows is []) return Refusals.Of("org-not-found");
        var (items, next) = page.Cut(rows.OfType<ListedMeeting>().ToList(), item => item.MeetingId);
        return TypedResults.Ok(new ListMeetingsResponse(items, next));
    }

    private static ListedMeeting? Read(NpgsqlDataReader row) => row.IsDBNull(0)
        ? null
        : new(row.GetGuid(0), row.GetString(1), row.GetGuidOrNull(2), row.GetString(3), row.GetInt32(4), row.GetString(5),
            row.GetTimeOrNull(6), row.GetTimeOrNull(7), row.GetTimeOrNull(8), row.GetInt32(9), row.GetInt64(10), row.GetTime(11));
}
