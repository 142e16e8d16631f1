namespace DarkTower.Peers;

internal static partial class Sql
{
    public const string Join = """
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
        """;
}
