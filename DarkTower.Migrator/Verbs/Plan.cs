using DarkTower.Migrator.Review;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scripts;
using FluentMigrator;
using FluentMigrator.Infrastructure;

namespace DarkTower.Migrator.Verbs;

/// <summary>
/// The exact statements `up` would execute, each with what it locks, reads and rewrites, as a scratch server shows it, and how long that
/// takes about on tables of the target's size. Nothing is written.
/// </summary>
internal static class Plan
{
    private sealed record Planned(Statement Statement, SeenStatement? Seen, double? Seconds);

    public static async Task RunAsync(
        Settings settings, long? to, bool json, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var set = MigrationSet.Load();
        if (to is { } wanted)
            set.RefuseUnknownTarget(wanted);
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation, readOnly: true);
        var applied = await target.AppliedAsync(cancellation);
        set.RefuseOlderBuild(applied);
        var pending = set.Pending(applied, to);
        MigrationSet.RefuseUnreadable(pending, up: true);
        var sizes = await TableSizes.ReadAsync(target, cancellation);
        var seen = await SeenAsync(target, applied, pending, progress, cancellation);
        var steps = pending.Select(info => (Info: info, Migration: (SqlMigration)info.Migration)).Select(step => new
        {
            step.Info.Version,
            step.Migration.GetType().Name,
            step.Info.Description,
            Script = step.Migration.ScriptName(up: true),
            InTransaction = step.Info.TransactionBehavior == TransactionBehavior.Default,
            step.Migration.RunsAsOwner,
            Statements = step.Migration.Statements(up: true).Select(statement => PlannedOf(step.Info, statement, seen, sizes)).ToList(),
        }).ToList();

        if (json)
        {
            await Json.WriteAsync(output, new
            {
                pending = steps.Select(step => new
                {
                    step.Version, step.Name, step.Description, step.Script, step.InTransaction, step.RunsAsOwner,
                    Statements = step.Statements.Select(planned => new
                    {
                        planned.Statement.Number, planned.Statement.Line, planned.Statement.Sql,
                        Locks = planned.Seen?.Locks.ToDictionary(taken => taken.Key, taken => taken.Value.ToString()),
                        Rewrites = planned.Seen?.Rewritten, Reads = planned.Seen?.Read.Keys, BuildsIndexesOn = planned.Seen?.Indexed.Keys,
                        EstimatedSeconds = planned.Seconds,
                    }),
                }),
            });
            return;
        }
        foreach (var step in steps)
        {
            var how = $"{(step.InTransaction ? "one" : "no")} transaction, as {(step.RunsAsOwner ? "darktower_owner" : "the login")}";
            await output.WriteLineAsync($"-- {step.Version} {step.Name}: {step.Description} ({how})");
            foreach (var planned in step.Statements)
                await output.WriteLineAsync($"{Remark(planned, sizes)}{planned.Statement.Sql};\n");
        }
        if (steps.Count == 0)
            await output.WriteLineAsync("nothing to do");
    }

    /// <summary>Nothing when no scratch server can be had: the statements are worth showing alone.</summary>
    private static async Task<IReadOnlyDictionary<(long, int), SeenStatement>> SeenAsync(
        TargetDatabase target, Applied applied, IReadOnlyList<IMigrationInfo> pending, TextWriter progress, CancellationToken cancellation)
    {
        if (pending.Count == 0)
            return new Dictionary<(long, int), SeenStatement>();
        try
        {
            var through = applied.Versions.Where(version => version < pending[0].Version).DefaultIfEmpty(0).Max();
            var major = target.Connection.PostgreSqlVersion.Major;
            return await Rehearsal.RunAsync(major, through, pending, progress.WriteLine, cancellation);
        }
        catch (Refusal refusal)
        {
            await progress.WriteLineAsync($"Locks and times are not shown: {refusal.Message}");
            return new Dictionary<(long, int), SeenStatement>();
        }
    }

    private static Planned PlannedOf(
        IMigrationInfo info, Statement statement, IReadOnlyDictionary<(long, int), SeenStatement> all,
        IReadOnlyDictionary<string, TableSize> sizes)
    {
        if (!all.TryGetValue((info.Version, statement.Number), out var seen))
            return new Planned(statement, null, null);
        double Sum(IEnumerable<string> tables, Func<TableSize, double> seconds) =>
            tables.Sum(table => sizes.TryGetValue(table, out var size) ? seconds(size) : 0);
        return new Planned(statement, seen, Math.Round(
            Sum(seen.Rewritten, size => size.SecondsToRewrite) + Sum(seen.Indexed.Keys, size => size.SecondsToIndex)
            + Sum(seen.Read.Keys.Except(seen.Rewritten).Except(seen.Indexed.Keys), size => size.SecondsToRead), 1));
    }

    private static string Remark(Planned planned, IReadOnlyDictionary<string, TableSize> sizes)
    {
        if (planned.Seen is not { Locks.Count: > 0 } seen)
            return "";
        string Of(IEnumerable<string> tables) => string.Join(", ", tables.Select(table =>
            sizes.TryGetValue(table, out var size) ? $"{table} (about {size.Rows} rows, {size.TotalBytes / 1e6:0.#} MB)" : table));
        var locks = string.Join(", ", seen.Locks.Select(taken => $"{taken.Value} on {taken.Key}"));
        var work = seen.Rewritten.Count > 0 ? $"; rewrites {Of(seen.Rewritten)}"
            : seen.Indexed.Count > 0 ? $"; builds an index on {Of(seen.Indexed.Keys)}"
            : seen.Read.Count > 0 ? $"; reads all of {Of(seen.Read.Keys)}" : "; catalog only";
        return $"-- locks {locks}{work}; about {planned.Seconds:0.#} s\n";
    }
}
