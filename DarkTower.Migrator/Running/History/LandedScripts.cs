using FluentMigrator.Infrastructure;

namespace DarkTower.Migrator.Running.History;

/// <summary>A landed migration is never edited: what it says (comments and layout aside) stays what was executed.</summary>
internal static class LandedScripts
{
    /// <summary>The script of a migration that is no longer what was executed; null when all is well.</summary>
    public static string? Changed(IMigrationInfo info, HistoryRow run)
    {
        var migration = (SqlMigration)info.Migration;
        return run.UpChecksum != migration.Checksum(up: true) ? migration.ScriptName(up: true)
            : run.DownChecksum != migration.Checksum(up: false) ? migration.ScriptName(up: false)
            : null;
    }

    public static void RefuseChanged(MigrationSet set, DatabaseState state)
    {
        foreach (var info in set.All)
        {
            if (state.Landed(info.Version) is { } run && Changed(info, run) is { } script)
            {
                throw new Refusal(ExitCode.ScriptChanged,
                    $"{script} was changed after it was applied ({run.StartedAt:yyyy-MM-dd HH:mm}Z): restore it and put the change into a "
                    + "migration of its own. Nothing was done.");
            }
        }
    }

    /// <summary>The statements of an interrupted run are counted: with another script the count means nothing.</summary>
    public static void RefuseChangedMidway(IEnumerable<IMigrationInfo> pending, DatabaseState state)
    {
        foreach (var info in pending)
        {
            if (state.Interrupted(info.Version) is { } run && run.UpChecksum != ((SqlMigration)info.Migration).Checksum(up: true))
            {
                throw new Refusal(ExitCode.ScriptChanged,
                    $"{((SqlMigration)info.Migration).ScriptName(up: true)} was changed after an up of it was interrupted "
                    + $"({run.Progress}): revert that with `down`, then run again. Nothing was done.");
            }
        }
    }

    /// <summary>Migrations that a build without history applied are taken as they are in this one.</summary>
    public static async Task<DatabaseState> AdoptAsync(
        MigrationSet set, DatabaseState state, TargetDatabase target, TextWriter output, CancellationToken cancellation)
    {
        var unknown = set.All.Where(info => state.Applied.Contains(info.Version) && state.Landed(info.Version) is null).ToList();
        if (unknown.Count == 0)
            return state;
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellation);
        foreach (var info in unknown)
        {
            var entry = new HistoryEntry(info, up: true);
            await target.Connection.ExecuteAsync(
                HistoryEntry.Insert("state, started_at, statements_done", "'adopted', $10, $8"), cancellation,
                [.. entry.Values, DateTime.SpecifyKind(state.Applied.On[info.Version], DateTimeKind.Utc)]);
        }
        await transaction.CommitAsync(cancellation);
        await output.WriteLineAsync(
            $"adopted {unknown.Count} migrations that an earlier build applied; their scripts are fixed from now on");
        return await DatabaseState.ReadAsync(target, cancellation);
    }
}
