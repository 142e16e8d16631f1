namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// States in which all tenants' rows are at once, so that a statement is seen doing what it does only then: a counter that can be lowered, a
/// controller that was heard just now. Rows made one by one from their checks are seldom in them. Every tenant's are changed alike.
/// </summary>
internal static class Scenes
{
    /// <summary>The rows as they were made.</summary>
    public const string None = "";

    private const string Busy = """
        UPDATE organizations SET open_meetings = 50, max_concurrent_meetings = 100;
        UPDATE meeting_controllers SET max_meetings = 100, max_participants = 1000, epoch = 1;
        UPDATE meeting_controller_load
        SET reserved_meetings = 50, current_meetings = 0, current_participants = 0, health = 'healthy', last_heartbeat_at = now(),
            heartbeat_seq = 0, drain_deadline = NULL, epoch = 1;
        UPDATE media_handlers SET max_streams = 100, epoch = 1;
        UPDATE media_handler_load
        SET current_streams = 0, health = 'healthy', last_heartbeat_at = now(), heartbeat_seq = 0, drain_deadline = NULL, epoch = 1;
        """;

    private const string Scheduled = Busy + """
        UPDATE meetings
        SET status = 'scheduled', actual_start_time = NULL, ended_at = NULL, deleted_at = NULL, active_participants = 0;
        """;

    private const string Running = Busy + """
        UPDATE meetings
        SET status = 'active', actual_start_time = now(), ended_at = NULL, deleted_at = NULL, active_participants = 1, allow_recording = true;
        """;

    private const string Unassigned = Running + """
        UPDATE meeting_assignments
        SET state = 'ended', reserved_until = NULL, ended_at = greatest(now(), assigned_at), end_reason = 'released';
        """;

    private const string Suspended = """
        UPDATE organizations
        SET status = 'suspended', suspended_at = now(), suspension_reason = 'scene', deleted_at = NULL;
        """;

    /// <summary>In the order in which they are tried, each while there is something of the statement that was not seen.</summary>
    public static IReadOnlyList<string> All { get; } = [None, Running, Scheduled, Unassigned, Suspended];
}
