using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Recordings;

internal sealed record StartRecordingRequest(
    [property: Required] string? StorageBucket = null,
    [property: Required, Description("Name of the object in the bucket.")] string? StoragePath = null,
    [property: Description("The user who started it; left out when a server did.")] Guid? StartedByUserId = null,
    string[]? Codecs = null,
    [property: Description("1920x1080; left out for sound alone.")] string? Resolution = null,
    [property: Description("When it is removed; a year from now when left out.")] DateTimeOffset? ExpiresAt = null);

internal sealed record StartRecordingResponse(
    Guid RecordingId, Guid MeetingId, Guid? StartedByUserId, DateTimeOffset StartedAt, string StorageBucket, string StoragePath,
    string[] Codecs, string? Resolution, RecordingStatus Status, DateTimeOffset ExpiresAt);

internal static partial class StartRecording
{
    /// <summary>The meeting's row is locked: it neither ends nor forbids recording between the decision and the new row.</summary>
    [TenantQuery("recordings", """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status, allow_recording
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), starter AS (
            SELECT user_id, status
            FROM users
            WHERE org_id = @org AND user_id = @started_by_user_id AND deleted_at IS NULL
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN org.status <> 'active' THEN 'org-suspended'
                WHEN meeting.status = 'scheduled' THEN 'meeting-not-started'
                WHEN meeting.status <> 'active' THEN 'meeting-not-open'
                WHEN NOT meeting.allow_recording THEN 'recording-not-allowed'
                WHEN @started_by_user_id IS NOT NULL AND starter.user_id IS NULL THEN 'user-not-found'
                WHEN starter.status <> 'active' THEN 'user-deactivated'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN starter ON true
        ), started AS (
            INSERT INTO recordings (
                org_id, recording_id, meeting_id, started_by_user_id, storage_bucket, storage_path, codecs, resolution, expires_at)
            SELECT @org, @recording, @meeting, @started_by_user_id, @storage_bucket, @storage_path, @codecs, @resolution, @expires_at
            FROM decision
            WHERE refusal IS NULL
            RETURNING recording_id, meeting_id, started_by_user_id, started_at, storage_bucket, storage_path, codecs, resolution, status,
                expires_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'recording.started', 'recording', recording_id::text,
                jsonb_build_object('meetingId', meeting_id, 'startedByUserId', started_by_user_id)
            FROM started
        )
        SELECT d.refusal, s.recording_id, s.meeting_id, s.started_by_user_id, s.started_at, s.storage_bucket, s.storage_path,
            s.codecs AS "codecs[!]", s.resolution, s.status, s.expires_at
        FROM decision AS d
        LEFT JOIN started AS s ON true
        """)]
    [OnViolation("recordings_object_key", "storage-object-taken")]
    private static partial Task<(string? Refusal, StartRecordingResponse? Recording)?> StartRecordingAsync(
        Database database, OrgId org, MeetingId meeting, RecordingId recording, Guid? startedByUserId, string storageBucket,
        string storagePath, string[] codecs, string? resolution, DateTimeOffset expiresAt, AuditEntry audit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder recordings) => recordings.MapPost("", HandleAsync)
        .RequireScope("recordings:write")
        .Idempotent()
        .WithName("StartRecording")
        .WithSummary("Starts a recording of an active meeting that allows it")
        .WithDescription("An object of the store belongs to one recording: a second one with the same is refused.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<StartRecordingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, StartRecordingRequest request, AuditEntry audit, Database database, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var faults = new Faults();
        faults.Text("storageBucket", request.StorageBucket, max: 63);
        faults.Text("storagePath", request.StoragePath, max: 1024);
        RecordingRules.Codecs(faults, request.Codecs);
        RecordingRules.Resolution(faults, request.Resolution);
        RecordingRules.ExpiresAt(faults, request.ExpiresAt, now);
        if (faults.Any) return faults.ToProblem();

        if (await StartRecordingAsync(
                database, org, meeting, new RecordingId(Id.New(time)), request.StartedByUserId, request.StorageBucket!,
                request.StoragePath!, request.Codecs ?? [], request.Resolution, request.ExpiresAt ?? now.AddYears(1), audit,
                cancellationToken)
            is not var (refusal, recording))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        return TypedResults.Created($"/v1/orgs/{org}/meetings/{recording!.MeetingId}/recordings/{recording.RecordingId}", recording);
    }
}
