using System.Globalization;
using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Tests;

/// <summary>Every way to fail has its own exit code and one clear line.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Help_names_every_verb_and_every_exit_code()
    {
        var help = await Migrate.Async("", "--help");

        const string Verbs = "up down rollback list status plan seed retain partitions review verify docs";
        foreach (var verb in Verbs.Split(' '))
            Assert.Matches($@"(?m)^  {verb}\b", help);
        var codes = Regex.Matches(help, @"(?m)^ +(\d+)  ").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        var constants = typeof(ExitCode).GetFields().Where(field => field.FieldType == typeof(int));
        Assert.Equal(constants.Select(constant => (int)constant.GetRawConstantValue()!).Distinct(), codes);
    }

    [Theory]
    [InlineData("fly", "fly")]
    [InlineData("down", "--to")]
    [InlineData("down --to soon", "soon")]
    [InlineData("up --to 5", "5")]
    [InlineData("plan --to 5", "5")]
    [InlineData("down --to 5", "5")]
    [InlineData("rollback", "--steps")]
    [InlineData("rollback --steps 0", "--steps must be 1 or more")]
    [InlineData("seed", "--profile")]
    [InlineData("seed --profile big", "big")]
    [InlineData("list --xml", "--xml")]
    public async Task Wrong_arguments_end_with_2_and_name_the_argument(string arguments, string named) =>
        await AssertEndsAsync(2, (await PostgresServer.SharedAsync()).ConnectionString, arguments.Split(' '), [], named);

    [Theory]
    [InlineData("ConnectionStrings:darktower", "", "ConnectionStrings:darktower is not set")]
    [InlineData("ConnectionStrings:darktower", "Host=localhost;Pasword=tell-nobody", "darktower is no Npgsql connection string")]
    [InlineData("ConnectionStrings:darktower", "Host=localhost;Port=tell-nobody", "darktower is no Npgsql connection string")]
    [InlineData("ConnectionStrings:darktower", "tell-nobody", "ConnectionStrings:darktower is no Npgsql connection string")]
    [InlineData("ConnectionStrings:darktower", "Host=localhost;Password=tell-nobody", "must name Host and Database")]
    [InlineData("Migrator:LockWate", "1", "Migrator:LockWate")]
    [InlineData("Migrator:LockWait", "soon", "Migrator:LockWait is 'soon'")]
    [InlineData("Migrator:LockAttempts", "0", "Migrator:LockAttempts is '0'")]
    [InlineData("Migrator:LockTimeout", "00:00:00", "Migrator:LockTimeout is '00:00:00'")]
    [InlineData("Migrator:KeepExpiredPartitions", "maybe", "Migrator:KeepExpiredPartitions is 'maybe'")]
    [InlineData("Roles:OwnerPassword", "tell-nobody", "Roles:OwnerPassword")]
    [InlineData("Roles:AppPassword", "tell-nobodyé", "Roles:AppPassword")]
    public async Task Wrong_configuration_ends_with_2_and_names_the_key(string key, string value, string named)
    {
        Dictionary<string, string> settings = new() { [key] = value };
        var connection = key.StartsWith("Conn", StringComparison.Ordinal) ? value : "Host=127.0.0.1;Database=none;Port=1";

        Assert.DoesNotContain("tell-nobody", await AssertEndsAsync(2, connection, [], settings, named));
    }

    [Fact]
    public async Task No_server_and_no_database_end_with_3()
    {
        var server = (await PostgresServer.SharedAsync()).ConnectionString;
        var nobody = $"Host=127.0.0.1;Port={ChildProcess.FreePort()};Database=x;Username=x;Password=tell-nobody";
        var nowhere = new NpgsqlConnectionStringBuilder(server) { Database = "nowhere" }.ConnectionString;

        Assert.DoesNotContain("tell-nobody", await AssertEndsAsync(3, nobody, [], [], "127.0.0.1:"));
        await AssertEndsAsync(3, nowhere, [], [], "no database 'nowhere'");
    }

    [Fact]
    public async Task A_wrong_password_ends_with_4_and_says_what_to_do()
    {
        var server = (await PostgresServer.SharedAsync()).ConnectionString;
        var wrong = new NpgsqlConnectionStringBuilder(server) { Password = "tell-nobody" }.ConnectionString;

        Assert.DoesNotContain("tell-nobody", await AssertEndsAsync(4, wrong, ["list"], [], "the password that belongs to the data"));
    }

    [Fact]
    public async Task A_role_that_may_not_ends_with_5()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        Dictionary<string, string> settings = new() { ["Roles:AppPassword"] = "app", ["Roles:MigratorPassword"] = "migrator" };
        await Migrate.TryAsync(database.ConnectionString, [], settings);

        foreach (var verb in new[] { "up", "list", "plan", "down --to 0", "seed --profile demo" })
            await AssertEndsAsync(5, database.As("darktower_app", "app"), verb.Split(' '), [], "'darktower_app' may not change the schema");
        await AssertEndsAsync(5, database.As("darktower_migrator", "migrator"), [], settings, "Roles:* can be set by a superuser only");
    }

    [Fact]
    public async Task A_failing_migration_ends_with_6_says_where_and_leaves_nothing_of_it()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200930");
        await database.ExecuteAsync("CREATE TABLE public.meeting_codes (in_the_way int)");
        var script = Resource.Read("202611200940_Meetings.up.sql");
        var line = 1 + script[..script.IndexOf("CREATE TABLE public.meeting_codes", StringComparison.Ordinal)].Count(c => c == '\n');
        var statements = StatementSplitter.Split(script);
        var number = statements.Single(statement => statement.Line == line).Number;

        await AssertEndsAsync(6, database.ConnectionString, [], [],
            $"202611200940 Meetings failed at statement {number} of {statements.Count}, "
            + $"202611200940_Meetings.up.sql line {line}: 42P07 relation \"meeting_codes\" already exists");

        Assert.Equal(["202611200930"], await database.QueryAsync("SELECT max(version) FROM migrations.applied"));
        Assert.Empty(await database.QueryAsync("SELECT 1 WHERE to_regclass('public.meetings') IS NOT NULL"));
        await database.ExecuteAsync("DROP TABLE public.meeting_codes");
        await Migrate.Async(database.ConnectionString);
    }

    [Theory]
    [InlineData("53100", 9)]
    [InlineData("42501", 5)]
    [InlineData("40P01", 8)]
    [InlineData("22012", 6)]
    public async Task What_the_server_says_during_a_migration_decides_the_code_and_its_detail_is_not_repeated(string sqlState, int exitCode)
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200920");
        await database.ExecuteAsync($"""
            CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{sqlState}', DETAIL = 'Failing row contains tell-nobody'; END $$;
            CREATE EVENT TRIGGER refuse ON ddl_command_start EXECUTE FUNCTION public.refuse();
            """);

        var output = await AssertEndsAsync(exitCode, database.ConnectionString, [], new() { ["Migrator:LockAttempts"] = "1" },
            $", 202611200930_Users.up.sql line 1: {sqlState} no");
        Assert.DoesNotContain("tell-nobody", output);
    }

    [Fact]
    public async Task A_database_that_is_newer_than_the_build_ends_with_7_and_is_left_alone()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200920");
        await database.ExecuteAsync("INSERT INTO migrations.applied (version, applied_on) VALUES (209901010000, now())");

        foreach (var verb in new[] { "up", "plan", "down --to 0", "seed --profile demo" })
            await AssertEndsAsync(7, database.ConnectionString, verb.Split(' '), [], "older than the database, which has 209901010000");
        Assert.Equal(["4"], await database.QueryAsync("SELECT count(*) FROM migrations.applied"));
    }

    [Fact]
    public async Task Seeding_a_database_that_is_not_migrated_ends_with_10()
    {
        await using var database = await OwnDatabase.CreateAsync();

        await AssertEndsAsync(10, database.ConnectionString, ["seed", "--profile", "demo"], [], "run `up` first");
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200950");
        await AssertEndsAsync(10, database.ConnectionString, ["seed", "--profile", "demo"], [],
            $"{Migrate.Versions.Count(version => version > 202611200950)} pending");
    }

    private static async Task<string> AssertEndsAsync(
        int exitCode, string connectionString, string[] arguments, Dictionary<string, string> settings, string says)
    {
        var (code, output) = await Migrate.TryAsync(connectionString, arguments, settings);
        Assert.True(exitCode == code, $"exit code {code} instead of {exitCode}:\n{output}");
        Assert.Contains(says, output);
        Assert.Single(output.Split('\n'));
        return output;
    }
}
