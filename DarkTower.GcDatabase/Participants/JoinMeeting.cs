using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Participants;

internal sealed record JoinMeetingRequest(
    [property: Required, Description("member (a user of the organization), external or guest.")] string? ParticipantType = null,
    [property: Description("Required for a member, and for nobody else.")] Guid? UserId = null,
    [property: Description("Required unless a member, who has one already; a guest's has 2 to 100 characters.")] string? DisplayName = null,
    [property: Description("host or participant; participant when left out. A guest's is guest.")] string? Role = null,
    string? IpAddress = null,
    string? UserAgent = null,
    string? ClientVersion = null);

internal sealed record JoinMeetingResponse(
    Guid ParticipantId, Guid MeetingId, Guid? UserId, string DisplayName, ParticipantType ParticipantType, ParticipantRole Role,
    DateTimeOffset JoinedAt,
    [property: Description("Participants in the meeting, this one included.")] int ActiveParticipants);

internal static partial class JoinMeeting
{
    private static readonly string[] Types = ["member", "external", "guest"];

    /// <summary>
    /// The meeting's row is locked before anything is decided: the lock gives its newest version, and nobody changes it until the end. The
    /// counter must not be guarded a second time where it is raised: that would look at the version from before the wait for the lock and
    /// miss a seat that was freed meanwhile. Only another join of the same user that commits during the wait is beyond what the statement
    /// sees: the unique index refuses that one, and takes the seat back with it. The user's row is held as the foreign key will hold it, but
    /// before the name is copied: an erasure of the user comes wholly before or after.
    /// </summary>
    [TenantQuery("participants", """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status, active_participants, max_participants, require_auth, allow_guests, allow_external_participants
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), member AS (
            SELECT user_id, display_name, status
            FROM users
            WHERE org_id = @org AND user_id = @user_id AND deleted_at IS NULL
            FOR KEY SHARE
        ), present AS (
            SELECT user_id
            FROM participants
            WHERE org_id = @org AND meeting_id = @meeting AND user_id = @user_id AND left_at IS NULL
        ), decision AS (
            SELECT meeting.status = 'scheduled' AS activates, member.display_name, CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN org.status <> 'active' THEN 'org-suspended'
                WHEN meeting.status NOT IN ('scheduled', 'active') THEN 'meeting-not-open'
                WHEN @participant_type = 'guest' AND (meeting.require_auth OR NOT meeting.allow_guests) THEN 'guests-not-allowed'
                WHEN @participant_type = 'external' AND NOT meeting.allow_external_participants THEN 'external-participants-not-allowed'
                WHEN @user_id IS NOT NULL AND member.user_id IS NULL THEN 'user-not-found'
                WHEN member.status <> 'active' THEN 'user-deactivated'
                WHEN present.user_id IS NOT NULL THEN 'already-joined'
                WHEN meeting.active_participants >= meeting.max_participants THEN 'meeting-full'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN member ON true
            LEFT JOIN present ON true
        ), seat AS (
            UPDATE meetings AS m
            SET active_participants = m.active_participants + 1,
                status = 'active',
                actual_start_time = coalesce(m.actual_start_time, now()),
                version = m.version + CASE m.status WHEN 'scheduled' THEN 1 ELSE 0 END
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL
            RETURNING m.meeting_id, m.active_participants, decision.activates, decision.display_name
        ), joined AS (
            INSERT INTO participants (
                org_id, meeting_id, participant_id, user_id, display_name, participant_type, role, ip_address, user_agent, client_version)
            SELECT @org, meeting_id, @participant, @user_id, coalesce(@display_name, display_name), @participant_type, @role, @ip_address,
                @user_agent, @client_version
            FROM seat
            RETURNING participant_id, meeting_id, user_id, display_name, participant_type, role, joined_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'participant.joined', 'participant', participant_id::text,
                jsonb_build_object('meetingId', joined.meeting_id, 'userId', user_id, 'participantType', participant_type, 'role', role,
                    'activatedMeeting', seat.activates)
            FROM joined
            JOIN seat ON true
        )
        SELECT d.refusal, j.participant_id, j.meeting_id, j.user_id, j.display_name, j.participant_type, j.role, j.joined_at,
            s.active_participants
        FROM decision AS d
        LEFT JOIN (joined AS j JOIN seat AS s ON true) ON true
        """)]
    [OnViolation("participants_active_user_key", "already-joined")]
    private static partial Task<(string? Refusal, JoinMeetingResponse? Joined)?> JoinMeetingAsync(
        Database database, OrgId org, MeetingId meeting, ParticipantId participant, Guid? userId, string participantType, string?
        displayName, string role, IPAddress? ipAddress, string? userAgent, string? clientVersion, AuditEntry audit,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapPost("", HandleAsync)
        .RequireScope("participants:write")
        .Idempotent()
        .WithName("JoinMeeting")
        .WithSummary("Joins a meeting; the first to join activates it")
        .WithDescription("A user is in a meeting once: a repetition is refused with already-joined. Guests are not known again.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<JoinMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, JoinMeetingRequest request, Database database, AuditEntry audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var faults = Validate(request, out var address);
        if (faults.Any) return faults.ToProblem();

        var role = request.Role ?? (request.ParticipantType == "guest" ? "guest" : "participant");
        if (await JoinMeetingAsync(
                database, org, meeting, new ParticipantId(Id.New(time)), request.UserId, request.ParticipantType!, request.DisplayName,
                role, address, request.UserAgent, request.ClientVersion, audit, cancellationToken)
            is not var (refusal, joined))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        return TypedResults.Created($"/v1/orgs/{org}/meetings/{joined!.MeetingId}/participants/{joined.ParticipantId}", joined);
    }

    private static Faults Validate(JoinMeetingRequest request, out IPAddress? address)
    {
        var faults = new Faults();
        var guest = request.ParticipantType == "guest";
        var member = request.ParticipantType == "member";
        faults.OneOf("participantType", request.ParticipantType, Types);
        if (member && request.UserId is null) faults.Add("userId", "is missing: a member is a user of the organization");
        if (!member && request.UserId is not null) faults.Add("userId", "is for members only");
        faults.Text("displayName", request.DisplayName, min: guest ? 2 : 1, max: guest ? 100 : 255, required: !member);
        faults.OneOf("role", request.Role, guest ? ["guest"] : ["host", "participant"], required: false);
        address = faults.Address("ipAddress", request.IpAddress);
        faults.Text("userAgent", request.UserAgent, max: 512, required: false);
        faults.Text("clientVersion", request.ClientVersion, max: 100, required: false);
        return faults;
    }
}
