using System.Diagnostics;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Running.History;

namespace DarkTower.Migrator.Verbs;

internal static class Up
{
    public static async Task RunAsync(Settings settings, MigrationSet set, long? to, TextWriter output, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        if (to is { } wanted)
            set.RefuseUnknownTarget(wanted);
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation);
        var state = await LockedDatabase.EnterAsync(target, set, settings, output, cancellation);
        var step = new MigrationStep(settings, target, output);

        // A down that was interrupted: half of it is gone, so the other half goes too before the migration comes back.
        var half = set.All.Reverse()
            .Where(info => state.Applied.Contains(info.Version) && state.Interrupted(info.Version) is not null).ToList();
        MigrationSet.RefuseUnreadable(half, up: false);
        foreach (var migration in half)
            await step.RunAsync(migration, up: false, state, cancellation);
        if (half.Count > 0)
            state = await DatabaseState.ReadAsync(target, cancellation);

        var pending = set.Pending(state.Applied, to);
        MigrationSet.RefuseUnreadable(pending, up: true);
        LandedScripts.RefuseChangedMidway(pending, state);
        foreach (var migration in pending)
            await step.RunAsync(migration, up: true, state, cancellation);
        var passwords = await RolePasswords.SetAsync(target, settings, output, cancellation);
        await output.WriteLineAsync(pending.Count + passwords == 0
            ? "nothing to do"
            : $"done: {pending.Count} applied in {time.Elapsed.TotalSeconds:0.00} s");
    }
}
