namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rules 5 and 6: created_at and updated_at on every table, soft deletion where the table is important.</summary>
internal static class UpkeepRules
{
    private const short BeforeUpdateForEachRow = 1 + 2 + 16;

    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) =>
        conventions.IsProject ? catalog.Tables.SelectMany(table => OfTable(conventions, table)) : [];

    private static IEnumerable<Violation> OfTable(Conventions conventions, Relation table)
    {
        var appendOnly = conventions.AppendOnlyTables.Contains(table.Root);
        string[] times = appendOnly ? ["created_at"] : ["created_at", "updated_at"];
        var wrong = times.Where(name => table.Column(name) is not
            { Type: "timestamp with time zone", NotNull: true, Default: "now()" }).ToList();
        if (wrong.Count > 0)
        {
            yield return new(5, "policy.updated-at", table.FullName,
                $"{table.Name} lacks {string.Join(" and ", wrong)}: nobody can tell when a row was made or changed.",
                $"ALTER TABLE {table.FullName} "
                + $"{string.Join(", ", wrong.Select(name => $"ADD COLUMN {name} timestamptz NOT NULL DEFAULT now()"))};");
        }
        else if (appendOnly ? table.Column("updated_at") is not null : !table.Triggers.Exists(Keeps))
        {
            yield return appendOnly
                ? new(5, "policy.updated-at", table.FullName, $"{table.Name} is append-only, and has updated_at.",
                    $"Leave updated_at out of {table.FullName}.")
                : new(5, "policy.updated-at", table.FullName,
                    $"Nothing keeps updated_at of {table.Name}: it stays at the time of the insert.",
                    $"CREATE TRIGGER {table.Name}_set_updated_at BEFORE UPDATE ON {table.FullName} "
                    + "FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();");
        }
        if (conventions.SoftDeletedTables.Contains(table.Root) && table.Column("deleted_at") is null)
        {
            yield return new(6, "policy.soft-delete", table.FullName,
                $"{table.Name} holds important data and has no deleted_at: a mistaken removal could not be undone.",
                $"ALTER TABLE {table.FullName} ADD COLUMN deleted_at timestamptz;");
        }
    }

    private static bool Keeps(Trigger trigger) => trigger is { Function: "set_updated_at", Type: BeforeUpdateForEachRow, Enabled: 'O' };
}
