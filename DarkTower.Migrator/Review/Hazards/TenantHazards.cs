using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Row security that a statement takes away from a table that had it.</summary>
internal static class TenantHazards
{
    public static IEnumerable<Finding> In(Change change, Step step) =>
        OfTables(change, step).Concat(OfRoles(change, step)).Concat(OfKeys(change, step));

    private static IEnumerable<Finding> OfTables(Change change, Step step)
    {
        foreach (var (id, before) in step.Before.Relations)
        {
            if (!step.After.Relations.TryGetValue(id, out var after) || !change.IsLive(id))
                continue;
            if (before.RowSecurity && !after.RowSecurity)
                yield return Catalogue.Of("tenant.rls-weakened").In(change, step, before.Name, "it is switched off");
            else if (before.ForcedRowSecurity && !after.ForcedRowSecurity)
                yield return Catalogue.Of("tenant.rls-weakened").In(change, step, before.Name, "its owner is let through");
        }
        foreach (var (id, before) in step.Before.Policies.Where(policy => change.Base.Policies.ContainsKey(policy.Key)))
        {
            if (!step.After.Policies.TryGetValue(id, out var after))
            {
                if (step.After.Relations.ContainsKey(before.Table) && !IsMadeAgain(change, before))
                {
                    yield return Catalogue.Of("tenant.rls-weakened").In(
                        change, step, change.NameOf(before.Table), $"policy {before.Name} is gone");
                }
            }
            else if (after.Text != before.Text)
            {
                yield return Catalogue.Of("tenant.rls-weakened").In(
                    change, step, change.NameOf(before.Table), $"policy {before.Name} is another");
            }
        }
        foreach (var policy in step.After.Policies.Values.Where(policy => policy.Permissive && !step.Before.Policies.ContainsKey(policy.Id)
            && change.Base.Policies.Values.Any(other => other.Table == policy.Table) && !IsOld(change, policy) && IsForAnybody(policy)))
        {
            yield return Catalogue.Of("tenant.rls-weakened").In(
                change, step, change.NameOf(policy.Table), $"permissive policy {policy.Name} is added");
        }
    }

    /// <summary>Foreign keys whose check does not see the rows: it runs as the owner, under the policy. Seen on 15 and 18.</summary>
    private static IEnumerable<Finding> OfKeys(Change change, Step step) =>
        from key in step.After.Constraints.Values
        where key is { Kind: 'f', Validated: true } && change.IsLive(key.Table) && step.Before.Relations[key.Table].ForcedRowSecurity
            && (step.Before.Constraints.TryGetValue(key.Id, out var before) ? !before.Validated : step.NewConstraints.Contains(key))
            && !step.NewColumns.Any(column => column.Table == key.Table && key.Columns.Contains(column.Number))
        select Catalogue.Of("tenant.fk-unchecked").In(change, step, change.NameOf(key.Table), key.Name);

    /// <summary>Rights that reach past every policy.</summary>
    private static IEnumerable<Finding> OfRoles(Change change, Step step)
    {
        if (step.Words.Names("bypassrls") || step.Words.Names("superuser") && step.Words.Verb is "alter" or "create" or "do")
            yield return Catalogue.Of("tenant.rls-weakened").In(change, step, "every table", "a role is let past it");
        if (step.Words.Says("to", "public") && step.Words.Names("grant"))
            yield return Catalogue.Of("policy.grant-public").In(change, step, "PUBLIC");
    }

    private static bool IsMadeAgain(Change change, TablePolicy policy) =>
        change.End.Policies.Values.Any(other =>
            other.Table == policy.Table && other.Text == policy.Text && other.Permissive == policy.Permissive);

    private static bool IsOld(Change change, TablePolicy policy) =>
        change.Base.Policies.Values.Any(other => other.Table == policy.Table && other.Text == policy.Text);

    // pg_policy.polroles of a policy for PUBLIC is {0}; a named role of a job is the schema's rules' business.
    private static bool IsForAnybody(TablePolicy policy) => policy.Text.Contains("{0}", StringComparison.Ordinal);
}
