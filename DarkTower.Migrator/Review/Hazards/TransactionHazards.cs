using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>How statements of one transaction, or the waiting of one, hurt others.</summary>
internal static class TransactionHazards
{
    private const long LongestLockTimeout = 10_000;

    private static readonly string[] TransactionVerbs = ["begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release"];

    public static bool IsTransactionVerb(StatementWords words) =>
        TransactionVerbs.Contains(words.Verb) || words.StartsWith("prepare", "transaction");

    public static IEnumerable<Finding> In(Change change, Step step)
    {
        if (IsTransactionVerb(step.Words))
            yield return Catalogue.Of("txn.nested").In(change, step, "");
        if (step.Words.IsDynamic)
            yield return Catalogue.Of("txn.opaque-sql").In(change, step, "");
        if ((step.Words.StartsWith("lock") || step.Words.Says("lock", "table"))
            && change.Base.Relations.Values.FirstOrDefault(table => change.IsLive(table) && step.Words.Names(table)) is { } locked)
            yield return Catalogue.Of("lock.explicit").In(change, step, locked.Name);
        if (step.LockTimeout is 0 or > LongestLockTimeout && MovesLockTimeout(step))
            yield return Catalogue.Of("lock.no-timeout").In(change, step, "");
        if (!change.InTransaction)
            yield break;
        if (RowsChanged(change, step) is { Count: > 0 } changed && change.Steps.Any(other => IsSchemaChange(change, other)))
            yield return Catalogue.Of("lock.ddl-plus-backfill").In(change, step, string.Join(", ", changed));
        var before = Exclusive(change, change.Steps.TakeWhile(other => other != step));
        var now = Exclusive(change, [step]).Except(before).ToList();
        if (now.Count > 0 && before.Count > 0)
            yield return Catalogue.Of("lock.multi-table-txn").In(change, step, string.Join(", ", before.Concat(now)));
    }

    public static IEnumerable<Finding> TriggersIn(Change change, Step step)
    {
        foreach (var trigger in step.After.Triggers.Values.Where(trigger => change.IsLive(trigger.Table)))
        {
            if (!step.Before.Triggers.TryGetValue(trigger.Id, out var before))
                yield return Catalogue.Of("lock.trigger").In(change, step, change.NameOf(trigger.Table), trigger.Name);
            else if (before.Enabled is 'O' or 'A' && trigger.Enabled is 'D' or 'R')
                yield return Catalogue.Of("data.trigger-disabled").In(change, step, change.NameOf(trigger.Table), trigger.Name);
        }
        foreach (var trigger in step.Before.Triggers.Values.Where(trigger =>
            change.IsLive(trigger.Table) && !step.After.Triggers.ContainsKey(trigger.Id)))
        {
            if (step.After.Relations.ContainsKey(trigger.Table))
                yield return Catalogue.Of("lock.trigger").In(change, step, change.NameOf(trigger.Table), trigger.Name);
        }
        // Those that enforce foreign keys are no one's by name.
        if (step.Words.Says("disable", "trigger", "all") || step.Words.Says("disable", "trigger", "user"))
            yield return Catalogue.Of("data.trigger-disabled").In(change, step, step.Words.After("table") is [var table, ..] ? table : "");
        if (step.Words.Names("session_replication_role") || step.Words.Names("'session_replication_role'"))
            yield return Catalogue.Of("data.trigger-disabled").In(change, step, "every table");
    }

    private static bool MovesLockTimeout(Step step) =>
        step.Words.Names("lock_timeout") || step.Words.Names("'lock_timeout'") || step.Words.StartsWith("reset", "all");

    /// <summary>Live tables whose rows the statement changed (or would have, on a table with rows).</summary>
    private static List<string> RowsChanged(Change change, Step step) => DataHazards.IsRowChange(step.Words)
        ? [.. DataHazards.Targets(change, step).Where(table => !AddsGivenRows(step, table)).Select(table => table.Name).Distinct()]
        : [];

    /// <summary>Rows written out in the script, as the line a migration tool writes into its history: no backfill.</summary>
    private static bool AddsGivenRows(Step step, Relation table) => step.Words.Verb == "do"
        ? !step.Words.Says("update") && !step.Words.Says("delete") && step.WorkOn(table.Id).Inserted <= 1
        : step.Words.Verb == "insert" && step.Words.Says("values") && !step.Words.Says("select");

    /// <summary>A statement that changes the structure of a live table, and so holds its lock until the commit.</summary>
    private static bool IsSchemaChange(Change change, Step step) =>
        (!DataHazards.IsRowChange(step.Words)
            || step.Words.Verb == "do" && (step.Words.Says("alter", "table") || step.Words.Says("create", "index")))
        && step.Locks.Any(taken => taken.Value >= LockLevel.Share && change.IsLive(taken.Key));

    private static List<string> Exclusive(Change change, IEnumerable<Step> steps) =>
    [
        .. steps.SelectMany(step => step.Locks).Where(taken => taken.Value == LockLevel.AccessExclusive && change.IsLive(taken.Key))
            .Select(taken => change.NameOf(taken.Key)).Distinct(),
    ];
}
