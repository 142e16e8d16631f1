using DarkTower.Migrator.Review.Hazards;
using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review;

/// <summary>What was seen of one statement on one version, for people who want the evidence. Tables are live ones.</summary>
// Locks: the lock taken on each table, other ends of foreign keys and parents of partitions included.
// Read: rows read of each table that was scanned. Indexed: indexes built on each.
// ReaderBlockedMilliseconds: longest wait of a reader running beside it; null when it was not run with traffic.
internal sealed record SeenStatement(
    int Statement, int Line, string Sql, IReadOnlyDictionary<string, LockLevel> Locks, IReadOnlyList<string> Rewritten,
    IReadOnlyDictionary<string, long> Read, IReadOnlyDictionary<string, int> Indexed,
    double Milliseconds, double? ReaderBlockedMilliseconds, double? WriterBlockedMilliseconds)
{
    public static SeenStatement Of(Change change, Step step, Traffic.Waits? waits) => new(
        step.Statement.Number, step.Statement.Line, step.Statement.Sql,
        step.Locks.Where(taken => taken.Value > LockLevel.AccessShare && change.IsLive(taken.Key))
            .GroupBy(taken => change.NameOf(taken.Key)).ToDictionary(group => group.Key, group => group.Max(taken => taken.Value)),
        [.. change.Base.Relations.Values
            .Where(table => change.IsLive(table) && !table.IsPartition && RewriteHazards.Rewritten(step, table.Id))
            .Select(table => table.Name)],
        step.Work.Where(work => work.Value.Scans > 0 && change.IsLive(work.Key)).GroupBy(work => change.NameOf(work.Key))
            .ToDictionary(group => group.Key, group => group.Sum(work => work.Value.RowsRead)),
        step.NewIndexes.Where(index => change.IsLive(index.Table)).GroupBy(index => change.NameOf(index.Table))
            .ToDictionary(group => group.Key, group => group.Count()),
        step.Elapsed.TotalMilliseconds, waits?.ReaderMilliseconds, waits?.WriterMilliseconds);
}
