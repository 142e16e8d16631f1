using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Tables written anew or read row by row because of their columns.</summary>
internal static class RewriteHazards
{
    public static IEnumerable<Finding> In(Change change, Step step)
    {
        foreach (var (before, after) in step.ChangedColumns.Where(pair => change.IsLive(pair.After.Table)))
        {
            foreach (var finding in OfType(change, step, before, after))
                yield return finding;
            var key = step.NewConstraints.Any(constraint => constraint.Kind == 'p' && constraint.Table == after.Table);
            if (!before.NotNull && after.NotNull && !key && step.Scanned(after.Table))
                yield return Catalogue.Of("lock.set-not-null-scan").In(change, step, change.NameOf(after.Table), after.Name);
            if (before.NotNull && !after.NotNull)
                yield return Catalogue.Of("compat.drop-not-null").In(change, step, change.NameOf(after.Table), after.Name);
            if (after.NotNull && before.NotNull && before.Default is not null && after is { Default: null, Identity: "", Generated: "" })
                yield return Catalogue.Of("compat.required-column").In(change, step, change.NameOf(after.Table), after.Name);
        }
        foreach (var column in step.NewColumns.Where(column => change.IsLive(column.Table)))
        {
            var table = change.NameOf(column.Table);
            if (column is { NotNull: true, Default: null, Identity: "", Generated: "" })
            {
                yield return Catalogue.Of("fail.not-null-existing-rows").In(change, step, table, column.Name);
                yield return Catalogue.Of("compat.required-column").In(change, step, table, column.Name);
            }
            if (Rewritten(step, column.Table))
                yield return Catalogue.Of(CauseOf(column)).In(change, step, table, column.Name);
        }
        foreach (var table in step.After.Relations.Values.Where(change.IsLive))
        {
            var before = step.Before.Relations[table.Id];
            var moved = table.Persistence != before.Persistence || table.Tablespace != before.Tablespace
                || table.AccessMethod != before.AccessMethod;
            if (moved || Rewritten(step, table.Id) && (step.Words.Verb is "vacuum" or "cluster" || IsUnexplained(step, table)))
                yield return Catalogue.Of("lock.rewrite-maintenance").In(change, step, table.Name);
        }
        foreach (var table in step.After.Relations.Values.Where(table =>
            change.IsLive(table) && !table.IsPartition && RewritesByUsing(step) && Rewritten(step, table.Id)))
        {
            if (!step.ChangedColumns.Any(pair => pair.After.Table == table.Id && pair.Before.Type != pair.After.Type))
                yield return Catalogue.Of("lock.type-rewrite").In(change, step, table.Name);
        }
        // They fail inside a transaction, so nothing is seen to be rewritten.
        if (step.Failure is not null && (step.Words.Verb == "vacuum" && step.Words.Says("full") || step.Words.Verb == "cluster"))
        {
            var named = step.Words.After(step.Words.Says("full") ? "full" : "cluster") is [var name, ..] ? name : "";
            yield return Catalogue.Of("lock.rewrite-maintenance").In(change, step, named);
        }
    }

    public static bool Rewritten(Step step, uint table) =>
        step.Before.Relations.TryGetValue(table, out var before) && step.After.Relations.TryGetValue(table, out var after)
            && (before.FileNode != after.FileNode
                || after.Kind == 'p' && step.After.Relations.Values.Any(part => part.Parent == table && Rewritten(step, part.Id)));

    /// <summary>ALTER COLUMN ... TYPE ... USING with the type that was there: the values change, so everything is written.</summary>
    private static bool RewritesByUsing(Step step) => step.Words.SaysInOrder("alter", "type", "using");

    private static IEnumerable<Finding> OfType(Change change, Step step, Column before, Column after)
    {
        if (before.Generated != "" && before.Default != after.Default && Rewritten(step, after.Table))
            yield return Catalogue.Of("lock.rewrite-generated").In(change, step, change.NameOf(after.Table), after.Name);
        var name = change.NameOf(after.Table);
        if (before.Type == after.Type)
        {
            if (before.Collation != after.Collation && IndexesRebuilt(step, after))
                yield return Catalogue.Of("lock.index-rebuild").In(change, step, name, after.Name);
            yield break;
        }
        if (Rewritten(step, after.Table))
            yield return Catalogue.Of("lock.type-rewrite").In(change, step, name, after.Name);
        else if (IndexesRebuilt(step, after))
            yield return Catalogue.Of("lock.index-rebuild").In(change, step, name, after.Name);
        else if (step.Scanned(after.Table))
            yield return Catalogue.Of("lock.type-check-rescan").In(change, step, name, after.Name);
        if (TypeWidth.IsNarrower(before.Type, after.Type))
            yield return Catalogue.Of("data.type-narrowing").In(change, step, name, after.Name);
        yield return Catalogue.Of("compat.plan-invalidation").In(change, step, name, after.Name);
    }

    private static bool IndexesRebuilt(Step step, Column column) => step.After.IndexesOf(column.Table).Any(index =>
        index.Columns.Contains(column.Number)
        && step.Before.IndexesOf(column.Table).FirstOrDefault(old => old.Name == index.Name) is { } old && old.FileNode != index.FileNode);

    private static string CauseOf(Column column) => column switch
    {
        { Identity: not "" } => "lock.rewrite-identity",
        { Generated: not "" } => "lock.rewrite-generated",
        { Default: { } value } when value.Contains("nextval(", StringComparison.Ordinal) => "lock.rewrite-identity",
        _ => "lock.rewrite-volatile-default",
    };

    private static bool IsUnexplained(Step step, Relation table) =>
        table.Kind != 'm' && !step.Words.Says("truncate") && !RewritesByUsing(step)
        && !step.NewColumns.Any(column => column.Table == table.Id || column.Table == table.Parent)
        && !step.ChangedColumns.Any(pair => (pair.After.Table == table.Id || pair.After.Table == table.Parent)
            && (pair.Before.Type != pair.After.Type || pair.After.Generated != ""));
}
