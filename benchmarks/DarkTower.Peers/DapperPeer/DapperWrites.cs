using System.Text.Json;
using Npgsql;

namespace DarkTower.Peers.DapperPeer;

internal sealed partial class DapperOperations
{
    private const string LockMeeting = """
        SELECT status, active_participants, max_participants, require_auth, allow_guests, allow_external_participants
        FROM meetings WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL FOR NO KEY UPDATE
        """;

    private const string LockOrg = """
        SELECT status, open_meetings, max_concurrent_meetings, max_participants_per_meeting
        FROM organizations WHERE org_id = @org AND deleted_at IS NULL FOR NO KEY UPDATE
        """;

    private const string OrgStatus = "SELECT status FROM organizations WHERE org_id = @org AND deleted_at IS NULL";

    private const string FindUser = "SELECT status, display_name FROM users WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL";

    public async Task<Outcome<Joined>> JoinAsync(JoinOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        try
        {
            return await InTenantAsync(order.Org, call => JoinAsync(call, order, audit), cancellationToken);
        }
        catch (PostgresException e) when (e.ConstraintName == "participants_active_user_key")
        {
            return new Outcome<Joined>("already-joined", null);
        }
    }

    private static async Task<Outcome<Joined>> JoinAsync(Tenancy call, JoinOrder order, AuditStamp audit)
    {
        var ids = new { org = order.Org, meeting = order.Meeting, user = order.UserId };
        if (await call.ValueAsync<string?>(OrgStatus, ids) is not { } org) return new Outcome<Joined>("org-not-found", null);
        if (await call.OneAsync<MeetingState>(LockMeeting, ids) is not { } meeting) return new Outcome<Joined>("meeting-not-found", null);
        var user = order.UserId is null ? null : await call.OneAsync<UserState>(FindUser, ids);
        var present = order.UserId is not null && await call.ValueAsync<bool>("""
            SELECT EXISTS (SELECT FROM participants WHERE org_id = @org AND meeting_id = @meeting AND user_id = @user AND left_at IS NULL)
            """, ids);
        if (Decisions.Join(order, org, meeting.Status, meeting.ActiveParticipants, meeting.MaxParticipants, meeting.RequireAuth,
                meeting.AllowGuests, meeting.AllowExternalParticipants, user?.Status, present) is { } refusal)
            return new Outcome<Joined>(refusal, null);

        var active = await call.ValueAsync<int>("""
            UPDATE meetings SET active_participants = active_participants + 1, status = 'active',
                actual_start_time = coalesce(actual_start_time, now()),
                version = version + CASE status WHEN 'scheduled' THEN 1 ELSE 0 END
            WHERE org_id = @org AND meeting_id = @meeting RETURNING active_participants
            """, ids);
        var displayName = order.DisplayName ?? user!.DisplayName;
        var joinedAt = await call.ValueAsync<DateTime>("""
            INSERT INTO participants (
                org_id, meeting_id, participant_id, user_id, display_name, participant_type, role, ip_address, user_agent, client_version)
            VALUES (@Org, @Meeting, @Participant, @UserId, @displayName, @Type, @Role, @IpAddress, @UserAgent, @ClientVersion)
            RETURNING joined_at
            """, new
        {
            order.Org, order.Meeting, order.Participant, order.UserId, displayName, order.Type, order.Role, order.IpAddress,
            order.UserAgent, order.ClientVersion,
        });
        await AuditAsync(call, order.Org, audit, "participant.joined", "participant", order.Participant, new AuditDetails
        {
            ["meetingId"] = order.Meeting, ["userId"] = order.UserId, ["participantType"] = order.Type, ["role"] = order.Role,
            ["activatedMeeting"] = meeting.Status == "scheduled",
        });
        return new Outcome<Joined>(null, new Joined(
            order.Participant, order.Meeting, order.UserId, displayName, order.Type, order.Role, new DateTimeOffset(joinedAt), active));
    }

    public Task<Outcome<CreatedMeeting>> CreateMeetingAsync(CreateOrder order, AuditStamp audit, CancellationToken cancellationToken) =>
        InTenantAsync(order.Org, async call =>
        {
            var request = order.Request;
            if (await call.OneAsync<OrgState>(LockOrg, new { org = order.Org }) is not { } org)
                return new Outcome<CreatedMeeting>("org-not-found", null);
            var creator = request.CreatedByUserId is null
                ? null : await call.OneAsync<UserState>(FindUser, new { org = order.Org, user = request.CreatedByUserId });
            if (Decisions.Create(order, org.Status, org.OpenMeetings, org.MaxConcurrentMeetings, creator?.Status) is { } refusal)
                return new Outcome<CreatedMeeting>(refusal, null);

            await call.RunAsync("UPDATE organizations SET open_meetings = open_meetings + 1 WHERE org_id = @org", new { org = order.Org });
            var created = await call.OneAsync<MeetingRow>("""
                INSERT INTO meetings (
                    org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash, max_participants,
                    scheduled_start_time, enable_e2e_encryption, require_auth, allow_recording, allow_guests, allow_external_participants,
                    waiting_room_enabled)
                VALUES (@Org, @Meeting, @CreatedByUserId, @DisplayName, @MeetingCode, @JoinSecretHash, @most, @ScheduledStartTime,
                    @EnableE2eEncryption, @RequireAuth, @AllowRecording, @AllowGuests, @AllowExternalParticipants, @WaitingRoomEnabled)
                RETURNING meeting_id, meeting_code, created_by_user_id, display_name, max_participants, enable_e2e_encryption,
                    require_auth, allow_recording, allow_guests, allow_external_participants, waiting_room_enabled, status,
                    scheduled_start_time, version, created_at
                """, new
            {
                order.Org, order.Meeting, request.CreatedByUserId, request.DisplayName, order.MeetingCode, order.JoinSecretHash,
                most = Math.Min(order.MaxParticipants, org.MaxParticipantsPerMeeting), request.ScheduledStartTime,
                request.EnableE2eEncryption, order.RequireAuth, request.AllowRecording, request.AllowGuests,
                request.AllowExternalParticipants, request.WaitingRoomEnabled,
            });
            await call.RunAsync("INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) VALUES (@MeetingCode, @Org, @Meeting)",
                new { order.MeetingCode, order.Org, order.Meeting });
            await AuditAsync(call, order.Org, audit, "meeting.created", "meeting", order.Meeting, new AuditDetails
            {
                ["createdByUserId"] = request.CreatedByUserId, ["maxParticipants"] = created!.MaxParticipants,
            });
            return new Outcome<CreatedMeeting>(null, created.ToCreated());
        }, cancellationToken);

    public Task<Outcome<Claimed>> ClaimAsync(
        Guid org, Guid meeting, Guid controller, AuditStamp audit, CancellationToken cancellationToken) => InTenantAsync(org, async call =>
        {
            if (await call.ValueAsync<string?>(OrgStatus, new { org }) is null) return new Outcome<Claimed>("org-not-found", null);
            if (await call.OneAsync<MeetingState>(LockMeeting, new { org, meeting }) is not { } found)
                return new Outcome<Claimed>("meeting-not-found", null);
            if (found.Status is not ("scheduled" or "active")) return new Outcome<Claimed>("meeting-not-open", null);
            var claimed = await call.OneAsync<ClaimRow>("""
                UPDATE meetings SET generation = generation + 1, owner_controller_id = @controller, owner_claimed_at = now()
                WHERE org_id = @org AND meeting_id = @meeting
                RETURNING meeting_id, generation, owner_controller_id AS controller_id, owner_claimed_at AS claimed_at
                """, new { org, meeting, controller });
            await AuditAsync(call, org, audit, "meeting.claimed", "meeting", meeting, new AuditDetails
            {
                ["generation"] = claimed!.Generation, ["controllerId"] = controller,
            });
            return new Outcome<Claimed>(null, claimed.ToClaimed());
        }, cancellationToken);

    private static Task<int> AuditAsync(
        Tenancy call, Guid org, AuditStamp audit, string action, string targetType, Guid target, AuditDetails details) => call.RunAsync("""
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            VALUES (@org, @Id, @ActorType, @ActorId, @IpAddress, @UserAgent, @RequestId, @action, @targetType, @target, @details::jsonb)
            """, new
        {
            org, audit.Id, audit.ActorType, audit.ActorId, audit.IpAddress, audit.UserAgent, audit.RequestId, action, targetType,
            target = target.ToString(),
            details = JsonSerializer.Serialize(details),
        });
}
