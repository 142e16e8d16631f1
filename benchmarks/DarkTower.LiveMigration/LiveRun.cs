using System.Diagnostics;
using DarkTower.LiveMigration.Load;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Seeds.Scale;

namespace DarkTower.LiveMigration;

/// <summary>The rate is in requests a second; the pause is load before, between and after the three runs of the Migrator.</summary>
internal sealed record LivePlan(ScaleSizes Sizes, int Rate, int Connections, TimeSpan Pause);

/// <summary>What the load saw while one migration was applied, reverted and applied again.</summary>
internal sealed record LiveStep(
    long Version, string Name, TimeSpan Up, TimeSpan Down, TimeSpan UpAgain, int Requests, TimeSpan Before, TimeSpan P99, TimeSpan Longest,
    string LongestOf, IReadOnlyCollection<string> Failures);

/// <summary>
/// Version by version: the load uses what existed before, with the seed's rows from the moment a table exists. So no migration takes away
/// what is in use, which no way of writing it could make safe.
/// </summary>
internal sealed class LiveRun(Stage stage, LivePlan plan, Action<string> say)
{
    public async Task<List<LiveStep>> RunAsync()
    {
        List<LiveStep> steps = [];
        var previous = 0L;
        foreach (var migration in MigrationSet.Load().All)
        {
            var step = await StepAsync(migration.Version, migration.Migration.GetType().Name, previous);
            say($"{step.Version} {step.Name}: {step.Requests} requests, {step.Failures.Count} failed, "
                + $"longest {step.Longest.TotalMilliseconds:0} ms");
            steps.Add(step);
            previous = migration.Version;
            await stage.SeedAsync();
        }
        return steps;
    }

    private async Task<LiveStep> StepAsync(long version, string name, long previous)
    {
        var tables = await stage.TablesAsync();
        var operations = Operations.Of(tables);
        if (operations.Count == 0)
        {
            var (first, back, again, _) = await RunMigratorAsync(version, previous);
            return new LiveStep(version, name, first, back, again, 0, default, default, default, "", []);
        }
        Targets targets;
        await using (var admin = await stage.OpenAsync())
            targets = await Targets.ReadAsync(admin, tables);
        await using var source = stage.AppSource(plan.Connections);
        var audited = tables.Contains("audit_logs");
        var load = new OpenLoop([.. operations.Select(operation => operation.Against(source, targets, audited))]);
        load.Start(plan.Rate, plan.Connections);
        // The first requests open connections and prepare statements.
        await Task.Delay(plan.Pause);
        var quiet = Stopwatch.GetTimestamp();
        await Task.Delay(plan.Pause);
        var (up, down, upAgain, begin) = await RunMigratorAsync(version, previous);
        await Task.Delay(plan.Pause);
        await load.StopAsync();

        List<Sample> during = [.. load.Samples.Where(sample => sample.Due >= begin).OrderBy(sample => sample.Late)];
        var before = load.Samples.Where(sample => sample.Due >= quiet && sample.Due < begin).Max(sample => sample.Late);
        return new LiveStep(version, name, up, down, upAgain, during.Count, before, during[(int)(0.99 * during.Count)].Late,
            during[^1].Late, during[^1].Request, load.Failures);
    }

    private async Task<(TimeSpan Up, TimeSpan Down, TimeSpan UpAgain, long Begin)> RunMigratorAsync(long version, long previous)
    {
        var begin = Stopwatch.GetTimestamp();
        var up = await TimeAsync("up", version);
        await Task.Delay(plan.Pause);
        var down = await TimeAsync("down", previous);
        await Task.Delay(plan.Pause);
        return (up, down, await TimeAsync("up", version), begin);
    }

    private async Task<TimeSpan> TimeAsync(string verb, long to)
    {
        var time = Stopwatch.StartNew();
        await stage.MigrateAsync(verb, "--to", $"{to}");
        return time.Elapsed;
    }
}
