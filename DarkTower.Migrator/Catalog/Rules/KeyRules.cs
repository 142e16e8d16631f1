namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rules 2 and 8: a primary key; foreign keys indexed and with a written ON DELETE.</summary>
internal static class KeyRules
{
    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) =>
        catalog.Tables.Where(table => !table.IsPartition).SelectMany(table => OfTable(catalog, conventions, table));

    private static IEnumerable<Violation> OfTable(DatabaseCatalog catalog, Conventions conventions, Relation table)
    {
        if (table.PrimaryKey is null)
        {
            yield return new(2, "policy.primary-key", table.FullName,
                $"{table.Name} has no primary key: its rows cannot be told apart, logical replication refuses to update them.",
                $"ALTER TABLE {table.FullName} ADD CONSTRAINT {table.Name}_pkey PRIMARY KEY (…);");
        }
        foreach (var key in table.Constraints.Where(constraint => constraint.Kind == 'f'))
        {
            var tenant = conventions.TenantColumnOf(table);
            // One that lacks the tenant is to be made anew, and its index with it.
            var carriesTenant = tenant is null || key.Columns.Contains(tenant)
                || catalog.Find(key.TargetOid) is not { } target || !conventions.IsTenant(target);
            if (!table.Indexes.Exists(index => Supports(index, key)) && (carriesTenant || !conventions.IsProject))
            {
                yield return new(8, "policy.fk-index", $"{table.FullName}.{key.Name}",
                    $"{key.Name} has no full index led by its columns: removing one row of the other table scans all of {table.Name}.",
                    $"CREATE INDEX CONCURRENTLY {IndexName(table, key)} ON {table.FullName} ({string.Join(", ", key.Columns)});");
            }
            if (WrongAction(conventions, key, tenant) is { } why)
            {
                yield return new(8, "policy.fk-action", $"{table.FullName}.{key.Name}", $"{key.Name} {why}.",
                    $"FOREIGN KEY ({string.Join(", ", key.Columns)}) REFERENCES … ON DELETE RESTRICT")
                { House = !conventions.IsProject && key.OnDelete == 'a' };
            }
        }
    }

    private static string? WrongAction(Conventions conventions, Constraint key, string? tenant) => key switch
    {
        { OnDelete: 'n' or 'd' } when tenant is not null && key.Columns.Contains(tenant) =>
            "sets its columns to null or a default on delete, and the tenant is one of them: the delete fails, or the row loses its tenant",
        { OnDelete: 'n' or 'd' } when conventions.IsProject =>
            "sets its columns to null or a default on delete: rows lose what they belong to unseen",
        { OnDelete: 'a' } when conventions.IsProject => "does not say what happens on delete",
        { OnUpdate: not 'a' } when conventions.IsProject => "changes with the key it points to; keys never change",
        _ => null,
    };

    private static bool Supports(TableIndex index, Constraint key) => index is { Valid: true, Partial: false }
        && index.Keys.Take(key.Columns.Length).ToHashSet() is var led && key.Columns.All(led.Contains);

    private static string IndexName(Relation table, Constraint key) =>
        key.Name.EndsWith("_fkey", StringComparison.Ordinal) ? key.Name[..^"_fkey".Length] + "_idx" : $"{table.Name}_{key.Columns[^1]}_idx";
}
