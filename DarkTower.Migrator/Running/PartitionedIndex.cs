using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>
/// A CREATE INDEX CONCURRENTLY marked <c>-- each partition</c>: the server refuses it on a partitioned table, so an empty index is made on
/// the table alone, one is built concurrently on each partition and attached. What is to be done next is read from the catalog, so it goes
/// on after a crash, and takes in a partition that is made meanwhile. New partitions have the index by themselves.
/// </summary>
internal static class PartitionedIndex
{
    private const string Concurrently = "INDEX CONCURRENTLY";

    private const string Parent = """
        SELECT relkind = 'p', to_regclass(quote_ident(relnamespace::regnamespace::text) || '.' || quote_ident($2)) IS NOT NULL,
            quote_ident(relnamespace::regnamespace::text) || '.' || quote_ident($2)
        FROM pg_class
        WHERE oid = to_regclass($1)
        """;

    /// <summary>
    /// The first partition without an attached index, and an index of it that is attached to none and says the same: it is known by what it
    /// says, since the server names it, as it names those of new partitions.
    /// </summary>
    private const string Missing = """
        SELECT p.oid::regclass::text, own.indexrelid::regclass::text, own.indisvalid
        FROM pg_inherits AS h
        JOIN pg_class AS p ON p.oid = h.inhrelid
        JOIN pg_index AS parent ON parent.indexrelid = to_regclass($2)
        LEFT JOIN LATERAL (
            SELECT x.indexrelid, x.indisvalid
            FROM pg_index AS x
            WHERE x.indrelid = p.oid AND x.indisunique = parent.indisunique
                AND NOT EXISTS (SELECT FROM pg_inherits AS attached WHERE attached.inhrelid = x.indexrelid)
                AND substring(pg_get_indexdef(x.indexrelid) FROM ' USING .*') =
                    substring(pg_get_indexdef(parent.indexrelid) FROM ' USING .*')
            ORDER BY x.indisvalid, x.indexrelid
            LIMIT 1
        ) AS own ON true
        WHERE h.inhparent = to_regclass($1) AND NOT EXISTS (
            SELECT FROM pg_inherits AS attached
            JOIN pg_index AS x ON x.indexrelid = attached.inhrelid
            WHERE attached.inhparent = parent.indexrelid AND x.indrelid = p.oid)
        ORDER BY p.relname
        LIMIT 1
        """;

    /// <returns>The next statement; null when the index is complete.</returns>
    /// <exception cref="Refusal">The table is not partitioned.</exception>
    public static async Task<string?> NextAsync(NpgsqlConnection connection, ConcurrentIndex index, CancellationToken cancellation)
    {
        var table = (index.Schema is null ? "" : $"{Quote(index.Schema)}.") + Quote(index.Table);
        var (isPartitioned, hasIndex, name) = (await connection.RowsAsync(
            Parent, row => (row.GetBoolean(0), row.GetBoolean(1), row.GetString(2)), cancellation, table, index.Name)).SingleOrDefault();
        if (!isPartitioned)
            throw new Refusal(ExitCode.MigrationFailed, $"-- each partition is for a partitioned table; {table} is none.");
        var create = index.Unique ? "CREATE UNIQUE" : "CREATE";
        if (!hasIndex)
            return $"{create} INDEX {Quote(index.Name)} ON ONLY {table}{index.Tail}";

        var missing = await connection.RowsAsync(
            Missing,
            row => (Partition: row.GetString(0), Own: row.IsDBNull(1) ? null : row.GetString(1), IsValid: !row.IsDBNull(2) && row.GetBoolean(2)),
            cancellation, table, name);
        return missing switch
        {
            [] => null,
            [{ Own: null } next] => $"{create} {Concurrently} ON {next.Partition}{index.Tail}",
            [{ IsValid: true } next] => $"ALTER INDEX {name} ATTACH PARTITION {next.Own}",
            [var next, ..] => $"DROP {Concurrently} {next.Own}",
        };
    }

    /// <summary>Whether one of those statements cannot have a transaction.</summary>
    public static bool IsConcurrent(string statement) => statement.Contains(Concurrently, StringComparison.Ordinal);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
