namespace DarkTower.Migrator.Review;

internal sealed record ReviewReport(
    string Name, IReadOnlyList<int> Pg, IReadOnlyList<Finding> Findings, IReadOnlyDictionary<int, IReadOnlyList<SeenStatement>> Statements,
    TimeSpan Took)
{
    public bool IsRefused => Findings.Any(finding => finding.Severity == Severity.Error);
}
