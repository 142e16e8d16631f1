using System.Text.RegularExpressions;

namespace DarkTower.Peers;

/// <summary>The statements of gc-database as its use cases have them: what is compared is how they get to the server and back.</summary>
internal static partial class Sql
{
    public const string GetOrg = """
        SELECT org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting,
            max_monthly_meeting_minutes, open_meetings, status, suspension_reason, version, created_at, updated_at
        FROM organizations
        WHERE org_id = @org AND deleted_at IS NULL
        """;

    public const string GetMeeting = """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.enable_e2e_encryption,
            m.require_auth, m.allow_recording, m.allow_guests, m.allow_external_participants, m.waiting_room_enabled, m.status,
            m.scheduled_start_time, m.actual_start_time, m.ended_at, m.active_participants, m.generation, m.owner_controller_id,
            m.owner_claimed_at, m.version, m.created_at, m.updated_at
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """;

    public const string ListMeetings = """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.status, m.scheduled_start_time,
            m.actual_start_time, m.ended_at, m.active_participants, m.version, m.created_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT meeting_id, meeting_code, created_by_user_id, display_name, max_participants, status, scheduled_start_time,
                actual_start_time, ended_at, active_participants, version, created_at
            FROM meetings
            WHERE org_id = @org AND meeting_id < @before AND deleted_at IS NULL
            ORDER BY meeting_id DESC
            LIMIT @limit
        ) AS m ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY m.meeting_id DESC
        """;

    public const string ListParticipants = """
        SELECT m.meeting_id, p.participant_id, p.user_id, p.display_name, p.participant_type, p.role, p.joined_at, p.left_at, p.leave_reason
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        LEFT JOIN LATERAL (
            SELECT participant_id, user_id, display_name, participant_type, role, joined_at, left_at, leave_reason
            FROM participants
            WHERE org_id = @org AND meeting_id = m.meeting_id AND participant_id < @before
            ORDER BY participant_id DESC
            LIMIT @limit
        ) AS p ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY p.participant_id DESC
        """;

    /// <summary><c>$1</c> for the first name, and so on. Once at start; at run time a rewrite would cost.</summary>
    public static string Positional(string sql, params string[] names) => Named().Replace(sql, name =>
        $"${Array.IndexOf(names, name.Groups[1].Value) + 1}");

    [GeneratedRegex("@([a-z0-9_]+)")]
    private static partial Regex Named();
}
