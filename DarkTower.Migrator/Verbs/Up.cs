using System.Diagnostics;
using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Verbs;

internal static class Up
{
    public static async Task RunAsync(Settings settings, long? to, TextWriter output, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        var set = MigrationSet.Load();
        if (to is { } wanted)
            set.RefuseUnknownTarget(wanted);
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation);
        await MigrationLock.TakeAsync(target, settings, output, cancellation);
        var applied = await target.AppliedAsync(cancellation);
        set.RefuseOlderBuild(applied);
        var pending = set.Pending(applied, to);
        MigrationSet.RefuseUnreadable(pending, up: true);

        var step = new MigrationStep(settings, output);
        foreach (var migration in pending)
        {
            await MigrationLock.AssertHeldAsync(target, cancellation);
            await step.RunAsync(migration, up: true, cancellation);
        }
        var passwords = await RolePasswords.SetAsync(target, settings, output, cancellation);
        await output.WriteLineAsync(pending.Count + passwords == 0
            ? "nothing to do"
            : $"done: {pending.Count} applied in {time.Elapsed.TotalSeconds:0.00} s");
    }
}
