using System.Buffers.Text;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record CreateMeetingRequest(
    [property: Required] string? DisplayName = null,
    Guid? CreatedByUserId = null,
    [property: Description("100 when left out; never more than the organization allows.")] int? MaxParticipants = null,
    DateTimeOffset? ScheduledStartTime = null,
    bool EnableE2eEncryption = true,
    bool AllowRecording = false,
    bool AllowGuests = false,
    bool AllowExternalParticipants = false,
    bool WaitingRoomEnabled = true,
    [property: Description("Keeps guests out, whatever allowGuests says. When left out: not allowGuests.")] bool? RequireAuth = null);

internal sealed record CreateMeetingResponse(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, bool EnableE2eEncryption,
    bool RequireAuth, bool AllowRecording, bool AllowGuests, bool AllowExternalParticipants, bool WaitingRoomEnabled,
    MeetingStatus Status, DateTimeOffset? ScheduledStartTime, long Version, DateTimeOffset CreatedAt)
{
    [Required, Description("Shown this once; only its hash is kept.")]
    public string JoinSecret { get; init; } = "";
}

internal static partial class CreateMeeting
{
    /// <summary>
    /// The organization's row is locked before anything is decided: the lock gives its newest version, and nobody changes it until the end.
    /// The counter must not be guarded a second time where it is raised: that would look at the version from before the wait for the lock
    /// and miss a slot that was freed meanwhile. Everything else hangs on the row the counter gives, and that on the code: when another
    /// meeting has it, nothing is written and no transaction is spoilt.
    /// </summary>
    [TenantQuery("meetings", """
        WITH org AS (
            SELECT status, open_meetings, max_concurrent_meetings
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), creator AS (
            SELECT user_id, status
            FROM users
            WHERE org_id = @org AND user_id = @created_by_user_id AND deleted_at IS NULL
            FOR KEY SHARE
        ), decision AS (
            SELECT CASE
                WHEN org.status <> 'active' THEN 'org-suspended'
                WHEN @created_by_user_id IS NOT NULL AND creator.user_id IS NULL THEN 'user-not-found'
                WHEN creator.status <> 'active' THEN 'user-deactivated'
                WHEN org.open_meetings >= org.max_concurrent_meetings THEN 'meeting-limit-reached'
            END AS refusal
            FROM org
            LEFT JOIN creator ON true
        ), listed AS (
            INSERT INTO meeting_codes (meeting_code, org_id, meeting_id)
            SELECT @meeting_code, @org, @meeting
            FROM decision
            WHERE decision.refusal IS NULL
            ON CONFLICT (meeting_code) DO NOTHING
            RETURNING meeting_code
        ), slot AS (
            UPDATE organizations AS o
            SET open_meetings = o.open_meetings + 1
            FROM listed
            WHERE o.org_id = @org
            RETURNING o.max_participants_per_meeting
        ), created AS (
            INSERT INTO meetings (
                org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash, max_participants,
                scheduled_start_time, enable_e2e_encryption, require_auth, allow_recording, allow_guests, allow_external_participants,
                waiting_room_enabled)
            SELECT @org, @meeting, @created_by_user_id, @display_name, @meeting_code, @join_secret_hash,
                least(@max_participants, slot.max_participants_per_meeting), @scheduled_start_time, @enable_e2e_encryption, @require_auth,
                @allow_recording, @allow_guests, @allow_external_participants, @waiting_room_enabled
            FROM slot
            RETURNING meeting_id, meeting_code, created_by_user_id, display_name, max_participants, enable_e2e_encryption, require_auth,
                allow_recording, allow_guests, allow_external_participants, waiting_room_enabled, status, scheduled_start_time, version,
                created_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.created', 'meeting', meeting_id::text,
                jsonb_build_object('createdByUserId', created_by_user_id, 'maxParticipants', max_participants)
            FROM created
        )
        SELECT coalesce(d.refusal, CASE WHEN c.meeting_id IS NULL THEN 'meeting-code-taken' END) AS refusal, c.meeting_id, c.meeting_code,
            c.created_by_user_id, c.display_name, c.max_participants, c.enable_e2e_encryption, c.require_auth, c.allow_recording, c.allow_guests, c.allow_external_participants, c.waiting_room_enabled, c.status,
            c.scheduled_start_time, c.version, c.created_at
        FROM decision AS d
        LEFT JOIN created AS c ON true
        """)]
    private static partial Task<(string? Refusal, CreateMeetingResponse? Meeting)?> CreateMeetingAsync(
        Database database, OrgId org, MeetingId meeting, Guid? createdByUserId, string displayName, string meetingCode,
        byte[] joinSecretHash, int maxParticipants, DateTimeOffset? scheduledStartTime, bool enableE2eEncryption, bool requireAuth,
        bool allowRecording, bool allowGuests, bool allowExternalParticipants, bool waitingRoomEnabled, AuditEntry audit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPost("", HandleAsync)
        .RequireScope("meetings:write")
        .Idempotent()
        .WithName("CreateMeeting")
        .WithSummary("Creates a meeting, which takes one of the organization's open meetings")
        .WithDescription("A repetition without the same Idempotency-Key creates another meeting.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Created<CreateMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, CreateMeetingRequest request, Database database, AuditEntry audit, TimeProvider time, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Text("displayName", request.DisplayName, max: 255);
        faults.Range("maxParticipants", request.MaxParticipants, 1, 1_000_000);
        // The ends of the calendar are infinities to the driver.
        if (request.ScheduledStartTime is { Year: < 2000 or > 2999 }) faults.Add("scheduledStartTime", "must be from 2000 to 2999");
        if (faults.Any) return faults.ToProblem();

        var secret = RandomNumberGenerator.GetBytes(32);
        var answer = await CreateAsync();
        for (var draw = 1; draw < MeetingCode.Draws && answer?.Refusal == "meeting-code-taken"; draw++) answer = await CreateAsync();
        if (answer is not var (refusal, meeting)) return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(meeting!.Version);
        return TypedResults.Created(
            $"/v1/orgs/{org}/meetings/{meeting.MeetingId}", meeting with { JoinSecret = Base64Url.EncodeToString(secret) });

        Task<(string? Refusal, CreateMeetingResponse? Meeting)?> CreateAsync() => CreateMeetingAsync(
            database, org, new MeetingId(Id.New(time)), request.CreatedByUserId, request.DisplayName!, MeetingCode.New(),
            SHA256.HashData(secret), request.MaxParticipants ?? 100, request.ScheduledStartTime, request.EnableE2eEncryption,
            request.RequireAuth ?? !request.AllowGuests, request.AllowRecording, request.AllowGuests,
            request.AllowExternalParticipants, request.WaitingRoomEnabled, audit, cancellationToken);
    }
}
