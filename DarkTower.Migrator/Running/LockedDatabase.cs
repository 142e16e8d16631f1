using DarkTower.Migrator.Running.History;

namespace DarkTower.Migrator.Running;

/// <summary>The way into every change of the schema: the lock, what the database says then, and the refusals that need both.</summary>
internal static class LockedDatabase
{
    public static async Task<DatabaseState> EnterAsync(
        TargetDatabase target, MigrationSet set, Settings settings, TextWriter output, CancellationToken cancellation)
    {
        await MigrationLock.TakeAsync(target, settings, output, cancellation);
        // Before anything is written: a newer database is left as it is.
        set.RefuseOlderBuild(await target.AppliedAsync(cancellation));
        await HistoryTable.EnsureAsync(target.Connection, cancellation);
        var state = await DatabaseState.ReadAsync(target, cancellation);
        LandedScripts.RefuseChanged(set, state);
        return await LandedScripts.AdoptAsync(set, state, target, output, cancellation);
    }
}
