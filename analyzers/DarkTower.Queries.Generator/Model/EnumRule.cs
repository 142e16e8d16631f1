using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Model;

/// <summary>An enum's members are the values of a CHECK list: one more on either side fails when it is first used.</summary>
internal static class EnumRule
{
    /// <summary>Null when they are.</summary>
    public static string? Difference(Leaf leaf, string? check, EquatableArray<CheckList> checks)
    {
        if (leaf.Values.Count == 0)
            return "it has no members that generated code can see";
        if (check is null)
            return "no CHECK lists the values";
        var list = checks.FirstOrDefault(known => known.Name == check);
        if (list is null)
            return $"the values of {check} are not in the lock";
        var more = list.Values.Except(leaf.Values.Select(value => value.Text)).ToList();
        var less = leaf.Values.Select(value => value.Text).Except(list.Values).ToList();
        return (more, less) switch
        {
            ([], []) => null,
            ([], _) => $"{check} does not allow {string.Join(", ", less)}",
            (_, []) => $"it has no member for {string.Join(", ", more)} of {check}",
            _ => $"it has no member for {string.Join(", ", more)} of {check}, which does not allow {string.Join(", ", less)}",
        };
    }
}
