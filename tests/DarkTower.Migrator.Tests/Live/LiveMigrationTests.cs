using DarkTower.Fixtures;
using DarkTower.LiveMigration;
using DarkTower.Migrator.Seeds.Scale;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Live;

public sealed class LiveMigrationTests(ITestOutputHelper output)
{
    // The full size, and a limit that means something, are the benchmark's: here the machine is busy with other tests.
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Every_migration_applied_reverted_and_applied_again_under_load_fails_no_request()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var sizes = new ScaleSizes(20, 20_000, 100_000, RandomSeed: 1, new DateOnly(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1));
        var stage = new Stage(database.ConnectionString, sizes, MigratedDatabase.RolePassword);

        var plan = new LivePlan(sizes, Rate: 200, Connections: 4, Pause: TimeSpan.FromMilliseconds(200));
        var steps = await new LiveRun(stage, plan, output.WriteLine).RunAsync();

        Assert.Equal(Migrate.Versions, steps.Select(step => step.Version));
        Assert.Empty(steps.SelectMany(step => step.Failures.Select(failure => $"{step.Version}: {failure}")));
        Assert.True(steps.Where(step => step.Requests > 200).Count() >= 4, "The load was hardly there.");
        Assert.All(steps, step => Assert.InRange(step.Longest, TimeSpan.Zero, LongestStall));
        Assert.Empty(await Invariants.BrokenAsync(stage));
    }
}
