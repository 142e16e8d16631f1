using System.Diagnostics;
using System.Globalization;
using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Running;

public sealed class ReplicaTests(ITestOutputHelper output)
{
    private const int Replicas = 8;

    /// <summary>DARKTOWER_TEST_REPLICA_ROUNDS asks for more.</summary>
    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("DARKTOWER_TEST_REPLICA_ROUNDS") ?? "15", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Of_eight_migrators_at_once_one_is_killed_at_any_moment_and_the_schema_ends_right_with_each_migration_recorded_once()
    {
        var random = new Random(20261120);
        await using var clean = await OwnDatabase.CreateAsync();
        await Rehearsal.RunAsync(clean.ConnectionString);
        var wanted = await SnapshotAsync(clean);
        var resumed = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            await using var database = await OwnDatabase.CreateAsync();
            var migrators = await Task.WhenAll(
                Enumerable.Range(0, Replicas).Select(_ => Rehearsal.StartAsync(database.ConnectionString, [])));
            try
            {
                var killed = await KillOneAsync(migrators, random, round);
                foreach (var migrator in migrators)
                {
                    var exitCode = await migrator.WaitForExitAsync(TimeSpan.FromMinutes(2));
                    Assert.True(exitCode == 0 || migrator == killed, $"round {round}: exit code {exitCode}\n{migrator.Output}");
                    resumed += migrator.Output.Contains("going on with") ? 1 : 0;
                }
                await Rehearsal.AssertCompleteAsync(database.ConnectionString);
                Assert.Equal(wanted, await SnapshotAsync(database));
            }
            finally
            {
                foreach (var migrator in migrators)
                    await migrator.DisposeAsync();
            }
        }
        output.WriteLine($"{Rounds} rounds; in {resumed} the next one went on in the middle of a migration");
    }

    /// <summary>
    /// Every third round whoever it is, whenever it is; else the one at work, after a random line of its and a moment more.
    /// </summary>
    private static async Task<ChildProcess> KillOneAsync(ChildProcess[] migrators, Random random, int round)
    {
        var victim = migrators[random.Next(Replicas)];
        // Behind the project's own come the ones that have no transaction: every other time it is one of those.
        var own = Migrate.Versions.Length;
        var lines = round % 2 == 0 ? random.Next(own, own + 5) : random.Next(1, own);
        var moment = TimeSpan.FromMilliseconds(random.Next(round % 3 == 0 ? 3000 : 250));
        if (round % 3 != 0)
        {
            await Wait.UntilAsync(
                () => migrators.FirstOrDefault(one => AppliedBy(one) >= lines || one.HasExited) is { } found
                    && (victim = found) is not null,
                "one of the migrators being at work");
        }
        var clock = Stopwatch.StartNew();
        SpinWait.SpinUntil(() => clock.Elapsed >= moment);
        victim.Kill();
        return victim;
    }

    private static int AppliedBy(ChildProcess migrator) =>
        migrator.Output.Split('\n').Count(line => line.StartsWith("applied ", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> SnapshotAsync(OwnDatabase database)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        return await CatalogSnapshot.OfAsync(connection);
    }
}
