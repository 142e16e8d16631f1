using Npgsql;

namespace DarkTower.Migrator.Queries.Plans;

/// <summary>Which queries use which index.</summary>
/// <param name="Queries">From an index to the queries in whose plan it is; sorted.</param>
/// <param name="Unused">The indexes that no query uses, no constraint needs and no foreign key is checked with; sorted.</param>
internal sealed record IndexUse(IReadOnlyDictionary<string, IReadOnlyList<string>> Queries, IReadOnlyList<string> Unused)
{
    // Of partitions only the parent's. A partial index of rows where the key is there serves a foreign key as well.
    private const string Indexes = """
        SELECT i.relname::text, indrelid, indisunique OR indisprimary OR indisexclusion,
            indkey[0:indnkeyatts - 1]::smallint[],
            indpred IS NULL OR pg_get_expr(indpred, indrelid) ~ '^\(\w+ IS NOT NULL\)$'
        FROM pg_index JOIN pg_class AS i ON i.oid = indexrelid JOIN pg_class AS t ON t.oid = indrelid
        WHERE NOT i.relispartition AND t.relnamespace NOT IN (
                'pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace,
                coalesce(to_regnamespace('migrations'), 0)::oid, coalesce(to_regnamespace('worlds'), 0)::oid)
            AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = t.oid AND deptype = 'e')
        """;

    private const string ForeignKeys = "SELECT conrelid, conkey FROM pg_constraint WHERE contype = 'f' AND conparentid = 0";

    /// <param name="connection">To the schema.</param>
    /// <param name="used">From a query to the indexes of its plans.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<IndexUse> ReadAsync(
        NpgsqlConnection connection, IEnumerable<(string Query, IReadOnlyList<string> Indexes)> used, CancellationToken cancellation)
    {
        List<Index> indexes = [];
        List<(uint Table, short[] Columns)> keys = [];
        await using (var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Indexes), new(ForeignKeys) } })
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                indexes.Add(new Index(reader.GetString(0), reader.GetFieldValue<uint>(1), reader.GetBoolean(2),
                    reader.GetFieldValue<short[]>(3), reader.GetBoolean(4)));
            }
            await reader.NextResultAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                keys.Add((reader.GetFieldValue<uint>(0), reader.GetFieldValue<short[]>(1)));
        }
        var queries = used.SelectMany(query => query.Indexes.Select(index => (index, query.Query)))
            .GroupBy(pair => pair.index, pair => pair.Query)
            .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Distinct().Order(StringComparer.Ordinal)]);
        var serving = keys.SelectMany(key => Serving(key.Table, key.Columns, indexes)).ToHashSet();
        return new IndexUse(queries, [.. indexes
            .Where(index => !index.IsConstraint && !serving.Contains(index.Name) && !queries.ContainsKey(index.Name))
            .Select(index => index.Name).Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The indexes with which a foreign key is checked when a row it points to goes. Where a constraint's index does it, none is needed for
    /// that; else the narrowest: the tenant is a foreign key by itself and would excuse every index that begins with it.
    /// </summary>
    private static IEnumerable<string> Serving(uint table, short[] columns, List<Index> indexes)
    {
        var fitting = indexes.Where(index => index.Table == table && index.ServesForeignKey
            && index.Columns.Take(columns.Length).ToHashSet().SetEquals(columns)).ToList();
        return fitting.Exists(index => index.IsConstraint)
            ? []
            : fitting.Where(index => index.Columns.Length == fitting.Min(other => other.Columns.Length)).Select(index => index.Name);
    }

    private sealed record Index(string Name, uint Table, bool IsConstraint, short[] Columns, bool ServesForeignKey);
}
