using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

[Description("What is left out or null stays as it is.")]
internal sealed record UpdateMeetingRequest(
    string? DisplayName = null,
    [property: Description("Never more than the organization allows, never less than are in the meeting.")] int? MaxParticipants = null,
    DateTimeOffset? ScheduledStartTime = null,
    bool? EnableE2eEncryption = null,
    bool? RequireAuth = null,
    bool? AllowRecording = null,
    bool? AllowGuests = null,
    bool? AllowExternalParticipants = null,
    bool? WaitingRoomEnabled = null);

internal sealed record UpdateMeetingResponse(
    Guid MeetingId, string DisplayName, int MaxParticipants, DateTimeOffset? ScheduledStartTime, bool EnableE2eEncryption,
    bool RequireAuth, bool AllowRecording, bool AllowGuests, bool AllowExternalParticipants, bool WaitingRoomEnabled,
    MeetingStatus Status, long Version);

internal static partial class UpdateMeeting
{
    /// <summary>
    /// Both rows are locked before anything is decided, the organization's too: a limit that is lowered meanwhile holds for this change.
    /// The locks give the newest versions, so the answer is made of them and not read again.
    /// </summary>
    [TenantQuery("meetings", """
        WITH org AS (
            SELECT max_participants_per_meeting
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR SHARE
        ), meeting AS (
            SELECT meeting_id, display_name, max_participants, scheduled_start_time, enable_e2e_encryption, require_auth, allow_recording,
                allow_guests, allow_external_participants, waiting_room_enabled, status, active_participants, version
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), wanted AS (
            SELECT meeting.meeting_id,
                coalesce(@display_name, meeting.display_name) AS display_name,
                CASE WHEN @max_participants::int IS NULL THEN meeting.max_participants
                    ELSE least(@max_participants, org.max_participants_per_meeting) END AS max_participants,
                coalesce(@scheduled_start_time, meeting.scheduled_start_time) AS scheduled_start_time,
                coalesce(@enable_e2e_encryption, meeting.enable_e2e_encryption) AS enable_e2e_encryption,
                coalesce(@require_auth, meeting.require_auth) AS require_auth,
                coalesce(@allow_recording, meeting.allow_recording) AS allow_recording,
                coalesce(@allow_guests, meeting.allow_guests) AS allow_guests,
                coalesce(@allow_external_participants, meeting.allow_external_participants) AS allow_external_participants,
                coalesce(@waiting_room_enabled, meeting.waiting_room_enabled) AS waiting_room_enabled
            FROM org
            JOIN meeting ON true
        ), changes AS (
            SELECT jsonb_object_agg(c.field, jsonb_build_object('old', c.before, 'new', c.after)) AS details
            FROM meeting AS m
            JOIN wanted AS w ON true
            CROSS JOIN LATERAL (VALUES
                ('displayName', to_jsonb(m.display_name), to_jsonb(w.display_name)),
                ('maxParticipants', to_jsonb(m.max_participants), to_jsonb(w.max_participants)),
                ('scheduledStartTime', to_jsonb(m.scheduled_start_time), to_jsonb(w.scheduled_start_time)),
                ('enableE2eEncryption', to_jsonb(m.enable_e2e_encryption), to_jsonb(w.enable_e2e_encryption)),
                ('requireAuth', to_jsonb(m.require_auth), to_jsonb(w.require_auth)),
                ('allowRecording', to_jsonb(m.allow_recording), to_jsonb(w.allow_recording)),
                ('allowGuests', to_jsonb(m.allow_guests), to_jsonb(w.allow_guests)),
                ('allowExternalParticipants', to_jsonb(m.allow_external_participants), to_jsonb(w.allow_external_participants)),
                ('waitingRoomEnabled', to_jsonb(m.waiting_room_enabled), to_jsonb(w.waiting_room_enabled))
            ) AS c (field, before, after)
            WHERE c.before IS DISTINCT FROM c.after
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN @if_match <> meeting.version THEN 'version-conflict'
                WHEN meeting.status NOT IN ('scheduled', 'active') THEN 'meeting-not-open'
                WHEN wanted.max_participants < meeting.active_participants THEN 'participants-exceed-limit'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN wanted ON true
        ), updated AS (
            UPDATE meetings AS m
            SET display_name = w.display_name, max_participants = w.max_participants, scheduled_start_time = w.scheduled_start_time,
                enable_e2e_encryption = w.enable_e2e_encryption, require_auth = w.require_auth, allow_recording = w.allow_recording,
                allow_guests = w.allow_guests, allow_external_participants = w.allow_external_participants,
                waiting_room_enabled = w.waiting_room_enabled, version = m.version + 1
            FROM decision
            JOIN changes AS c ON c.details IS NOT NULL
            JOIN wanted AS w ON true
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL
            RETURNING m.meeting_id, m.version, c.details
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.updated', 'meeting', meeting_id::text, details
            FROM updated
        ), result AS (
            SELECT w.meeting_id, w.display_name, w.max_participants, w.scheduled_start_time, w.enable_e2e_encryption, w.require_auth,
                w.allow_recording, w.allow_guests, w.allow_external_participants, w.waiting_room_enabled, meeting.status,
                coalesce(updated.version, meeting.version) AS version
            FROM wanted AS w
            JOIN meeting ON true
            LEFT JOIN updated ON true
        )
        SELECT d.refusal, r.meeting_id, r.display_name, r.max_participants, r.scheduled_start_time, r.enable_e2e_encryption,
            r.require_auth, r.allow_recording, r.allow_guests, r.allow_external_participants, r.waiting_room_enabled, r.status, r.version
        FROM decision AS d
        LEFT JOIN result AS r ON true
        """)]
    private static partial Task<(string? Refusal, UpdateMeetingResponse? Meeting)?> UpdateMeetingAsync(
        Database database, OrgId org, MeetingId meeting, long? ifMatch, string? displayName, int? maxParticipants,
        DateTimeOffset? scheduledStartTime, bool? enableE2eEncryption, bool? requireAuth, bool? allowRecording, bool? allowGuests,
        bool? allowExternalParticipants, bool? waitingRoomEnabled, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapPatch("/{meeting}", HandleAsync)
        .RequireScope("meetings:write")
        .RequireIfMatch()
        .WithName("UpdateMeeting")
        .WithSummary("Changes settings of a meeting that is not over")
        .WithDescription("Who is in the meeting stays in it. A change to what is so already changes nothing, the version neither.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<UpdateMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, UpdateMeetingRequest request, IfMatch ifMatch, AuditEntry audit, Database database,
        HttpResponse response, CancellationToken cancellationToken)
    {
        var faults = Validate(request);
        if (faults.Any) return faults.ToProblem();

        if (await UpdateMeetingAsync(
                database, org, meeting, ifMatch.Version, request.DisplayName, request.MaxParticipants, request.ScheduledStartTime,
                request.EnableE2eEncryption, request.RequireAuth, request.AllowRecording, request.AllowGuests,
                request.AllowExternalParticipants, request.WaitingRoomEnabled, audit, cancellationToken)
            is not var (refusal, updated))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        response.SetEntityTag(updated!.Version);
        return TypedResults.Ok(updated);
    }

    private static Faults Validate(UpdateMeetingRequest request)
    {
        var faults = new Faults();
        if (request == new UpdateMeetingRequest()) faults.Add("body", "changes nothing: give at least one field");
        faults.Text("displayName", request.DisplayName, max: 255, required: false);
        faults.Range("maxParticipants", request.MaxParticipants, 1, 1_000_000);
        // The ends of the calendar are infinities to the driver.
        if (request.ScheduledStartTime is { Year: < 2000 or > 2999 }) faults.Add("scheduledStartTime", "must be from 2000 to 2999");
        return faults;
    }
}
