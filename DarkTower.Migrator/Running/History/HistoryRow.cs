using Npgsql;

namespace DarkTower.Migrator.Running.History;

/// <summary>One run of a migration.</summary>
internal sealed record HistoryRow(
    long RunId, long Version, bool Up, string State, string Name, string UpChecksum, string DownChecksum, string Login, string Client,
    string ToolVersion, DateTime StartedAt, TimeSpan Duration, int Statements, int StatementsDone, int StatementBegun, long BackfillRows,
    Guid? BackfillOrg)
{
    private const string All = """
        SELECT run_id, version, direction = 'up', state, name, up_checksum, down_checksum, login, client, tool_version, started_at,
            duration, statements, statements_done, statement_begun, backfill_rows, backfill_org
        FROM migrations.history
        ORDER BY run_id
        """;

    public string Progress => $"{StatementsDone} of {Statements} statements done"
        + (BackfillRows > 0 ? $", {BackfillRows:N0} rows of its backfill" : "");

    public static async Task<IReadOnlyList<HistoryRow>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await HistoryTable.ExistsAsync(connection, cancellation)
            ? await connection.RowsAsync(All, Map, cancellation)
            : [];

    private static HistoryRow Map(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
        row.GetString(7), row.GetString(8), row.GetString(9), row.GetDateTime(10), row.GetTimeSpan(11), row.GetInt32(12), row.GetInt32(13),
        row.GetInt32(14), row.GetInt64(15), row.IsDBNull(16) ? null : row.GetGuid(16));
}
