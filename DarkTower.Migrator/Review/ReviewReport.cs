using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review;

/// <summary>What was seen of one statement on one version, for people who want the evidence.</summary>
// Locks: tables that were there before, with the lock taken on each.
// ReaderBlockedMilliseconds: longest wait of a reader running beside it; null when no table of it was locked.
internal sealed record SeenStatement(
    int Statement, int Line, string Sql, IReadOnlyDictionary<string, LockLevel> Locks, IReadOnlyList<string> Rewritten,
    IReadOnlyDictionary<string, long> RowsRead, double Milliseconds, double? ReaderBlockedMilliseconds, double? WriterBlockedMilliseconds);

internal sealed record ReviewReport(
    string Name, IReadOnlyList<int> Pg, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<int, IReadOnlyList<SeenStatement>> Statements,
    TimeSpan Took)
{
    public bool IsRefused => Findings.Any(finding => finding.Severity == Severity.Error);
}
