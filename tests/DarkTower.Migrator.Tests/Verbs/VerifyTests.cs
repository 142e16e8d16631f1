using System.Text.Json;
using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog.Drift;
using DarkTower.Migrator.Verbs;

namespace DarkTower.Migrator.Tests.Verbs;

public sealed class VerifyTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    public static TheoryData<string, string> Changes => new()
    {
        { "ALTER TABLE users ADD nickname text", "+ column public.users.nickname: text (not in the migrations)" },
        {
            "ALTER TABLE users DROP last_login_at",
            "- column public.users.last_login_at: timestamp with time zone (in the migrations, not in the database)"
        },
        {
            "ALTER TABLE recordings ALTER duration_seconds TYPE bigint",
            "~ column public.recordings.duration_seconds type: integer → bigint"
        },
        { "ALTER TABLE meetings ALTER meeting_code DROP NOT NULL", "~ column public.meetings.meeting_code null: refused → allowed" },
        {
            "ALTER TABLE users ALTER status SET DEFAULT 'deactivated'",
            "~ column public.users.status default: 'active'::text → 'deactivated'::text"
        },
        { "ALTER TABLE users ALTER status DROP DEFAULT", "~ column public.users.status default: 'active'::text → none" },
        { "CREATE TABLE stray (id int PRIMARY KEY, note text)", "+ table public.stray (not in the migrations)" },
        { "DROP TABLE meeting_codes", "- table public.meeting_codes (in the migrations, not in the database)" },
        {
            "CREATE INDEX users_x_idx ON users (display_name)",
            "+ index public.users_x_idx: CREATE INDEX users_x_idx ON public.users USING btree (display_name) (not in the migrations)"
        },
        {
            "DROP INDEX recordings_expires_at_idx",
            "- index public.recordings_expires_at_idx: CREATE INDEX recordings_expires_at_idx ON public.recordings USING btree "
            + "(org_id, expires_at) "
            + "(in the migrations, not in the database)"
        },
        {
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_email_key'::regclass",
            "~ index public.users_email_key valid: yes → no"
        },
        { "GRANT DELETE ON participants TO darktower_monitor", "darktower_monitor: DELETE" },
        { "GRANT UPDATE (email) ON users TO darktower_jobs", "~ column public.users.email rights: " },
        { "REVOKE INSERT ON meetings FROM darktower_app", "~ table public.meetings rights: " },
        { "GRANT SELECT ON users TO PUBLIC", "PUBLIC: SELECT" },
        {
            "GRANT CREATE ON SCHEMA public TO darktower_app",
            "~ schema public rights: darktower_app: USAGE; darktower_jobs: USAGE → darktower_app: CREATE USAGE"
        },
        { "GRANT SELECT ON migrations.applied TO darktower_app", "~ tables of schema migrations rights: none → darktower_app: SELECT" },
        {
            "ALTER DEFAULT PRIVILEGES FOR ROLE darktower_owner GRANT SELECT ON TABLES TO darktower_app",
            "+ default rights of darktower_owner for tables"
        },
        { "DROP POLICY tenant ON users", "- policy public.users.tenant: (org_id = " },
        { "ALTER POLICY tenant ON users USING (true)", "~ policy public.users.tenant using: (org_id = " },
        { "CREATE POLICY open ON users FOR SELECT USING (true)", "+ policy public.users.open: true (not in the migrations)" },
        { "ALTER POLICY jobs ON meetings TO darktower_app", "~ policy public.meetings.jobs to: darktower_jobs → darktower_app" },
        { "ALTER TABLE users DISABLE ROW LEVEL SECURITY", "~ table public.users row security: on → off" },
        { "ALTER TABLE users NO FORCE ROW LEVEL SECURITY", "~ table public.users forced row security: on → off" },
        { "ALTER TABLE audit_logs_default DISABLE ROW LEVEL SECURITY", "~ partition public.audit_logs_default row security: on → off" },
        { "COMMENT ON COLUMN users.email IS 'Address.'", "~ column public.users.email comment: PII: " },
        { "COMMENT ON TABLE users IS NULL", "~ table public.users comment: People of an organization who can sign in. → none" },
        { "COMMENT ON INDEX users_email_key IS 'fast'", "~ index public.users_email_key comment: Supports: " },
        { "DROP TRIGGER users_set_updated_at ON users", "- trigger public.users.users_set_updated_at: CREATE TRIGGER " },
        { "ALTER TABLE users DISABLE TRIGGER users_set_updated_at", "~ trigger public.users.users_set_updated_at enabled: yes → no" },
        {
            "CREATE TRIGGER second BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at()",
            "+ trigger public.users.second: CREATE TRIGGER second"
        },
        { "ALTER TABLE users DROP CONSTRAINT users_status_check", "- constraint public.users.users_status_check: CHECK " },
        {
            "ALTER TABLE users ADD CONSTRAINT users_x_check CHECK (version < 9)",
            "+ constraint public.users.users_x_check: CHECK ((version < 9))"
        },
        {
            "ALTER TABLE participants DROP CONSTRAINT participants_user_fkey",
            "- constraint public.participants.participants_user_fkey: FOREIGN KEY"
        },
        {
            "CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "~ function public.set_updated_at() definition: "
        },
        { "CREATE FUNCTION stray() RETURNS int LANGUAGE sql RETURN 1", "+ function public.stray(): CREATE OR REPLACE FUNCTION" },
        { "CREATE VIEW everybody AS SELECT user_id FROM users", "+ view public.everybody: " },
        { "CREATE TYPE mood AS ENUM ('good')", "+ type public.mood: enum (not in the migrations)" },
        { "CREATE SEQUENCE counter", "+ sequence public.counter (not in the migrations)" },
        { "CREATE SCHEMA stray", "+ schema stray (not in the migrations)" },
        { "CREATE EXTENSION citext", "+ extension citext: public (not in the migrations)" },
        { "ALTER TABLE users OWNER TO postgres", "~ table public.users owner: darktower_owner → postgres" },
        { "ALTER TABLE meetings RESET (fillfactor)", "~ table public.meetings options: {fillfactor=80} → none" },
        { "ALTER TABLE users REPLICA IDENTITY FULL", "~ table public.users replica identity: d → f" },
        { "ALTER ROLE darktower_app BYPASSRLS", "~ role darktower_app attributes: login → bypassrls login" },
        { "ALTER ROLE darktower_app SET row_security = off", "~ role darktower_app settings: none → {row_security=off}" },
        { "GRANT darktower_owner TO darktower_app", "~ role darktower_app member of: none → darktower_owner" },
        {
            "CREATE TABLE audit_logs_2031_01 PARTITION OF audit_logs FOR VALUES FROM ('2031-01-01 00:00Z') TO ('2031-02-01 00:00Z')",
            "~ partition public.audit_logs_2031_01 row security: on → off"
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_past_the_migrations_is_found_and_named(string change, string line)
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        var before = await Verify.FactsAsync(connection, default);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync($"SET LOCAL search_path = public; {change}");

        var differences = Comparison.Of(before, await Verify.FactsAsync(connection, default));
        Assert.Contains(differences.Select(difference => difference.ToString()), found => found.Contains(line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_database_that_only_migrations_and_upkeep_touched_has_no_difference_and_one_that_others_touched_names_each(int major)
    {
        await using var server = await PostgresServer.StartAsync(major);
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await Migrate.Async(database.ConnectionString);
        await Migrate.Async(database.ConnectionString, "seed", "--profile", "demo");
        // Settings of a login change what the catalog prints and nothing else.
        await database.ExecuteAsync("ALTER ROLE postgres SET search_path = public; ALTER ROLE postgres SET TimeZone = 'Asia/Tokyo'");
        // Upkeep brings back the month that went, and puts aside the one that is long over.
        await database.ExecuteAsync($"""
            DROP TABLE audit_logs_{DateTime.UtcNow.AddMonths(1):yyyy_MM};
            CREATE TABLE audit_logs_2020_01 PARTITION OF audit_logs FOR VALUES FROM ('2020-01-01 00:00Z') TO ('2020-02-01 00:00Z');
            ALTER TABLE audit_logs_2020_01 OWNER TO darktower_owner;
            """);
        var keep = new Dictionary<string, string> { ["Migrator:KeepExpiredPartitions"] = "true" };
        var (upkeep, said) = await Migrate.TryAsync(database.ConnectionString, ["partitions"], keep);
        Assert.True(upkeep == 0, said);
        Assert.Single(await database.QueryAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'archive'"));

        var none = $"no difference: the database is what its {Migrate.Versions.Length} migrations make";
        Assert.Equal(none, await Migrate.Async(database.ConnectionString, "verify"));

        await database.ExecuteAsync("""
            CREATE INDEX users_x_idx ON users (display_name);
            ALTER TABLE users ALTER status SET DEFAULT 'deactivated';
            """);
        var (exitCode, output) = await Migrate.TryAsync(database.ConnectionString, "verify");
        Assert.Equal(2, exitCode);
        Assert.Contains("+ index public.users_x_idx: ", output);
        Assert.Contains("~ column public.users.status default: 'active'::text → 'deactivated'::text", output);
        Assert.Contains("number of differences: 2.", output);

        (exitCode, output) = await Migrate.TryAsync(database.ConnectionString, "verify", "--json");
        Assert.Equal(2, exitCode);
        using var json = JsonDocument.Parse(output[..(output.LastIndexOf('}') + 1)]);
        Assert.Equal(
            [("added", "index public.users_x_idx"), ("changed", "column public.users.status")],
            json.RootElement.GetProperty("differences").EnumerateArray()
                .Select(difference => (difference.GetProperty("change").GetString(), difference.GetProperty("thing").GetString())!));
    }

    [Fact]
    public async Task A_database_in_the_middle_is_held_against_the_migrations_it_has()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200930");

        Assert.Equal("no difference: the database is what its 4 migrations make", await Migrate.Async(database.ConnectionString, "verify"));
    }
}
