using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Catalog;

public sealed class SchemaRulesTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Every_step_up_and_down_keeps_the_rules_and_every_way_back_is_complete(int major)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        var before = await CatalogSnapshot.OfAsync(connection);
        var previous = 0L;
        foreach (var version in Migrate.Versions)
        {
            await Migrate.Async(database.ConnectionString, "up", "--to", $"{version}");
            Assert.Empty(await SchemaRules.ViolationsAsync(connection));
            var after = await CatalogSnapshot.OfAsync(connection);
            Assert.NotEqual(before, after);

            await Migrate.Async(database.ConnectionString, "down", "--to", $"{previous}");
            Assert.Equal(before, await CatalogSnapshot.OfAsync(connection));

            await Migrate.Async(database.ConnectionString, "up", "--to", $"{version}");
            Assert.Equal(after, await CatalogSnapshot.OfAsync(connection));
            (before, previous) = (after, version);
        }
        foreach (var version in Migrate.Versions.Reverse().Skip(1))
        {
            await Migrate.Async(database.ConnectionString, "down", "--to", $"{version}");
            Assert.Empty(await SchemaRules.ViolationsAsync(connection));
        }
        await Migrate.Async(database.ConnectionString, "down", "--to", "0");
        await Migrate.Async(database.ConnectionString);
        Assert.Equal(before, await CatalogSnapshot.OfAsync(connection));
    }

    [Fact]
    public async Task Every_classified_table_exists()
    {
        var tables = await Sql.QueryAsync(shared.AdminConnectionString, """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            ORDER BY relname
            """);

        Assert.Equal(SchemaRules.TenantTables.Concat(SchemaRules.GlobalTables).Order(), tables);
    }

    public static TheoryData<string, string> Breaches => new()
    {
        { "1 every table", "CREATE TABLE stray (id uuid PRIMARY KEY)" },
        {
            "2 a tenant table has",
            "ALTER TABLE participants DROP CONSTRAINT participants_pkey; ALTER TABLE participants ALTER org_id DROP NOT NULL"
        },
        { "2 org_id is first", "CREATE INDEX users_display_name_idx ON users (display_name)" },
        {
            "2 a foreign key",
            "ALTER TABLE meeting_codes ADD CONSTRAINT meeting_codes_org_fkey FOREIGN KEY (org_id) REFERENCES organizations ON "
            + "DELETE RESTRICT"
        },
        { "3 row security", "ALTER TABLE users NO FORCE ROW LEVEL SECURITY" },
        { "3 row security", "ALTER TABLE audit_logs_default DISABLE ROW LEVEL SECURITY" },
        { "3 tenant tables", "CREATE POLICY second ON users FOR SELECT TO darktower_app USING (true)" },
        { "3 tenant tables", "DROP POLICY tenant ON meetings" },
        { "3 tenant tables", "ALTER POLICY tenant ON meetings WITH CHECK (true)" },
        { "4 darktower_owner", "ALTER TABLE users OWNER TO postgres" },
        { "4 nothing", "GRANT SELECT ON users TO PUBLIC" },
        { "4 nothing", "GRANT EXECUTE ON FUNCTION set_updated_at TO PUBLIC" },
        { "4 the app", "GRANT UPDATE ON meetings TO darktower_app" },
        { "4 the app", "GRANT TRUNCATE ON meetings TO darktower_app" },
        { "4 the app", "GRANT SELECT ON audit_logs_default TO darktower_app" },
        { "4 the app", "GRANT SELECT ON users TO darktower_monitor" },
        { "4 the list", "GRANT USAGE ON SCHEMA migrations TO darktower_app" },
        { "4 functions", "ALTER FUNCTION set_updated_at SECURITY DEFINER" },
        { "4 functions", "CREATE VIEW everybody AS SELECT email FROM users" },
        { "5 created_at", "DROP TRIGGER users_set_updated_at ON users" },
        { "5 created_at", "ALTER TABLE users ALTER created_at DROP DEFAULT" },
        { "5 nobody", "GRANT DELETE ON audit_logs TO darktower_app" },
        { "6 important", "ALTER TABLE users DROP deleted_at" },
        { "6 important", "GRANT DELETE ON meetings TO darktower_app" },
        { "7 types", "ALTER TABLE users ADD born timestamp" },
        { "7 a state", "ALTER TABLE users DROP CONSTRAINT users_status_check" },
        { "7 a state", "ALTER TABLE users DROP CONSTRAINT users_email_check" },
        { "7 booleans", "ALTER TABLE meetings ALTER allow_guests DROP NOT NULL" },
        { "8 every foreign key has", "DROP INDEX participants_user_idx" },
        {
            "8 every foreign key says",
            "ALTER TABLE users DROP CONSTRAINT users_org_fkey; "
            + "ALTER TABLE users ADD CONSTRAINT users_org_fkey FOREIGN KEY (org_id) REFERENCES organizations"
        },
        { "9 every table", "COMMENT ON COLUMN users.status IS NULL" },
        { "9 every table", "COMMENT ON INDEX users_email_key IS 'fast'" },
        { "9 personal", "COMMENT ON COLUMN users.email IS 'Address.'" },
        { "9 personal", "COMMENT ON COLUMN meetings.join_secret_hash IS 'Hash.'" },
        { "10 constraints", "ALTER TABLE users ADD CHECK (version < 10)" },
        { "11 what", "CREATE INDEX meetings_generation_idx ON meetings (org_id, generation)" },
        { "11 what", "ALTER TABLE meetings RESET (fillfactor)" },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_of_a_rule_is_found(string rule, string breach)
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Empty(await SchemaRules.ViolationsAsync(connection));
        await connection.ExecuteAsync(breach);

        var violations = await SchemaRules.ViolationsAsync(connection);
        Assert.Contains(violations, violation => violation.StartsWith($"rule {rule}", StringComparison.Ordinal));
    }
}
