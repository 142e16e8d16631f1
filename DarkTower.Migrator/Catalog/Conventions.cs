namespace DarkTower.Migrator.Catalog;

/// <summary>Whose customs a schema is held to: this project's, with its tables and roles by name, or nobody's.</summary>
internal sealed record Conventions
{
    public static Conventions Project { get; } = new()
    {
        IsProject = true,
        TenantTables =
        [
            "organizations", "users", "user_roles", "user_identities", "api_keys", "meetings", "participants", "recordings",
            "meeting_assignments", "idempotency_keys", "audit_logs", "erasures",
        ],
        GlobalTables =
        [
            "organization_directory", "meeting_codes", "meeting_controllers", "meeting_controller_load", "media_handlers",
            "media_handler_load",
        ],
        AppendOnlyTables = ["audit_logs"],
        ErasableColumns = ["audit_logs.reason", "audit_logs.ip_address", "audit_logs.user_agent", "audit_logs.details"],
        SoftDeletedTables = ["organizations", "users", "meetings"],
        JobTables =
        [
            "meetings", "participants", "recordings", "meeting_assignments", "idempotency_keys", "audit_logs", "meeting_codes",
            "organization_directory", "meeting_controller_load", "media_handler_load", "erasures",
        ],
        ErasedTables = ["organizations", "users", "user_roles", "user_identities", "api_keys"],
        HotColumns =
        [
            "organizations.open_meetings", "meetings.active_participants", "meetings.generation", "meetings.owner_controller_id",
            "meetings.owner_claimed_at", "users.last_login_at", "api_keys.last_used_at", "meeting_assignments.last_activity_at",
            "meeting_controller_load.current_meetings", "meeting_controller_load.reserved_meetings",
            "meeting_controller_load.current_participants", "media_handler_load.current_streams", "media_handler_load.cpu_percent",
            "media_handler_load.memory_percent", "media_handler_load.bandwidth_percent",
        ],
        OpenStates = ["audit_logs.target_type"],
        NotPersonal = ["organizations.display_name"],
    };

    /// <summary>Somebody else's schema: a table with a tenant column or row security is a tenant's; lists and roles do not count.</summary>
    public static Conventions Foreign { get; } = new();

    public bool IsProject { get; private init; }

    /// <summary>With <see cref="GlobalTables"/> the one place where the tables that have landed are classified.</summary>
    public IReadOnlyList<string> TenantTables { get; private init; } = [];

    public IReadOnlyList<string> GlobalTables { get; private init; } = [];

    public IReadOnlyList<string> AppendOnlyTables { get; private init; } = [];

    /// <summary>What darktower_jobs overwrites in them when somebody is erased.</summary>
    public IReadOnlyList<string> ErasableColumns { get; private init; } = [];

    public IReadOnlyList<string> SoftDeletedTables { get; private init; } = [];

    /// <summary>The tables that darktower_jobs may touch; a tenant's table of these has one policy for it.</summary>
    public IReadOnlyList<string> JobTables { get; private init; } = [];

    /// <summary>The tables that darktower_jobs may touch as a tenant, when that one is erased: with rights, and without a policy.</summary>
    public IReadOnlyList<string> ErasedTables { get; private init; } = [];

    /// <summary>What changes with every call or heartbeat.</summary>
    public IReadOnlyList<string> HotColumns { get; private init; } = [];

    /// <summary>Columns with the name of a state whose values are no closed list.</summary>
    public IReadOnlyList<string> OpenStates { get; private init; } = [];

    /// <summary>Columns with the name of personal data that hold none.</summary>
    public IReadOnlyList<string> NotPersonal { get; private init; } = [];

    public bool IsTenant(Relation table) => TenantTables.Contains(table.Root) || (IsProject
        ? !GlobalTables.Contains(table.Root) && !SaysGlobal(table)
        : table.RowSecurity || TenantColumnOf(table) is not null);

    public string? TenantColumnOf(Relation table) =>
        table.Column("org_id")?.Name ?? (IsProject ? null : table.Column("tenant_id")?.Name ?? table.Column("organization_id")?.Name);

    public static bool SaysGlobal(Relation table) => table.Comment?.StartsWith("Global:", StringComparison.Ordinal) == true;
}
