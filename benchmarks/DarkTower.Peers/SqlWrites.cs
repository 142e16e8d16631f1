namespace DarkTower.Peers;

internal static partial class Sql
{
    public const string CreateMeeting = """
        WITH org AS (
            SELECT status, open_meetings, max_concurrent_meetings
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), creator AS (
            SELECT user_id, status
            FROM users
            WHERE org_id = @org AND user_id = @created_by_user_id AND deleted_at IS NULL
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
            c.created_by_user_id, c.display_name, c.max_participants, c.enable_e2e_encryption, c.require_auth, c.allow_recording,
            c.allow_guests, c.allow_external_participants, c.waiting_room_enabled, c.status,
            c.scheduled_start_time, c.version, c.created_at
        FROM decision AS d
        LEFT JOIN created AS c ON true
        """;

    public const string Claim = """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN meeting.status NOT IN ('scheduled', 'active') THEN 'meeting-not-open'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
        ), claimed AS (
            UPDATE meetings AS m
            SET generation = m.generation + 1, owner_controller_id = @controller, owner_claimed_at = now()
            FROM decision
            WHERE m.org_id = @org AND m.meeting_id = @meeting AND decision.refusal IS NULL
            RETURNING m.meeting_id, m.generation, m.owner_controller_id, m.owner_claimed_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'meeting.claimed', 'meeting', meeting_id::text,
                jsonb_build_object('generation', generation, 'controllerId', owner_controller_id)
            FROM claimed
        )
        SELECT d.refusal, c.meeting_id, c.generation, c.owner_controller_id AS controller_id, c.owner_claimed_at AS claimed_at
        FROM decision AS d
        LEFT JOIN claimed AS c ON true
        """;

    public const string Heartbeat = """
        WITH beat AS (
            UPDATE meeting_controller_load
            SET heartbeat_seq = @sequence, last_heartbeat_at = now(), current_meetings = @current_meetings,
                current_participants = @current_participants,
                health = CASE
                    WHEN drain_deadline > now() THEN 'draining'
                    WHEN drain_deadline IS NOT NULL THEN 'unhealthy'
                    ELSE @health
                END
            WHERE controller_id = @controller AND epoch = @epoch AND heartbeat_seq < @sequence
            RETURNING epoch, heartbeat_seq, health, drain_deadline
        )
        SELECT l.controller_id, b.epoch, b.heartbeat_seq AS sequence, b.health, b.drain_deadline
        FROM meeting_controller_load AS l
        LEFT JOIN beat AS b ON true
        WHERE l.controller_id = @controller
        """;
}
