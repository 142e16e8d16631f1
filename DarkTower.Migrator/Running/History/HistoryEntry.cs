using System.Data;
using System.Reflection;
using FluentMigrator.Infrastructure;
using Npgsql;

namespace DarkTower.Migrator.Running.History;

/// <summary>
/// What a run writes about itself, on FluentMigrator's connection and in its transaction: a migration is recorded exactly when it is
/// applied.
/// </summary>
internal sealed class HistoryEntry(IMigrationInfo info, bool up)
{
    private static readonly string ToolVersion =
        typeof(HistoryEntry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static readonly string Client = $"{Environment.UserName}@{Environment.MachineName}";

    private readonly SqlMigration _migration = (SqlMigration)info.Migration;

    /// <summary>The run that executed the statements one by one before; null when FluentMigrator executes them.</summary>
    public long? RunId { get; init; }

    public object[] Values =>
    [
        info.Version, up ? "up" : "down", _migration.GetType().Name, _migration.Checksum(up: true), _migration.Checksum(up: false),
        Client, ToolVersion, _migration.Statements(up).Count, 0L,
    ];

    /// <summary>Takes <see cref="Values"/> as $1 to $9.</summary>
    public static string Insert(string columns, string values) => $"""
        INSERT INTO migrations.history
            (version, direction, name, up_checksum, down_checksum, client, tool_version, statements, backfill_rows, {columns})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, {values})
        """;

    public void Begin(IDbConnection connection, IDbTransaction? transaction)
    {
        Execute(connection, transaction, WorkerFence.Hold);
        // The role that owns the table is about to be dropped.
        if (!up && !_migration.RunsAsOwner)
            Execute(connection, transaction, "ALTER TABLE migrations.history OWNER TO CURRENT_USER");
    }

    public void End(IDbConnection connection, IDbTransaction? transaction)
    {
        if (RunId is { } run)
            Execute(connection, transaction, "UPDATE migrations.history SET state = 'done' WHERE run_id = $1", run);
        else
        {
            Execute(connection, transaction,
                Insert("state, duration, statements_done", "'done', clock_timestamp() - now(), $8"), Values);
        }
        if (!_migration.RunsAsOwner)
            Execute(connection, transaction, FollowOwner);
    }

    private const string FollowOwner = """
        DO $$
        DECLARE
            owner text := (SELECT nspowner::regrole::text FROM pg_catalog.pg_namespace WHERE nspname = 'migrations');
        BEGIN
            EXECUTE format('ALTER TABLE migrations.history OWNER TO %s', owner);
        END
        $$
        """;

    private static void Execute(IDbConnection connection, IDbTransaction? transaction, string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection, (NpgsqlTransaction?)transaction);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        command.ExecuteNonQuery();
    }
}
