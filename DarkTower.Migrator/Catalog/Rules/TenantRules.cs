namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rules 1 and 2: a table is a tenant's or global, and everything of a tenant's begins with its org_id.</summary>
internal static class TenantRules
{
    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions)
    {
        foreach (var table in catalog.Tables)
        {
            var found = conventions.IsTenant(table)
                ? OfTenant(catalog, conventions, table).ToList()
                : conventions.IsProject ? OfGlobal(catalog, conventions, table).ToList() : [];
            foreach (var violation in found)
                yield return violation;
        }
    }

    private static IEnumerable<Violation> OfGlobal(DatabaseCatalog catalog, Conventions conventions, Relation table)
    {
        if (!conventions.GlobalTables.Contains(table.Root) && table.Column("org_id") is not null)
        {
            yield return new(1, "tenant.unclassified", table.FullName,
                $"{table.Name} says that it is global and has org_id: rows of all tenants would be open to everybody.",
                $"Make it a tenant table (row security, org_id first in its keys), or add it to the list of global tables and say why.");
        }
        if (table.RowSecurity || table.Policies.Count > 0)
        {
            yield return new(1, "tenant.unclassified", table.FullName,
                $"{table.Name} is global and has row security: it is one or the other.",
                $"ALTER TABLE {table.FullName} DISABLE ROW LEVEL SECURITY;");
        }
        foreach (var key in table.Constraints.Where(key => key.Kind == 'f'))
        {
            if (catalog.Find(key.TargetOid) is { } target && conventions.IsTenant(target))
            {
                yield return new(2, "tenant.fk-without-org", $"{table.FullName}.{key.Name}",
                    $"The global table {table.Name} points to the tenant table {target.Name}: its rows tell which rows of a tenant exist.",
                    $"ALTER TABLE {table.FullName} DROP CONSTRAINT {key.Name}; -- write both in one transaction instead");
            }
        }
    }

    private static IEnumerable<Violation> OfTenant(DatabaseCatalog catalog, Conventions conventions, Relation table)
    {
        if (conventions.IsProject && Conventions.SaysGlobal(table) && !table.IsPartition)
        {
            yield return new(1, "tenant.unclassified", table.FullName,
                $"{table.Name} is listed as a tenant table and its comment says Global.", "Change the comment.");
        }
        if (conventions.TenantColumnOf(table) is not { } tenant)
        {
            if (conventions.IsProject && !table.IsPartition)
            {
                yield return new(2, "tenant.missing-org-id", table.FullName,
                    $"{table.Name} has no org_id: nothing keeps the rows of one tenant from another.",
                    $"Add org_id uuid NOT NULL to {table.FullName}, first in its primary key, with a foreign key to organizations and row "
                    + "security; or begin the table's comment with 'Global:' when its rows belong to no tenant.");
            }
            yield break;
        }
        var house = !conventions.IsProject;
        var column = table.Column(tenant)!;
        if (conventions.IsProject && column.Type != "uuid")
        {
            yield return new(2, "tenant.missing-org-id", $"{table.FullName}.{tenant}",
                $"{tenant} of {table.Name} is {column.Type}: no uuid of a tenant fits, and its policy cannot compare them.",
                $"{tenant} uuid NOT NULL");
        }
        if (!column.NotNull)
        {
            yield return new(2, "tenant.org-id-nullable", $"{table.FullName}.{tenant}",
                $"{tenant} of {table.Name} may be null: such a row belongs to nobody, row security hides it for ever.",
                NotNullSql(table, tenant)) { House = house };
        }
        if (column.Default is not null && !table.IsPartition)
        {
            yield return new(2, "tenant.org-id-default", $"{table.FullName}.{tenant}",
                $"{tenant} of {table.Name} has a default: a writer that forgets the tenant writes into another's rows.",
                $"ALTER TABLE {table.FullName} ALTER COLUMN {tenant} DROP DEFAULT;") { House = house };
        }
        if (table.IsPartition)
            yield break;
        foreach (var index in table.Indexes.Where(index => index.Keys[0] != tenant))
        {
            // A nullable column can be in no primary key: one fault, named above.
            if (index.Primary && !column.NotNull)
                continue;
            var keys = string.Join(", ", index.Keys.Where(key => key != tenant).Select(key => key ?? "(…)").Prepend(tenant));
            yield return index.Unique
                ? new(2, "tenant.unique-without-org", $"{table.Schema}.{index.Name}",
                    $"{index.Name} is unique across tenants: a refused value tells one tenant what another has.",
                    index.Primary ? $"CONSTRAINT {index.Name} PRIMARY KEY ({keys})" : $"UNIQUE ({keys})") { House = house }
                : new(2, "tenant.index-without-org", $"{table.Schema}.{index.Name}",
                    $"{index.Name} does not begin with {tenant}: under row security every read filters all tenants' entries.",
                    $"CREATE INDEX CONCURRENTLY {index.Name} ON {table.FullName} ({keys});") { House = house };
        }
        foreach (var key in table.Constraints.Where(key => key.Kind == 'f'))
        {
            foreach (var violation in OfForeignKey(catalog, conventions, table, tenant, key))
                yield return violation;
        }
    }

    private static IEnumerable<Violation> OfForeignKey(
        DatabaseCatalog catalog, Conventions conventions, Relation table, string tenant, Constraint key)
    {
        if (catalog.Find(key.TargetOid) is not { } target || !conventions.IsTenant(target)
            || conventions.TenantColumnOf(target) is not { } targetTenant)
        {
            yield break;
        }
        var at = Array.IndexOf(key.Columns, tenant);
        if (at < 0 || key.TargetColumns[at] != targetTenant || (conventions.IsProject && at > 0))
        {
            var others = string.Join(", ", key.Columns.Where(column => column != tenant));
            var targets = string.Join(", ", key.TargetColumns.Where(column => column != targetTenant));
            yield return new(2, "tenant.fk-without-org", $"{table.FullName}.{key.Name}",
                $"{key.Name} does not carry {tenant}: a row may point to another tenant's, and a refusal tells what exists there.",
                $"FOREIGN KEY ({tenant}, {others}) REFERENCES {target.FullName} ({targetTenant}, {targets}) ON DELETE RESTRICT")
            { House = !conventions.IsProject };
        }
    }

    private static string NotNullSql(Relation table, string column) => $"""
        ALTER TABLE {table.FullName} ADD CONSTRAINT {table.Name}_{column}_check CHECK ({column} IS NOT NULL) NOT VALID;
        -- in a later migration:
        ALTER TABLE {table.FullName} VALIDATE CONSTRAINT {table.Name}_{column}_check;
        ALTER TABLE {table.FullName} ALTER COLUMN {column} SET NOT NULL;
        """;
}
