namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 11: what changes with every call is in no index, so that its updates stay within one page.</summary>
internal static class HotColumnRules
{
    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) =>
        conventions.IsProject ? catalog.Tables.Where(table => !table.IsPartition).SelectMany(table => OfTable(conventions, table)) : [];

    private static IEnumerable<Violation> OfTable(Conventions conventions, Relation table)
    {
        var hot = table.Columns.Select(column => column.Name)
            .Where(name => name is "last_heartbeat_at" or "heartbeat_seq" || conventions.HotColumns.Contains($"{table.Name}.{name}"))
            .ToList();
        foreach (var index in table.Indexes)
        {
            foreach (var column in index.Touched.Where(column => column == "updated_at" || hot.Contains(column)))
            {
                yield return new(11, "policy.hot-column-indexed", $"{table.Schema}.{index.Name}",
                    $"{index.Name} holds {column}, which changes with every call: each change then writes every index of {table.Name} "
                    + "and leaves a dead entry.",
                    $"Leave {column} out of {index.Name}, or move it to a narrow table of its own.");
            }
        }
        if (hot.Count > 0 && !Array.Exists(table.Options, option => option.StartsWith("fillfactor=", StringComparison.Ordinal)))
        {
            yield return new(11, "policy.fillfactor", table.FullName,
                $"{table.Name} is updated all the time and its pages are packed full: the new row goes to another page and into "
                + "every index.",
                $"ALTER TABLE {table.FullName} SET (fillfactor = 80);");
        }
    }
}
