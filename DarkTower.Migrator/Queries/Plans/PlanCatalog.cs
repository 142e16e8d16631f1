using Npgsql;

namespace DarkTower.Migrator.Queries.Plans;

/// <summary>What the tables and indexes that a plan names are.</summary>
internal sealed class PlanCatalog
{
    private const string Tables = """
        SELECT c.oid::regclass::text, coalesce(nullif(pg_partition_root(c.oid), 0), c.oid)::regclass::text, c.relrowsecurity
        FROM pg_class AS c
        WHERE relkind IN ('r', 'p', 'm') AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        """;

    // The key columns as EXPLAIN would write them but for the alias.
    private const string Indexes = """
        SELECT i.relname, coalesce((SELECT relname FROM pg_class WHERE oid = nullif(pg_partition_root(i.oid), 0)), i.relname),
            ARRAY(SELECT pg_get_indexdef(i.oid, place, false) FROM generate_series(1, indnkeyatts) AS place ORDER BY place)
        FROM pg_index JOIN pg_class AS i ON i.oid = indexrelid
        WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
        """;

    private readonly Dictionary<string, (string Root, bool RowSecurity)> _tables = [];
    private readonly Dictionary<string, (string Root, string[] Keys)> _indexes = [];

    public static async Task<PlanCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var catalog = new PlanCatalog();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Tables), new(Indexes) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            catalog._tables[Bare(reader.GetString(0))] = (Bare(reader.GetString(1)), reader.GetBoolean(2));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            catalog._indexes[reader.GetString(0)] = (reader.GetString(1), reader.GetFieldValue<string[]>(2));
        return catalog;
    }

    public string RootOf(string table) => _tables.TryGetValue(table, out var found) ? found.Root : table;

    public bool IsGuarded(string table) => _tables.TryGetValue(table, out var found) && found.RowSecurity;

    public (string Root, IReadOnlyList<string> Keys) Index(string name) =>
        _indexes.TryGetValue(name, out var found) ? (found.Root, found.Keys) : (name, []);

    private static string Bare(string name) => name[(name.LastIndexOf('.') + 1)..].Trim('"');
}
