namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 3: row security, enabled and forced, with one and the same policy; and nothing that goes around it.</summary>
internal static class RowSecurityRules
{
    private const string TenantTest = "(org_id = (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid)";

    private const string TenantTestSql = "org_id = nullif(current_setting('app.org_id', true), '')::uuid";

    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions)
    {
        // Where nobody forces row security, not forcing it is a custom and no slip.
        var secured = conventions.IsProject || catalog.Tables.Any(table => table.RowSecurity);
        var forced = conventions.IsProject || catalog.Tables.Any(table => table.Forced);
        var tables = catalog.Tables.Where(conventions.IsTenant).SelectMany(table => OfTable(conventions, table, secured, forced));
        return tables.Concat(catalog.Relations.Where(relation => relation.IsView).SelectMany(view => OfView(catalog, conventions, view)));
    }

    private static IEnumerable<Violation> OfTable(Conventions conventions, Relation table, bool secured, bool forced)
    {
        if (conventions.IsProject && conventions.TenantColumnOf(table) is null)
            yield break;
        if (!table.RowSecurity)
        {
            yield return new(3, "tenant.rls-missing", table.FullName,
                $"{table.Name} has no row security: whoever may read it reads every tenant's rows.",
                $"ALTER TABLE {table.FullName} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n{PolicySql(conventions, table)}")
            { House = !secured };
            yield break;
        }
        if (!table.Forced)
        {
            yield return new(3, "tenant.rls-not-forced", table.FullName,
                $"Row security of {table.Name} is not forced: its owner, and every view and function the owner has, sees all tenants.",
                $"ALTER TABLE {table.FullName} FORCE ROW LEVEL SECURITY;") { House = !forced };
        }
        if (!table.Policies.Exists(policy => policy.Permissive && !(conventions.IsProject && policy.Roles is ["darktower_jobs"])))
        {
            yield return new(3, "tenant.rls-no-policy", table.FullName,
                $"{table.Name} has row security and no policy: nobody sees or writes a row.", PolicySql(conventions, table));
            yield break;
        }
        foreach (var violation in table.Policies.SelectMany(policy => OfPolicy(conventions, table, policy)))
            yield return violation;
    }

    private static IEnumerable<Violation> OfPolicy(Conventions conventions, Relation table, Policy policy)
    {
        var name = $"{table.FullName}.{policy.Name}";
        if (!conventions.IsProject)
        {
            if (policy is { Permissive: true } && (IsTrue(policy.Using) || IsTrue(policy.Check)))
                yield return Weakened(conventions, table, policy, name, "lets every row through");
            yield break;
        }
        if (policy.Name == "tenant")
        {
            if (policy is not { Permissive: true, Command: '*', Roles: ["PUBLIC"], Using: TenantTest, Check: TenantTest })
                yield return Weakened(conventions, table, policy, name, "is not the one all tenant tables have");
        }
        else if (policy.Permissive && policy.Roles is not ["darktower_jobs"])
        {
            // A wider policy wins over the tenant's, since permissive ones are joined by OR.
            yield return table.Policies.Exists(other => other.Name == "tenant")
                ? new(3, "tenant.rls-permissive", name,
                    $"{policy.Name} is a second permissive policy of {table.Name}: a row is seen when either lets it through.",
                    $"DROP POLICY {policy.Name} ON {table.FullName};")
                : Weakened(conventions, table, policy, name, "is not the one all tenant tables have");
        }
        else if (policy.Roles is ["darktower_jobs"] && !conventions.JobTables.Contains(table.Root))
        {
            yield return new(3, "tenant.rls-permissive", name,
                $"{policy.Name} opens {table.Name} to the jobs of all tenants, and no job is listed that needs it.",
                $"DROP POLICY {policy.Name} ON {table.FullName};");
        }
    }

    private static IEnumerable<Violation> OfView(DatabaseCatalog catalog, Conventions conventions, Relation view)
    {
        var tables = catalog.Reads[view.Oid].Select(catalog.Find).OfType<Relation>()
            .Where(table => conventions.IsProject ? !table.IsTable || conventions.IsTenant(table) : table.RowSecurity).ToList();
        var invoker = view.Options.Any(option => option is "security_invoker=true" or "security_invoker=on" or "security_invoker=1");
        if (tables.Count == 0 || (view.Kind == 'v' && invoker))
            yield break;
        var read = string.Join(", ", tables.Select(table => table.Name));
        yield return view.Kind == 'v'
            ? new(3, "tenant.view-bypass", view.FullName,
                $"The view {view.Name} reads {read} with the rights of its owner, so row security does not hold for who asks.",
                $"ALTER VIEW {view.FullName} SET (security_invoker = true);")
            : new(3, "tenant.view-bypass", view.FullName,
                $"The materialized view {view.Name} keeps rows of {read} as its builder saw them; it cannot have row security.",
                $"CREATE VIEW {view.FullName} WITH (security_invoker = true) AS …; -- or a tenant table kept by a job");
    }

    private static Violation Weakened(
        Conventions conventions, Relation table, Policy policy, string name, string how) => new(3, "tenant.rls-weakened", name,
        $"Policy {policy.Name} of {table.Name} {how}: rows of other tenants may be read or written through it.",
        $"DROP POLICY {policy.Name} ON {table.FullName};\n{PolicySql(conventions, table)}");

    private static bool IsTrue(string? expression) => expression is "true" or "(true)";

    private static string PolicySql(Conventions conventions, Relation table)
    {
        var test = TenantTestSql.Replace("org_id", conventions.TenantColumnOf(table) ?? "org_id");
        return $"CREATE POLICY tenant ON {table.FullName}\n    USING ({test})\n    WITH CHECK ({test});";
    }
}
