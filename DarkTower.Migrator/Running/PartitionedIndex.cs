using System.Text.RegularExpressions;
using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>
/// A CREATE INDEX CONCURRENTLY marked <c>-- each partition</c>: the server refuses it on a partitioned table, so an empty index is made on
/// the table alone, one is built concurrently on each partition and attached. What is to be done next is read from the catalog, so it goes
/// on after a crash, and takes in a partition that is made meanwhile. New partitions have the index by themselves.
/// </summary>
internal static partial class PartitionedIndex
{
    private const string Parent = """
        SELECT relkind = 'p', quote_ident(relnamespace::regnamespace::text) || '.', to_regclass(
            quote_ident(relnamespace::regnamespace::text) || '.' || quote_ident($2)) IS NOT NULL
        FROM pg_class
        WHERE oid = to_regclass($1)
        """;

    /// <summary>The first partition without an attached index, and what it has under the name of its own.</summary>
    private const string Missing = """
        SELECT p.relname, i.relname IS NOT NULL, coalesce(x.indisvalid, false)
        FROM pg_inherits AS h
        JOIN pg_class AS p ON p.oid = h.inhrelid
        LEFT JOIN pg_class AS i ON i.relnamespace = p.relnamespace AND i.relkind = 'i'
            AND i.relname = left(p.relname || substr($2, char_length($3) + 1), 63)
        LEFT JOIN pg_index AS x ON x.indexrelid = i.oid
        WHERE h.inhparent = to_regclass($1) AND NOT EXISTS (
            SELECT FROM pg_index AS own
            JOIN pg_inherits AS attached ON attached.inhrelid = own.indexrelid
            JOIN pg_class AS parent ON parent.oid = attached.inhparent
            WHERE own.indrelid = p.oid AND parent.relname = $2 AND parent.relnamespace = p.relnamespace)
        ORDER BY p.relname
        LIMIT 1
        """;

    /// <returns>The next statement; null when the index is complete.</returns>
    /// <exception cref="Refusal">The table is not partitioned, or the index's name does not begin with the table's.</exception>
    public static async Task<string?> NextAsync(NpgsqlConnection connection, ConcurrentIndex index, CancellationToken cancellation)
    {
        var table = (index.Schema is null ? "" : $"{Quote(index.Schema)}.") + Quote(index.Table);
        var found = (await connection.RowsAsync(
            Parent, row => (IsPartitioned: row.GetBoolean(0), Schema: row.GetString(1), HasIndex: row.GetBoolean(2)), cancellation, table,
            index.Name)).SingleOrDefault();
        if (!found.IsPartitioned || !index.Name.StartsWith($"{index.Table}_", StringComparison.Ordinal))
            throw new Refusal(ExitCode.MigrationFailed,
                $"-- each partition is for an index of a partitioned table whose name begins with the table's; {index.Name} is not.");
        var create = index.Unique ? "CREATE UNIQUE INDEX" : "CREATE INDEX";
        if (!found.HasIndex)
            return $"{create} {Quote(index.Name)} ON ONLY {table}{index.Tail}";

        var missing = await connection.RowsAsync(
            Missing, row => (Partition: row.GetString(0), IsThere: row.GetBoolean(1), IsValid: row.GetBoolean(2)), cancellation, table,
            index.Name, index.Table);
        if (missing is not [var next])
            return null;
        var name = next.Partition + index.Name[index.Table.Length..];
        var own = $"{found.Schema}{Quote(name.Length > 63 ? name[..63] : name)}";
        return next switch
        {
            { IsThere: true, IsValid: true } => $"ALTER INDEX {found.Schema}{Quote(index.Name)} ATTACH PARTITION {own}",
            { IsThere: true } => $"DROP INDEX CONCURRENTLY {own}",
            _ => $"{create} CONCURRENTLY {own[found.Schema.Length..]} ON {found.Schema}{Quote(next.Partition)}{index.Tail}",
        };
    }

    /// <summary>Whether one of those statements cannot have a transaction.</summary>
    public static bool IsConcurrent(string statement) => Concurrently().IsMatch(statement);

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex("^(CREATE|DROP) (UNIQUE )?INDEX CONCURRENTLY ")]
    private static partial Regex Concurrently();
}
