using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Recordings;

internal sealed record ListRecordingsResponse(List<ListedRecording> Items, string? NextCursor);

internal sealed record ListedRecording(
    Guid RecordingId, Guid? StartedByUserId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? DurationSeconds, long? FileSizeBytes,
    string? Resolution, RecordingStatus Status, bool IsPublic, DateTimeOffset ExpiresAt);

internal static partial class ListRecordings
{
    [TenantQuery("recordings", """
        SELECT m.meeting_id, r.recording_id, r.started_by_user_id, r.started_at, r.ended_at, r.duration_seconds, r.file_size_bytes,
            r.resolution, r.status, r.is_public, r.expires_at
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        LEFT JOIN LATERAL (
            SELECT recording_id, started_by_user_id, started_at, ended_at, duration_seconds, file_size_bytes, resolution, status,
                is_public, expires_at
            FROM recordings
            WHERE org_id = @org AND meeting_id = m.meeting_id AND recording_id < @before
            ORDER BY recording_id DESC
            LIMIT @limit
        ) AS r ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY r.recording_id DESC
        """)]
    private static partial Task<List<(Guid? MeetingId, ListedRecording? Recording)>> ListRecordingsAsync(
        Database database, OrgId org, MeetingId meeting, Guid before, long limit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder recordings) => recordings.MapGet("", HandleAsync)
        .RequireScope("recordings:read")
        .WithName("ListRecordings")
        .WithSummary("Recordings of the meeting, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListRecordingsResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, [AsParameters] Page page, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        if (faults.Any) return faults.ToProblem();

        var rows = await ListRecordingsAsync(database, org, meeting, page.Before, page.Size + 1, cancellationToken);
        if (rows is []) return Refusals.Of("org-not-found");
        if (rows[0].MeetingId is null) return Refusals.Of("meeting-not-found");
        var (items, next) = page.Cut(rows.Select(row => row.Recording).OfType<ListedRecording>().ToList(), item => item.RecordingId);
        return TypedResults.Ok(new ListRecordingsResponse(items, next));
    }
}
