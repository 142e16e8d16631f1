using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Tests.Seeds.Scale;

public sealed class ScaleSeedTests
{
    private static readonly string[] Small = ["seed", "--profile", "scale", "--orgs", "7", "--meetings", "2000", "--participants", "9000"];

    // Only tables of the catalog: its functions would wait for the seed's locks.
    private const string Protection = """
        SELECT format('%s %s %s', relname, relforcerowsecurity,
            (SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid))
        FROM pg_class AS c
        WHERE relnamespace = 'public'::regnamespace
        ORDER BY relname
        """;

    private static readonly string[] Tables =
        ["organization_directory", "organizations", "users", "meeting_codes", "meetings", "participants", "audit_logs"];

    private static readonly string Digests = string.Join(" UNION ALL ", Tables.Select(table =>
        $"SELECT format('%s %s %s', '{table}', count(*), md5(string_agg(t::text, '|' ORDER BY t::text))) FROM {table} AS t"));

    [Fact]
    public async Task The_same_options_give_the_same_bytes_in_another_database_of_another_version()
    {
        var fifteen = await DigestsAsync(15, Small);
        var eighteen = await DigestsAsync(18, Small);
        var otherwise = await DigestsAsync(18, [.. Small, "--random-seed", "2"]);

        Assert.Equal(fifteen, eighteen);
        Assert.Equal(7, fifteen.Count);
        Assert.Equal([7, 7, 2000, 2000, 9000],
            Counts(fifteen, "organization_directory", "organizations", "meeting_codes", "meetings", "participants"));
        Assert.All(Counts(fifteen, "users", "audit_logs"), count => Assert.True(count > 20, $"{count} rows"));
        Assert.All(fifteen.Zip(otherwise), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task The_schema_stays_what_it_was_and_counters_and_directories_are_what_the_rows_say(int major)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await Migrate.Async(database.ConnectionString);
        var before = await SnapshotAsync(database);

        await Migrate.Async(database.ConnectionString, Small);

        Assert.Equal(before, await SnapshotAsync(database));
        Assert.Empty(await database.QueryAsync("""
            SELECT subdomain FROM organizations AS o
            WHERE open_meetings <> (SELECT count(*) FROM meetings AS m WHERE m.org_id = o.org_id AND status IN ('scheduled', 'active'))
                OR open_meetings > max_concurrent_meetings
                OR max_participants_per_meeting < (SELECT max(max_participants) FROM meetings AS m WHERE m.org_id = o.org_id)
                OR NOT EXISTS (SELECT FROM organization_directory AS d WHERE (d.subdomain, d.org_id) = (o.subdomain, o.org_id))
            """));
        Assert.Empty(await database.QueryAsync("""
            SELECT m.meeting_id FROM meetings AS m
            LEFT JOIN meeting_codes AS c USING (meeting_code, org_id, meeting_id)
            LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE left_at IS NULL) AS present, max(left_at) AS last FROM participants AS p
                WHERE (p.org_id, p.meeting_id) = (m.org_id, m.meeting_id)) AS stays ON true
            WHERE c.meeting_id IS NULL OR active_participants <> present OR last > ended_at
            """));
        Assert.Equal(["active", "cancelled", "ended", "scheduled"],
            await database.QueryAsync("SELECT DISTINCT status FROM meetings ORDER BY 1"));
        Assert.Equal(["external", "guest", "member"],
            await database.QueryAsync("SELECT DISTINCT participant_type FROM participants ORDER BY 1"));
        Assert.Equal(["0"], await database.QueryAsync("SELECT count(*) FROM audit_logs_default"));
        Assert.Equal(["True"], await database.QueryAsync("""
            SELECT max(meetings) > 3 * min(meetings) FROM (SELECT count(*) AS meetings FROM meetings GROUP BY org_id) AS orgs
            """));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_leaves_no_row_and_every_table_as_it_was_and_nobody_saw_it_otherwise()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString);
        var before = await SnapshotAsync(database);
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        var protection = await other.QueryAsync(Protection);
        await other.ExecuteAsync("""
            CREATE FUNCTION public.block() RETURNS event_trigger LANGUAGE plpgsql AS $$
                BEGIN IF current_query() LIKE '%ADD CONSTRAINT participants_meeting_fkey%'
                    THEN PERFORM pg_advisory_xact_lock(4711); END IF; END $$;
            CREATE EVENT TRIGGER block ON ddl_command_start EXECUTE FUNCTION public.block();
            """);
        await other.ExecuteAsync("SELECT pg_advisory_lock(4711)");
        await using var seed = await Migrate.StartAsync(database.ConnectionString, Small);
        await Wait.UntilAsync(async () => await other.MigratorsAsync("wait_event = 'advisory'") == 1, "the seed copying participants");

        await other.ExecuteAsync("DROP EVENT TRIGGER block; DROP FUNCTION public.block()");
        Assert.Equal(protection, await other.QueryAsync(Protection));
        seed.Kill();
        await seed.WaitForExitAsync();
        await Wait.UntilAsync(async () => await other.MigratorsAsync() == 0, "the server noticing that the seed is dead");

        Assert.Equal(before, await SnapshotAsync(database));
        Assert.Equal(["0"], await other.QueryAsync("SELECT count(*) FROM participants"));
        Assert.Equal(["0"], await other.QueryAsync("SELECT count(*) FROM organization_directory"));
        Assert.Contains("done: all ", await Migrate.Async(database.ConnectionString, Small));
    }

    [Fact]
    public async Task It_runs_as_the_migrators_own_role_and_refuses_a_database_with_rows_with_14()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var (_, _) = await Migrate.TryAsync(database.ConnectionString, [], new() { ["Roles:MigratorPassword"] = "tests-only-migrator" });
        var migrator = database.As("darktower_migrator", "tests-only-migrator");

        Assert.Contains("participants                  9,000 rows", await Migrate.Async(migrator, Small));
        var (exitCode, output) = await Migrate.TryAsync(migrator, Small);

        Assert.Equal(14, exitCode);
        Assert.StartsWith("Table organization_directory holds rows; scale data goes into a database without any.", output);
    }

    [Theory]
    [InlineData("--orgs 0", "--orgs 0: it must be from 1 to 100000.")]
    [InlineData("--meetings -1", "--meetings -1: it must be from 0 to 100000000.")]
    [InlineData("--participants -5", "--participants -5: it must be from 0 to 1000000000.")]
    [InlineData("--meetings 0 --participants 5", "--participants 5: without meetings there is nobody to take part; give --meetings.")]
    [InlineData("--as-of 1999-12-31", "--as-of 1999-12-31: it must be from 2001 to 2999.")]
    [InlineData("--profile demo --orgs 3", "--orgs is for --profile scale.")]
    public async Task Sizes_that_make_no_sense_are_refused_with_2_before_anything_is_connected(string options, string reason)
    {
        string[] profile = options.Contains("demo") ? ["seed"] : ["seed", "--profile", "scale"];

        var answer = await Migrate.TryAsync("Host=127.0.0.1;Port=1;Database=none", [.. profile, .. options.Split(' ')]);

        Assert.Equal((2, reason), answer);
    }

    private static int[] Counts(List<string> digests, params string[] tables) =>
        [.. tables.Select(table => digests.Select(line => line.Split(' ')).Single(words => words[0] == table))
            .Select(words => int.Parse(words[1]))];

    private static async Task<List<string>> DigestsAsync(int major, string[] options)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await Migrate.Async(database.ConnectionString);
        await Migrate.Async(database.ConnectionString, options);
        return await database.QueryAsync(Digests);
    }

    private static async Task<IReadOnlyList<string>> SnapshotAsync(OwnDatabase database)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        return [.. await CatalogSnapshot.OfAsync(connection)];
    }
}
