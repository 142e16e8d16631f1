using System.Diagnostics;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Running.DataLoss;
using DarkTower.Migrator.Running.History;

namespace DarkTower.Migrator.Verbs;

/// <summary>`down --to V` and `rollback --steps N`: newest first.</summary>
internal static class Down
{
    public static Task RunAsync(
        Settings settings, MigrationSet set, long to, bool discardData, TextWriter output, CancellationToken cancellation)
    {
        if (to != 0)
            set.RefuseUnknownTarget(to);
        return RevertAsync(settings, set, _ => to, discardData, output, cancellation);
    }

    public static Task RollbackAsync(
        Settings settings, MigrationSet set, int steps, bool discardData, TextWriter output, CancellationToken cancellation) =>
        RevertAsync(settings, set, state => set.Below(state, steps), discardData, output, cancellation);

    private static async Task RevertAsync(
        Settings settings, MigrationSet set, Func<DatabaseState, long> to, bool discardData, TextWriter output,
        CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation);
        var state = await LockedDatabase.EnterAsync(target, set, settings, output, cancellation);
        var reverted = set.ToRevert(state, to(state));
        MigrationSet.RefuseUnreadable(reverted, up: false);
        if (!discardData)
            await DownGuard.RefuseLossAsync(reverted, target, settings, cancellation);

        var step = new MigrationStep(settings, target, output);
        foreach (var migration in reverted)
            await step.RunAsync(migration, up: false, state, cancellation);
        await output.WriteLineAsync(reverted.Count == 0
            ? "nothing to do"
            : $"done: {reverted.Count} reverted in {time.Elapsed.TotalSeconds:0.00} s");
    }
}
