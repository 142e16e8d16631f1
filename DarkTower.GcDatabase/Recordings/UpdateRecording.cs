using System.Buffers.Text;
using System.ComponentModel;
using System.Security.Cryptography;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Recordings;

[Description("What is left out or null stays as it is.")]
internal sealed record UpdateRecordingRequest(
    [property: Description("recording, processing, ready or failed; it goes from recording to processing to ready, and from either to "
        + "failed.")] string? Status = null,
    [property: Description("With processing or failed: when it was stopped; now when left out.")] DateTimeOffset? EndedAt = null,
    [property: Description("With ready, required.")] int? DurationSeconds = null,
    [property: Description("With ready, required.")] long? FileSizeBytes = null,
    [property: Description("With failed, required: why.")] string? ErrorMessage = null,
    string[]? Codecs = null,
    string? Resolution = null,
    [property: Description("true makes a new link, whose token is answered once; false ends it.")] bool? IsPublic = null,
    DateTimeOffset? ExpiresAt = null);

internal sealed record UpdateRecordingResponse(
    Guid RecordingId, Guid MeetingId, Guid? StartedByUserId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? DurationSeconds,
    long? FileSizeBytes, string StorageBucket, string StoragePath, string[] Codecs, string? Resolution, string? ErrorMessage,
    bool IsPublic, DateTimeOffset ExpiresAt)
{
    public RecordingStatus Status { get; init; }

    [Description("Shown this once, when the recording was made public; only its hash is kept.")]
    public string? AccessToken { get; init; }
}

internal static partial class UpdateRecording
{
    /// <summary>The lock gives the row's newest version, so the answer is made of it and of what is wanted, and not read again.</summary>
    [TenantQuery("recordings", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
        ), recording AS (
            SELECT recording_id, meeting_id, started_by_user_id, started_at, ended_at, duration_seconds, file_size_bytes, storage_bucket,
                storage_path, codecs, resolution, status, error_message, is_public, access_token_hash, expires_at
            FROM recordings
            WHERE org_id = @org AND recording_id = @recording AND meeting_id = @meeting
            FOR NO KEY UPDATE
        ), wanted AS (
            SELECT r.recording_id,
                coalesce(@status, r.status) AS status,
                CASE WHEN @status <> r.status AND @status <> 'ready' THEN coalesce(@ended_at, r.ended_at, greatest(now(), r.started_at))
                    ELSE r.ended_at END AS ended_at,
                coalesce(@duration_seconds, r.duration_seconds) AS duration_seconds,
                coalesce(@file_size_bytes, r.file_size_bytes) AS file_size_bytes,
                coalesce(@error_message, r.error_message) AS error_message,
                coalesce(@codecs, r.codecs) AS codecs,
                coalesce(@resolution, r.resolution) AS resolution,
                coalesce(@is_public, r.is_public) AS is_public,
                coalesce(@is_public, false) AND NOT r.is_public AS published,
                coalesce(@expires_at, r.expires_at) AS expires_at
            FROM recording AS r
        ), changes AS (
            SELECT jsonb_object_agg(c.field, jsonb_build_object('old', c.before, 'new', c.after)) AS details
            FROM recording AS r
            JOIN wanted AS w ON true
            CROSS JOIN LATERAL (VALUES
                ('status', to_jsonb(r.status), to_jsonb(w.status)),
                ('endedAt', to_jsonb(r.ended_at), to_jsonb(w.ended_at)),
                ('durationSeconds', to_jsonb(r.duration_seconds), to_jsonb(w.duration_seconds)),
                ('fileSizeBytes', to_jsonb(r.file_size_bytes), to_jsonb(w.file_size_bytes)),
                ('errorMessage', to_jsonb(r.error_message), to_jsonb(w.error_message)),
                ('codecs', to_jsonb(r.codecs), to_jsonb(w.codecs)),
                ('resolution', to_jsonb(r.resolution), to_jsonb(w.resolution)),
                ('isPublic', to_jsonb(r.is_public), to_jsonb(w.is_public)),
                ('expiresAt', to_jsonb(r.expires_at), to_jsonb(w.expires_at))
            ) AS c (field, before, after)
            WHERE c.before IS DISTINCT FROM c.after
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN r.recording_id IS NULL THEN 'recording-not-found'
                WHEN @status <> r.status AND NOT (
                    (r.status = 'recording' AND @status IN ('processing', 'failed'))
                    OR (r.status = 'processing' AND @status IN ('ready', 'failed'))) THEN 'illegal-transition'
                WHEN @status = r.status AND (
                    @ended_at <> r.ended_at OR @duration_seconds <> r.duration_seconds OR @file_size_bytes <> r.file_size_bytes
                    OR @error_message <> r.error_message) THEN 'illegal-transition'
                WHEN @ended_at < r.started_at THEN 'ended-before-started'
                WHEN w.is_public AND w.status <> 'ready' THEN 'recording-not-ready'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN recording AS r ON true
            LEFT JOIN wanted AS w ON true
        ), updated AS (
            UPDATE recordings AS r
            SET status = w.status, ended_at = w.ended_at, duration_seconds = w.duration_seconds, file_size_bytes = w.file_size_bytes,
                error_message = w.error_message, codecs = w.codecs, resolution = w.resolution, is_public = w.is_public,
                access_token_hash = CASE
                    WHEN w.published THEN @access_token_hash
                    WHEN w.is_public THEN r.access_token_hash
                END,
                expires_at = w.expires_at
            FROM decision
            JOIN changes AS c ON c.details IS NOT NULL
            JOIN wanted AS w ON true
            WHERE r.org_id = @org AND r.recording_id = @recording AND decision.refusal IS NULL
            RETURNING r.recording_id, r.status, w.published, c.details
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'recording.updated', 'recording', recording_id::text, details
            FROM updated
        ), result AS (
            SELECT r.recording_id, r.meeting_id, r.started_by_user_id, r.started_at, w.ended_at, w.duration_seconds, w.file_size_bytes,
                r.storage_bucket, r.storage_path, w.codecs, w.resolution, w.error_message, w.is_public, w.expires_at
            FROM recording AS r
            JOIN wanted AS w ON true
        )
        SELECT d.refusal, old.status AS old_status, u.status AS new_status, u.published, r.recording_id, r.meeting_id,
            r.started_by_user_id, r.started_at, r.ended_at, r.duration_seconds, r.file_size_bytes, r.storage_bucket, r.storage_path,
            r.codecs AS "codecs[!]", r.resolution, r.error_message, r.is_public, r.expires_at
        FROM decision AS d
        LEFT JOIN result AS r ON true
        LEFT JOIN recording AS old ON true
        LEFT JOIN updated AS u ON true
        """)]
    private static partial Task<(string? Refusal, RecordingStatus? OldStatus, RecordingStatus? NewStatus, bool? Published,
        UpdateRecordingResponse? Recording)?> UpdateRecordingAsync(
        Database database, OrgId org, MeetingId meeting, RecordingId recording, string? status, DateTimeOffset? endedAt,
        int? durationSeconds, long? fileSizeBytes, string? errorMessage, string[]? codecs, string? resolution, bool? isPublic,
        byte[] accessTokenHash, DateTimeOffset? expiresAt, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder recordings) => recordings.MapPatch("/{recording}", HandleAsync)
        .RequireScope("recordings:write")
        .WithName("UpdateRecording")
        .WithSummary("Moves a recording to its next state, publishes it, or changes how long it is kept")
        .WithDescription("The same state with the same fields again changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<UpdateRecordingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, RecordingId recording, UpdateRecordingRequest request, AuditEntry audit, Database database,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var faults = Validate(request, time.GetUtcNow());
        if (faults.Any) return faults.ToProblem();

        var token = RandomNumberGenerator.GetBytes(32);
        if (await UpdateRecordingAsync(
                database, org, meeting, recording, request.Status, request.EndedAt, request.DurationSeconds, request.FileSizeBytes,
                request.ErrorMessage, request.Codecs, request.Resolution, request.IsPublic, SHA256.HashData(token), request.ExpiresAt,
                audit, cancellationToken)
            is not var (refusal, oldStatus, newStatus, published, updated))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        return TypedResults.Ok(updated! with
        {
            Status = (newStatus ?? oldStatus)!.Value, AccessToken = published is true ? Base64Url.EncodeToString(token) : null,
        });
    }

    private static Faults Validate(UpdateRecordingRequest request, DateTimeOffset now)
    {
        var faults = new Faults();
        if (request == new UpdateRecordingRequest()) faults.Add("body", "changes nothing: give at least one field");
        faults.OneOf("status", request.Status, ["recording", "processing", "ready", "failed"], required: false);
        if (request.EndedAt is not null && request.Status is not ("processing" or "failed"))
            faults.Add("endedAt", "comes with the status processing or failed");
        // The ends of the calendar are infinities to the driver.
        if (request.EndedAt is { Year: < 2000 or > 2999 }) faults.Add("endedAt", "must be from 2000 to 2999");
        ComesWith("durationSeconds", request.DurationSeconds is not null, "ready");
        ComesWith("fileSizeBytes", request.FileSizeBytes is not null, "ready");
        ComesWith("errorMessage", request.ErrorMessage is not null, "failed");
        faults.Range("durationSeconds", request.DurationSeconds, 0, int.MaxValue);
        if (request.FileSizeBytes < 0) faults.Add("fileSizeBytes", "must not be negative");
        faults.Text("errorMessage", request.ErrorMessage, max: 1000, required: false);
        RecordingRules.Codecs(faults, request.Codecs);
        RecordingRules.Resolution(faults, request.Resolution);
        RecordingRules.ExpiresAt(faults, request.ExpiresAt, now);
        return faults;

        void ComesWith(string field, bool given, string status)
        {
            if (given && request.Status != status) faults.Add(field, $"comes with the status {status} alone");
            if (!given && request.Status == status) faults.Add(field, $"is missing: the status {status} comes with it");
        }
    }
}
