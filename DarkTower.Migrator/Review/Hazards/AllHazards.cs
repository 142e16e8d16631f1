using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>All that single statements of a change do wrong.</summary>
internal static class AllHazards
{
    private static readonly Func<Change, Step, IEnumerable<Finding>>[] All =
    [
        FailureHazards.In, IndexHazards.In, RewriteHazards.In, ConstraintHazards.In, PartitionHazards.In, TransactionHazards.In,
        TransactionHazards.TriggersIn, DataHazards.In, CompatibilityHazards.In, TenantHazards.In,
    ];

    public static List<Finding> Of(Change change)
    {
        List<Finding> findings = [];
        var failed = false;
        foreach (var step in change.Steps)
        {
            // After the first failure others may fail because of it: only what they would do is looked at.
            var hazards = failed ? All.Skip(1) : All;
            findings.AddRange(hazards.SelectMany(hazard => hazard(change, step)));
            failed |= step.Failure is not null;
        }
        return [.. findings.DistinctBy(finding => finding.Identity)];
    }
}
