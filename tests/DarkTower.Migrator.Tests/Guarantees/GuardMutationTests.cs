using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Catalog.Drift;
using DarkTower.Migrator.Verbs;
using Npgsql;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Guarantees;

/// <summary>
/// Every guard of every tenant's table taken away, one at a time: a rule of the catalog must say so (a migration that did it would not
/// land), and so must the comparison with the migrations (somebody who did it by hand is found by <c>verify</c>).
/// </summary>
public sealed class GuardMutationTests(SharedMigratedDatabase shared, ITestOutputHelper output) : IClassFixture<SharedMigratedDatabase>
{
    private const string Tenant = "org_id = nullif(current_setting('app.org_id', true), '')::uuid";

    /// <summary>Mutation, and the rule that must speak of the table.</summary>
    private static readonly Dictionary<string, string?> Rules = new()
    {
        ["policy gone"] = "tenant.rls-no-policy",
        ["policy reads all"] = "tenant.rls-weakened",
        ["policy writes all"] = "tenant.rls-weakened",
        ["policy without a tenant reads all"] = "tenant.rls-weakened",
        ["second policy"] = "tenant.rls-permissive",
        ["row security off"] = "tenant.rls-missing",
        ["row security not forced"] = "tenant.rls-not-forced",
        ["open to everybody"] = "policy.grant-public",
        ["owned by the service"] = "policy.owner",
        ["tenant may be null"] = "tenant.org-id-nullable",
        ["view of the owner"] = "tenant.view-bypass",
        ["key across tenants"] = "tenant.unique-without-org",
        ["index across tenants"] = "tenant.index-without-org",
        ["foreign key across tenants"] = "tenant.fk-without-org",
        // A matter of the comparison alone: no rule knows that there was to be one.
        ["foreign key gone"] = null,
    };

    [Fact]
    public async Task Every_guard_that_is_taken_away_is_found_by_its_rule_and_by_the_comparison()
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        Assert.Empty(await SchemaRules.FindAsync(connection, Conventions.Project));
        var mutations = await MutationsAsync(connection);
        var expected = await Verify.FactsAsync(connection, default);
        List<string> missed = [];
        Dictionary<string, int> caught = [];

        foreach (var (what, table, sql) in mutations)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            // The comparison leaves no search path.
            await connection.ExecuteAsync($"SET LOCAL search_path = public; {sql}");
            var all = (await SchemaRules.FindAsync(connection, Conventions.Project))
                .Select(found => (found.Code, found.Object)).ToList();
            var rules = all.Where(found => found.Object.Contains(table, StringComparison.Ordinal)).Select(found => found.Code).Distinct().ToList();
            var differences = Comparison.Of(expected, await Verify.FactsAsync(connection, default));
            await transaction.RollbackAsync();

            if (Rules[what] is { } wanted && !rules.Contains(wanted)) missed.Add($"{what} of {table}: not {wanted}; {string.Join(' ', all)}");
            if (differences.Count == 0) missed.Add($"{what} of {table}: no difference");
            caught[what] = caught.GetValueOrDefault(what) + 1;
        }

        foreach (var (what, count) in caught.OrderBy(each => each.Key))
            output.WriteLine($"{what}: {count}, {Rules[what] ?? "the comparison"}");
        Assert.Equal(Rules.Keys.Order(), caught.Keys.Order());
        Assert.True(missed.Count == 0, $"{missed.Count} of {mutations.Count} were missed:\n{string.Join('\n', missed)}");
        output.WriteLine($"{mutations.Count} mutations of {Conventions.Project.TenantTables.Count} tables, none missed");
    }

    private static async Task<List<(string What, string Table, string Sql)>> MutationsAsync(NpgsqlConnection connection)
    {
        List<(string, string, string)> all = [];
        foreach (var table in Conventions.Project.TenantTables)
            all.AddRange(
            [
                ("policy gone", table, $"DROP POLICY tenant ON {table}"),
                ("row security off", table, $"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"),
                ("row security not forced", table, $"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"),
                ("policy reads all", table, Policy(table, "true", Tenant)),
                ("policy writes all", table, Policy(table, Tenant, "true")),
                ("policy without a tenant reads all", table, Policy(table,
                    $"current_setting('app.org_id', true) IS NULL OR {Tenant}", Tenant)),
                ("second policy", table, $"CREATE POLICY more ON {table} FOR SELECT USING (true)"),
                ("open to everybody", table, $"GRANT SELECT ON {table} TO PUBLIC"),
                ("owned by the service", table, $"ALTER TABLE {table} OWNER TO darktower_app"),
                ("tenant may be null", table, NullableTenant(table)),
                ("view of the owner", table, $"""
                    CREATE VIEW leak_{table} AS SELECT org_id FROM {table}; ALTER VIEW leak_{table} OWNER TO darktower_owner;
                    GRANT SELECT ON leak_{table} TO darktower_app
                    """),
            ]);
        all.AddRange((await connection.QueryAsync("""
            SELECT relname || '|' || pg_get_indexdef(i.indexrelid) || '|' || i.indexrelid::regclass
            FROM pg_index AS i JOIN pg_class AS c ON c.oid = indrelid
            JOIN pg_attribute AS a ON a.attrelid = indrelid AND attname = 'org_id' AND attnum = indkey[0]
            WHERE indnatts > 1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND relrowsecurity AND indislive
            """)).Select(line => line.Split('|')).Select(part => (
                part[1].StartsWith("CREATE UNIQUE", StringComparison.Ordinal) ? "key across tenants" : "index across tenants", part[0],
                WithoutTenant(part[0], part[1], part[2]))));
        all.AddRange((await connection.QueryAsync("""
            SELECT conrelid::regclass || '|' || conname || '|' || confrelid::regclass || '|' || pg_get_constraintdef(o.oid)
            FROM pg_constraint AS o JOIN pg_class AS c ON c.oid = conrelid
            WHERE contype = 'f' AND NOT c.relispartition AND conparentid = 0 AND relrowsecurity AND cardinality(conkey) > 1
            """)).Select(line => line.Split('|')).SelectMany(part => new[]
            {
                ("foreign key across tenants", part[0], AcrossTenants(part[0], part[1], part[2], part[3])),
                ("foreign key gone", part[0], $"ALTER TABLE {part[0]} DROP CONSTRAINT {part[1]}"),
            }));
        return all;
    }

    private static string Policy(string table, string reads, string writes) =>
        $"DROP POLICY tenant ON {table}; CREATE POLICY tenant ON {table} USING ({reads}) WITH CHECK ({writes})";

    /// <summary>Only where it is not in the primary key, which it is everywhere: then the key goes too.</summary>
    private static string NullableTenant(string table) =>
        $"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey CASCADE; ALTER TABLE {table} ALTER org_id DROP NOT NULL";

    private static string WithoutTenant(string table, string definition, string index)
    {
        var narrower = definition.Replace("(org_id, ", "(", StringComparison.Ordinal)
            .Replace($" INDEX {index} ", $" INDEX {index}_narrow ", StringComparison.Ordinal)
            .Replace(" ON ONLY ", " ON ", StringComparison.Ordinal);
        return $"{narrower}; COMMENT ON INDEX {index}_narrow IS 'Supports: nothing.'";
    }

    private static string AcrossTenants(string table, string name, string parent, string definition)
    {
        // FOREIGN KEY (org_id, user_id) REFERENCES users(org_id, user_id) ON DELETE RESTRICT
        var narrower = definition.Replace("(org_id, ", "(", StringComparison.Ordinal);
        var key = narrower[(narrower.IndexOf($"{parent}(", StringComparison.Ordinal) + parent.Length)..];
        return $"""
            CREATE UNIQUE INDEX {parent}_narrow_key ON {parent} {key[..(key.IndexOf(')') + 1)]};
            ALTER TABLE {table} DROP CONSTRAINT {name}; ALTER TABLE {table} ADD CONSTRAINT {name} {narrower}
            """;
    }
}
