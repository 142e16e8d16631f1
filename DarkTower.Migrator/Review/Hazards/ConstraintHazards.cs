using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Constraints proved or built while their table is in use.</summary>
internal static class ConstraintHazards
{
    public static IEnumerable<Finding> In(Change change, Step step)
    {
        foreach (var constraint in step.NewConstraints.Where(constraint => change.IsLive(constraint.Table) && !IsPart(step, constraint)))
        {
            var table = change.NameOf(constraint.Table);
            var scanned = constraint.Validated && (step.Scanned(constraint.Table)
                || step.After.Relations.Values.Any(part => part.Parent == constraint.Table && step.Scanned(part.Id)));
            var built = step.After.Indexes.TryGetValue(constraint.Index, out var index) && !step.Before.Indexes.ContainsKey(index.Id);
            var code = constraint.Kind switch
            {
                'c' when scanned => "lock.check-validate",
                'f' when scanned => "lock.fk-validate",
                // An own NOT NULL constraint (from PostgreSQL 18); a SET NOT NULL is found by its column.
                'n' when scanned && step.Words.Says("constraint") => "lock.set-not-null-scan",
                'u' when built => "lock.unique-build",
                'p' when built => "lock.pk-build",
                'x' when built => "lock.exclusion-build",
                _ => null,
            };
            if (code is not null)
                yield return Catalogue.Of(code).In(change, step, table, constraint.Name);
            if (constraint is { Columns: [var only] } && step.Before.Columns.TryGetValue((constraint.Table, only), out var checkedColumn)
                && checkedColumn is { NotNull: false, Default: null } && constraint switch
                {
                    { Kind: 'c' } => constraint.Definition.Contains("IS NOT NULL", StringComparison.Ordinal),
                    _ => constraint is { Kind: 'n', Validated: false },
                })
            {
                // Right as the second step of three, wrong before every release writes the column: only people know.
                yield return Catalogue.Of("compat.required-column").In(change, step, table, checkedColumn.Name) with
                {
                    Severity = Severity.Note,
                };
            }
            if (constraint.Kind == 'p' && constraint.Columns.Any(number =>
                step.Before.Columns.TryGetValue((constraint.Table, number), out var column) && !column.NotNull))
                yield return Catalogue.Of("lock.pk-implicit-not-null").In(change, step, table, constraint.Name);
        }
        foreach (var constraint in step.After.Constraints.Values.Where(constraint =>
            constraint.Validated && change.IsLive(constraint.Table)))
        {
            if (change.InTransaction && step.Before.Constraints.TryGetValue(constraint.Id, out var before) && !before.Validated
                && !change.Base.Constraints.ContainsKey(constraint.Id))
                yield return Catalogue.Of("lock.validate-same-txn").In(change, step, change.NameOf(constraint.Table), constraint.Name);
        }
        if (change.InTransaction && step.Words.Verb == "do" && step.Words.Says("not", "valid") && step.Words.Says("validate", "constraint"))
        {
            var table = step.NewConstraints.Select(constraint => change.NameOf(constraint.Table)).FirstOrDefault() ?? "";
            yield return Catalogue.Of("lock.validate-same-txn").In(change, step, table);
        }
        foreach (var table in OfDomain(change, step))
        {
            var check = step.Words.After("constraint") is [var name, ..] ? name : "";
            yield return Catalogue.Of("lock.check-validate").In(change, step, table, check);
        }
        foreach (var other in ReferencedByGone(change, step).Distinct())
            yield return Catalogue.Of("lock.referenced-table").In(change, step, other);
    }

    /// <summary>Live tables that were read because a domain of theirs was changed.</summary>
    private static IEnumerable<string> OfDomain(Change change, Step step) => step.Words.Says("alter", "domain")
        ? step.Work.Where(work => work.Value.Scans > 0 && change.IsLive(work.Key)).Select(work => change.NameOf(work.Key)).Distinct()
        : [];

    /// <summary>Live tables at the other end of what went away, locked against everybody.</summary>
    private static IEnumerable<string> ReferencedByGone(Change change, Step step)
    {
        foreach (var key in step.GoneConstraints.Where(constraint => constraint.Kind == 'f' && change.IsLive(constraint.Table)))
        {
            foreach (var end in new[] { key.Table, key.Other }.Where(change.IsLive))
            {
                var other = end == key.Table ? key.Other : key.Table;
                if (end != other && step.LockOn(end) == LockLevel.AccessExclusive && step.After.Relations.ContainsKey(end)
                    && !IsTarget(step, change.Base.Relations[end]))
                    yield return change.NameOf(end);
            }
        }
        foreach (var partition in step.GoneRelations.Where(relation => relation.IsPartition && change.IsLive(relation.Parent)))
        {
            if (step.LockOn(partition.Parent) == LockLevel.AccessExclusive && step.After.Relations.ContainsKey(partition.Parent))
                yield return change.NameOf(partition.Parent);
        }
    }

    private static bool IsTarget(Step step, Relation table) => step.Words.SaysInOrder("alter", "table", table.BareName);

    private static bool IsPart(Step step, TableConstraint constraint) =>
        step.After.Relations[constraint.Table] is { IsPartition: true, Parent: var parent }
        && step.NewConstraints.Any(other => other.Table == parent && other.Kind == constraint.Kind);
}
