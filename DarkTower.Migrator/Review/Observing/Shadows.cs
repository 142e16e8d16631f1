using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>
/// A shadow keeps what a later migration drops: a table in schema <c>archive</c> (or named <c>…_archive</c>, <c>…_shadow</c>,
/// <c>…_backup</c>) with the table's name, holding every row of it, or of its key and the dropped column.
/// </summary>
internal static class Shadows
{
    private static readonly string[] Schemas = ["archive", "shadow"];
    private static readonly string[] Endings = ["_archive", "_shadow", "_backup"];

    public static Relation? OriginalOf(LiveCatalog catalog, Relation shadow) =>
        catalog.Relations.Values.FirstOrDefault(table => IsShadowOf(shadow, table));

    public static IEnumerable<Relation> Of(LiveCatalog catalog, Relation table) =>
        catalog.Relations.Values.Where(other => IsShadowOf(other, table));

    /// <summary>The columns of each table that a shadow holds in full: all rows, and enough of the key to put them back.</summary>
    public static async Task<IReadOnlySet<(uint Table, short Column)>> KeptAsync(
        NpgsqlConnection connection, LiveCatalog catalog, CancellationToken cancellation)
    {
        var kept = new HashSet<(uint, short)>();
        foreach (var table in catalog.Relations.Values.Where(relation => relation.Kind is 'r' or 'p'))
        {
            foreach (var shadow in Of(catalog, table))
            {
                var there = catalog.ColumnsOf(shadow.Id).Select(column => column.Name).ToHashSet();
                var both = catalog.ColumnsOf(table.Id).Where(column => there.Contains(column.Name)).ToList();
                var key = catalog.IndexesOf(table.Id).FirstOrDefault(index => index.Primary)?.Columns ?? [];
                if (both.Count > 0 && key.All(number => both.Exists(column => column.Number == number))
                    && await IsCompleteAsync(connection, table, shadow, both, cancellation))
                    kept.UnionWith(both.Select(column => (table.Id, column.Number)));
            }
        }
        return kept;
    }

    private static bool IsShadowOf(Relation shadow, Relation table) => shadow.Kind is 'r' or 'p' && shadow.Id != table.Id
        && (Schemas.Contains(shadow.Schema) && !Schemas.Contains(table.Schema)
                && (shadow.BareName == table.BareName || shadow.BareName.StartsWith(table.BareName + "_", StringComparison.Ordinal))
            || shadow.Schema == table.Schema && Endings.Any(ending => shadow.BareName == table.BareName + ending));

    private static async Task<bool> IsCompleteAsync(
        NpgsqlConnection connection, Relation table, Relation shadow, List<Column> columns, CancellationToken cancellation)
    {
        var list = string.Join(", ", columns.Select(column => $"\"{column.Name}\"::text"));
        var sql = $"""
            SELECT NOT EXISTS (
                SELECT {list} FROM "{table.Schema}"."{table.BareName}"
                EXCEPT SELECT {list} FROM "{shadow.Schema}"."{shadow.BareName}")
            """;
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
