using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Tests.Catalog;

public sealed class SchemaRulesTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    [Fact]
    public async Task Every_classified_table_exists()
    {
        var tables = await Sql.QueryAsync(shared.AdminConnectionString, """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            ORDER BY relname
            """);

        Assert.Equal(Conventions.Project.TenantTables.Concat(Conventions.Project.GlobalTables).Order(), tables);
    }

    public static TheoryData<string, string> Breaches => new()
    {
        { "tenant.unclassified", "COMMENT ON TABLE users IS 'Global: everybody.'" },
        { "tenant.unclassified", "CREATE POLICY tenant ON meeting_codes USING (true)" },
        { "tenant.index-without-org", Index("CREATE INDEX users_name_idx ON users (display_name)", "users_name_idx") },
        { "tenant.unique-without-org", Index("CREATE UNIQUE INDEX users_name_key ON users (display_name)", "users_name_key") },
        {
            "tenant.fk-without-org",
            "ALTER TABLE meeting_codes ADD CONSTRAINT meeting_codes_org_fkey FOREIGN KEY (org_id) REFERENCES organizations ON "
            + "DELETE RESTRICT"
        },
        { "tenant.org-id-default", "ALTER TABLE users ALTER org_id SET DEFAULT gen_random_uuid()" },
        { "tenant.rls-not-forced", "ALTER TABLE users NO FORCE ROW LEVEL SECURITY" },
        { "tenant.rls-missing", "ALTER TABLE audit_logs_default DISABLE ROW LEVEL SECURITY" },
        { "tenant.rls-permissive", "CREATE POLICY second ON users FOR SELECT TO darktower_app USING (true)" },
        { "tenant.rls-permissive", "CREATE POLICY second ON users FOR SELECT TO darktower_jobs USING (true)" },
        { "tenant.rls-no-policy", "DROP POLICY tenant ON meetings" },
        { "tenant.rls-weakened", "ALTER POLICY tenant ON meetings WITH CHECK (true)" },
        { "tenant.rls-weakened", "ALTER POLICY tenant ON meetings TO darktower_app" },
        {
            "tenant.rls-weakened",
            "ALTER POLICY tenant ON meetings USING (org_id = (SELECT nullif(current_setting('app.org_id', true), '')::uuid))"
        },
        { "tenant.view-bypass", View("CREATE VIEW mine.everybody AS SELECT user_id FROM users", "VIEW") },
        { "tenant.view-bypass", View("CREATE MATERIALIZED VIEW mine.everybody AS SELECT user_id FROM users", "MATERIALIZED VIEW") },
        { "policy.owner", "ALTER TABLE users OWNER TO postgres" },
        { "policy.owner", "ALTER FUNCTION set_updated_at OWNER TO postgres" },
        { "policy.owner", "ALTER SCHEMA public OWNER TO postgres" },
        { "policy.roles", "ALTER ROLE darktower_app BYPASSRLS" },
        { "policy.roles", "GRANT darktower_owner TO darktower_app" },
        { "policy.grant-public", "GRANT SELECT ON users TO PUBLIC" },
        { "policy.grant-public", "GRANT SELECT (email) ON users TO PUBLIC" },
        { "policy.grant-public", "GRANT EXECUTE ON FUNCTION set_updated_at TO PUBLIC" },
        { "policy.grant-public", "GRANT USAGE ON SCHEMA public TO PUBLIC" },
        { "policy.grants", "GRANT UPDATE ON meetings TO darktower_app" },
        { "policy.grants", "GRANT TRUNCATE ON meetings TO darktower_app" },
        { "policy.grants", "GRANT SELECT ON audit_logs_default TO darktower_app" },
        { "policy.grants", "GRANT SELECT ON users TO darktower_monitor" },
        { "policy.grants", "GRANT SELECT ON users TO darktower_app WITH GRANT OPTION" },
        { "policy.grants", "GRANT DELETE ON audit_logs TO darktower_app" },
        { "policy.grants", "GRANT UPDATE (action) ON audit_logs TO darktower_app" },
        { "policy.grants", "GRANT DELETE ON meetings TO darktower_app" },
        { "policy.grants", "GRANT CREATE ON SCHEMA public TO darktower_app" },
        { "policy.grants", "GRANT USAGE ON SCHEMA migrations TO darktower_app" },
        { "policy.grants", "GRANT SELECT ON migrations.applied TO darktower_app" },
        { "policy.security-definer-path", "ALTER FUNCTION set_updated_at SECURITY DEFINER" },
        { "policy.security-definer-path", "ALTER FUNCTION set_updated_at RESET search_path" },
        { "policy.updated-at", "DROP TRIGGER users_set_updated_at ON users" },
        { "policy.updated-at", "ALTER TABLE users DISABLE TRIGGER users_set_updated_at" },
        { "policy.updated-at", "ALTER TABLE users ALTER created_at DROP DEFAULT" },
        { "policy.soft-delete", "ALTER TABLE users DROP deleted_at" },
        { "policy.state-check", "ALTER TABLE organizations DROP CONSTRAINT organizations_plan_tier_check" },
        { "policy.email-case", "ALTER TABLE users DROP CONSTRAINT users_email_check" },
        { "policy.not-null", "ALTER TABLE meetings ALTER allow_guests DROP NOT NULL" },
        { "policy.not-null", "ALTER TABLE meetings ALTER generation DROP DEFAULT" },
        { "policy.fk-index", "DROP INDEX participants_user_idx" },
        { "policy.fk-action", ForeignKey("") },
        { "policy.fk-action", ForeignKey("ON DELETE SET NULL") },
        { "policy.table-comment", "COMMENT ON TABLE users IS NULL" },
        { "policy.column-comment", "COMMENT ON COLUMN users.status IS NULL" },
        { "policy.index-justification", "COMMENT ON INDEX users_email_key IS 'fast'" },
        { "pii.missing-comment", "COMMENT ON COLUMN users.email IS 'Address.'" },
        { "pii.missing-comment", "COMMENT ON COLUMN users.email IS NULL" },
        { "pii.missing-comment", "COMMENT ON COLUMN users.email IS 'PII: address.'" },
        { "pii.missing-comment", "COMMENT ON COLUMN meetings.join_secret_hash IS 'Hash.'" },
        { "policy.naming", "ALTER TABLE users ADD CHECK (version < 10)" },
        { "policy.naming", "ALTER INDEX meetings_status_idx RENAME TO by_status" },
        { "policy.hot-column-indexed", Index("CREATE INDEX meetings_hot_idx ON meetings (org_id, generation)", "meetings_hot_idx") },
        {
            "policy.hot-column-indexed",
            Index("CREATE INDEX meetings_hot_idx ON meetings (org_id) WHERE generation > 1", "meetings_hot_idx")
        },
        { "policy.hot-column-indexed", Index("CREATE INDEX users_hot_idx ON users (org_id) INCLUDE (updated_at)", "users_hot_idx") },
        { "policy.fillfactor", "ALTER TABLE meetings RESET (fillfactor)" },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_of_a_rule_is_found_and_nothing_else_with_it(string code, string breach)
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.Empty(await SchemaRules.FindAsync(connection, Conventions.Project));
        await connection.ExecuteAsync(breach);

        var violations = await SchemaRules.FindAsync(connection, Conventions.Project);
        var found = Assert.Single(violations);
        Assert.Equal(code, found.Code);
        Assert.NotEmpty(found.SaferRewrite);
        Assert.False(found.House);
    }

    [Fact]
    public async Task A_schema_of_others_is_read_without_our_roles_and_what_is_our_custom_is_marked_as_such()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await database.ExecuteAsync("""
            CREATE SCHEMA shop;
            CREATE TABLE shop.orders (id serial PRIMARY KEY, tenant_id int, total real, card_number text, created timestamp);
            """);
        await using var connection = await Sql.OpenAsync(database.ConnectionString);

        var violations = await SchemaRules.FindAsync(connection, Conventions.Foreign);

        Assert.Equal(
            ["pii.forbidden-column", "policy.float-money", "policy.int-pk", "policy.serial", "policy.timestamp-tz"],
            violations.Where(violation => !violation.House).Select(violation => violation.Code).Order());
        Assert.Contains(violations, violation => violation is { House: true, Code: "policy.table-comment", Object: "shop.orders" });
        Assert.Contains(violations, violation => violation is { House: true, Code: "tenant.org-id-nullable" });
    }

    private static string Index(string create, string name) =>
        $"SET LOCAL ROLE darktower_owner; {create}; COMMENT ON INDEX {name} IS 'Supports: nothing.'; RESET ROLE";

    private static string View(string create, string kind) => $"""
        SET LOCAL ROLE darktower_owner;
        CREATE SCHEMA mine;
        {create};
        COMMENT ON {kind} mine.everybody IS 'Users.';
        COMMENT ON COLUMN mine.everybody.user_id IS 'User.';
        RESET ROLE
        """;

    private static string ForeignKey(string action) =>
        "ALTER TABLE participants DROP CONSTRAINT participants_user_fkey; ALTER TABLE participants ADD CONSTRAINT participants_user_fkey "
        + $"FOREIGN KEY (org_id, user_id) REFERENCES users (org_id, user_id) {action}";
}
