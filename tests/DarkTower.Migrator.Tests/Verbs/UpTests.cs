using System.Diagnostics;
using System.Globalization;
using DarkTower.Fixtures;
using Npgsql;

namespace DarkTower.Migrator.Tests.Verbs;

public sealed class UpTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Up_applies_every_migration_prints_each_with_its_time_and_then_has_nothing_to_do(int major)
    {
        await using var database = await OwnDatabase.CreateAsync(major);

        // An index that is built partition by partition says so for each.
        var lines = (await Migrate.Async(database.ConnectionString, "up")).Split('\n')
            .Where(line => line.StartsWith("applied", StringComparison.Ordinal) || line.StartsWith("done", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Migrate.Versions.Length + 1, lines.Length);
        for (var i = 0; i < Migrate.Versions.Length; i++)
            Assert.Matches($@"^applied  {Migrate.Versions[i]} \w+ \(\d+\.\d\d s\)$", lines[i]);
        Assert.Matches($@"^done: {Migrate.Versions.Length} applied in \d+\.\d\d s$", lines[^1]);

        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "up"));
    }

    [Fact]
    public async Task Up_with_nothing_to_do_opens_one_connection_and_writes_nothing()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        Dictionary<string, string> settings = new() { ["Roles:AppPassword"] = "app-secret" };
        await Migrate.TryAsync(database.ConnectionString, [], settings);
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        var transactions = await connection.QueryAsync("SELECT pg_snapshot_xmax(pg_current_snapshot())");
        var sessions = await SessionsAsync(connection);

        var time = Stopwatch.StartNew();
        Assert.Equal((0, "nothing to do"), await Migrate.TryAsync(database.ConnectionString, [], settings));
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(5), $"took {time.Elapsed}");

        await Wait.UntilAsync(async () => await SessionsAsync(connection) > sessions, "the session being counted");
        Assert.Equal(sessions + 1, await SessionsAsync(connection));
        Assert.Equal(transactions, await connection.QueryAsync("SELECT pg_snapshot_xmax(pg_current_snapshot())"));
    }

    [Fact]
    public async Task Up_stops_at_the_version_it_is_told()
    {
        await using var database = await OwnDatabase.CreateAsync();

        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200930");

        Assert.Equal(["202611200930"], await database.QueryAsync("SELECT max(version) FROM migrations.applied"));
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "up", "--to", "202611200930"));
    }

    [Fact]
    public async Task The_migrator_role_is_enough_once_the_roles_are_there()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        Assert.Equal(0, (await Migrate.TryAsync(
            database.ConnectionString, ["up", "--to", "202611200900"], new() { ["Roles:MigratorPassword"] = "migrator-secret" })).ExitCode);
        var asMigrator = database.As("darktower_migrator", "migrator-secret");

        await Migrate.Async(asMigrator);
        await Migrate.Async(asMigrator, "seed", "--profile", "demo");
        await Migrate.Async(asMigrator, "down", "--to", "202611200900", "--discard-data");

        var (exitCode, output) = await Migrate.TryAsync(asMigrator, "down", "--to", "0");
        Assert.Equal((5, true), (exitCode, output.Contains("42501")));
    }

    private static async Task<long> SessionsAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("SELECT pg_stat_clear_snapshot()");
        var sessions = await connection.QueryAsync("SELECT sessions FROM pg_stat_database WHERE datname = current_database()");
        return long.Parse(sessions.Single(), CultureInfo.InvariantCulture);
    }
}
