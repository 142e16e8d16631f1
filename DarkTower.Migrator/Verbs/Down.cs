using System.Diagnostics;
using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Verbs;

internal static class Down
{
    public static async Task RunAsync(Settings settings, long to, TextWriter output, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        var set = MigrationSet.Load();
        if (to != 0)
            set.RefuseUnknownTarget(to);
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation);
        await MigrationLock.TakeAsync(target, settings, output, cancellation);
        var applied = await target.AppliedAsync(cancellation);
        set.RefuseOlderBuild(applied);
        var reverted = set.ToRevert(applied, to);
        MigrationSet.RefuseUnreadable(reverted, up: false);

        var step = new MigrationStep(settings, output);
        foreach (var migration in reverted)
        {
            await MigrationLock.AssertHeldAsync(target, cancellation);
            await step.RunAsync(migration, up: false, cancellation);
        }
        await output.WriteLineAsync(reverted.Count == 0
            ? "nothing to do"
            : $"done: {reverted.Count} reverted in {time.Elapsed.TotalSeconds:0.00} s");
    }
}
