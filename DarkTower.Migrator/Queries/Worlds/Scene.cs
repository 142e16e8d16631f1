namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// A state in which all tenants' rows are at once, so that a statement is seen doing what it does only then: a counter that can be lowered, a
/// controller that was heard just now. Rows made one by one from their checks are seldom in one. Every tenant's are changed alike.
/// </summary>
/// <param name="Tables">A statement that touches all of these is played in it.</param>
/// <param name="Sql">Makes it so.</param>
internal sealed record Scene(IReadOnlyList<string> Tables, string Sql)
{
    private const string Open = """
        UPDATE organizations SET open_meetings = 50, max_concurrent_meetings = 100;
        UPDATE meeting_controllers SET max_meetings = 100, max_participants = 1000, epoch = 1;
        UPDATE meeting_controller_load
        SET reserved_meetings = 50, current_meetings = 0, current_participants = 0, health = 'healthy', last_heartbeat_at = now(),
            heartbeat_seq = 0, drain_deadline = NULL, epoch = 1;
        """;

    private const string Running = Open + """
        UPDATE meetings
        SET status = 'active', actual_start_time = now(), ended_at = NULL, deleted_at = NULL, active_participants = 1, allow_recording = true;
        """;

    private const string Erasing = """
        DELETE FROM erasures;
        INSERT INTO erasures (org_id, subject_type, subject_id, state, started_at)
        SELECT org_id, 'org', org_id, 'running', now() FROM organizations
        UNION ALL SELECT org_id, 'user', user_id, 'running', now() FROM users;
        UPDATE audit_logs AS a
        SET target_type = 'user', target_id = (SELECT min(user_id::text) FROM users WHERE org_id = a.org_id)
        WHERE EXISTS (SELECT FROM users WHERE org_id = a.org_id);
        """;

    private const string Emptied = """
        DELETE FROM meeting_assignments; DELETE FROM participants; DELETE FROM recordings; DELETE FROM meeting_codes; DELETE FROM meetings;
        DELETE FROM user_roles; DELETE FROM user_identities; DELETE FROM api_keys; DELETE FROM users; DELETE FROM idempotency_keys;
        DELETE FROM organization_directory;
        UPDATE organizations
        SET open_meetings = 0, display_name = 'Erased', status = 'deleted', deleted_at = now(), suspended_at = NULL, suspension_reason = NULL;
        UPDATE audit_logs SET details = '{}', ip_address = NULL, user_agent = NULL, reason = NULL;
        """;

    /// <summary>The rows as they were made.</summary>
    public static Scene AsMade { get; } = new([], "");

    /// <summary>In the order in which they are tried, each while there is something of the statement that was not seen.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        AsMade,
        new(["erasures"], Running + Erasing),
        new(["erasures"], Emptied + Erasing),
        new(["meeting_controller_load"], Running),
        new(["media_handler_load"], """
            UPDATE media_handlers SET max_streams = 100, epoch = 1;
            UPDATE media_handler_load
            SET current_streams = 0, health = 'healthy', last_heartbeat_at = now(), heartbeat_seq = 0, drain_deadline = NULL, epoch = 1;
            """),
        new(["meetings", "organizations"], Running),
        new(["meetings", "organizations"], Open + """
            UPDATE meetings
            SET status = 'scheduled', actual_start_time = NULL, ended_at = NULL, deleted_at = NULL, active_participants = 0;
            """),
        new(["meeting_assignments", "meeting_controller_load"], Running + """
            UPDATE meeting_assignments
            SET state = 'ended', reserved_until = NULL, ended_at = greatest(now(), assigned_at), end_reason = 'released';
            """),
        new(["organizations"], """
            UPDATE organizations
            SET status = 'suspended', suspended_at = now(), suspension_reason = 'scene', deleted_at = NULL;
            """),
    ];
}
