using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Recordings;

internal sealed record GetRecordingResponse(
    Guid RecordingId, Guid MeetingId, Guid? StartedByUserId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? DurationSeconds,
    long? FileSizeBytes, string StorageBucket, string StoragePath, string[] Codecs, string? Resolution, RecordingStatus Status,
    string? ErrorMessage, bool IsPublic, DateTimeOffset ExpiresAt);

internal static partial class GetRecording
{
    [TenantQuery("recordings", """
        SELECT m.meeting_id AS known_meeting_id, r.recording_id, r.meeting_id, r.started_by_user_id, r.started_at, r.ended_at,
            r.duration_seconds, r.file_size_bytes, r.storage_bucket, r.storage_path, r.codecs AS "codecs[!]", r.resolution, r.status,
            r.error_message, r.is_public, r.expires_at
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        LEFT JOIN recordings AS r ON r.org_id = @org AND r.recording_id = @recording AND r.meeting_id = m.meeting_id
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(Guid? KnownMeetingId, GetRecordingResponse? Recording)?> GetRecordingAsync(
        Database database, OrgId org, MeetingId meeting, RecordingId recording, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder recordings) => recordings.MapGet("/{recording}", HandleAsync)
        .RequireScope("recordings:read")
        .WithName("GetRecording")
        .WithSummary("A recording by id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetRecordingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, RecordingId recording, Database database, CancellationToken cancellationToken)
    {
        if (await GetRecordingAsync(database, org, meeting, recording, cancellationToken) is not var (known, found))
            return Refusals.Of("org-not-found");
        if (known is null) return Refusals.Of("meeting-not-found");
        return found is null ? Refusals.Of("recording-not-found") : TypedResults.Ok(found);
    }
}
