using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>What releases that run during and after the change no longer find under its name.</summary>
internal static class CompatibilityHazards
{
    public static IEnumerable<Finding> In(Change change, Step step)
    {
        var thereBefore = Pairs(step.Before.Relations, step.After.Relations)
            .Where(pair => change.Base.Relations.ContainsKey(pair.After.Id));
        foreach (var (before, after) in thereBefore)
        {
            if (before.Name != after.Name && before.Kind is 'r' or 'p' or 'v' or 'm' && !HasView(change, before.Name)
                && change.Base.Relations[before.Id].Name == before.Name && before.Name != after.Name
                && before.Schema == (step.After.Schemas.Values.Contains(before.Schema) ? before.Schema : after.Schema))
                yield return Catalogue.Of("compat.rename-table").In(change, step, before.Name);
        }
        foreach (var (before, after) in step.ChangedColumns.Where(pair => change.Base.Relations.TryGetValue(pair.After.Table, out var table)
            && table.Kind is 'r' or 'p' or 'v' or 'm' && !table.IsPartition))
        {
            if (before.Name != after.Name && change.Base.Columns.ContainsKey((before.Table, before.Number))
                && !HasView(change, change.Base.Relations[before.Table].Name))
                yield return Catalogue.Of("compat.rename-column").In(change, step, change.NameOf(before.Table), before.Name);
        }
        foreach (var (id, name) in step.Before.Schemas)
        {
            if (step.After.Schemas.TryGetValue(id, out var now) && now != name && change.Base.Schemas.ContainsKey(id))
                yield return Catalogue.Of("compat.rename-schema").In(change, step, name);
        }
        foreach (var (id, label) in step.Before.EnumLabels)
        {
            if (step.After.EnumLabels.TryGetValue(id, out var now) && now != label && change.Base.EnumLabels.ContainsKey(id))
                yield return Catalogue.Of("compat.enum-rename").In(change, step, label);
        }
    }

    /// <summary>A view under the old name that obeys the row security of whoever reads it.</summary>
    private static bool HasView(Change change, string name) =>
        change.End.Find(name) is { Kind: 'v' } view && !change.Base.Relations.ContainsKey(view.Id)
        && (view.Options.Contains("security_invoker=true", StringComparison.Ordinal)
            || view.Options.Contains("security_invoker=on", StringComparison.Ordinal));

    private static IEnumerable<(Relation Before, Relation After)> Pairs(
        IReadOnlyDictionary<uint, Relation> before, IReadOnlyDictionary<uint, Relation> after) =>
        from relation in after.Values where before.ContainsKey(relation.Id) select (before[relation.Id], relation);
}
