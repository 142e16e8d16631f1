using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Running;

public sealed class MigrationLockTests
{
    private const string Lock = "SELECT pg_advisory_lock(x'4461726b546f7772'::bigint)";

    [Fact]
    public async Task Of_several_migrators_started_at_once_one_works_and_all_end_well()
    {
        await using var database = await OwnDatabase.CreateAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Migrate.TryAsync(database.ConnectionString)));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Single(runs, run => run.Output.Contains($"done: {Migrate.Versions.Length} applied"));
        Assert.Equal(2, runs.Count(run => run.Output.EndsWith("nothing to do", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Several_databases_of_one_server_migrate_at_once_also_when_the_roles_are_new()
    {
        await using var server = await PostgresServer.StartAsync();
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OwnDatabase.CreateAsync(server: server)));
        Dictionary<string, string> settings = new() { ["Roles:AppPassword"] = "secret", ["Roles:JobsPassword"] = "secret" };

        var runs = await Task.WhenAll(databases.Select(database => Migrate.TryAsync(database.ConnectionString, [], settings)));
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Single(runs, run => run.Output.Contains("password of darktower_app set"));

        // And away and back again, crossing each other.
        string[][] verbs = [["down", "--to", "0"], ["up"]];
        foreach (var first in new[] { 0, 1 })
        {
            runs = await Task.WhenAll(databases.Select(
                (database, i) => Migrate.TryAsync(database.ConnectionString, verbs[(first + i) % 2])));
            Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        }
    }

    [Fact]
    public async Task Who_waits_says_for_whom_and_goes_on_when_it_is_free()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await other.ExecuteAsync(Lock);

        await using var migrator = await Migrate.StartAsync(database.ConnectionString, ["up"]);
        await Wait.UntilAsync(() => migrator.Output.Contains("waiting for another migrator"), "the migrator waiting");
        Assert.Matches($@"process {other.ProcessID} on the server, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC", migrator.Output);
        // Nothing is open while it waits: an old snapshot would hold up a concurrent index build.
        Assert.Equal((1, 0), (await other.MigratorsAsync(), await other.MigratorsAsync("state LIKE 'idle in transaction%'")));

        await other.ExecuteAsync("SELECT pg_advisory_unlock_all()");
        Assert.Equal(0, await migrator.WaitForExitAsync());
        Assert.Contains($"done: {Migrate.Versions.Length} applied", migrator.Output);
    }

    [Fact]
    public async Task Who_waits_too_long_ends_with_8_and_who_is_interrupted_with_130()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await other.ExecuteAsync(Lock);

        var (exitCode, output) = await Migrate.TryAsync(database.ConnectionString, [], new() { ["Migrator:LockWait"] = "00:00:00.5" });
        Assert.Equal(8, exitCode);
        Assert.Contains($"process {other.ProcessID} on the server", output);

        await using var migrator = await Migrate.StartAsync(database.ConnectionString, ["up"]);
        await Wait.UntilAsync(() => migrator.Output.Contains("waiting for another migrator"), "the migrator waiting");
        migrator.Signal("TERM");
        Assert.Equal(130, await migrator.WaitForExitAsync());
        Assert.EndsWith("Interrupted; what was reported as applied stays.", migrator.Output);
    }
}
