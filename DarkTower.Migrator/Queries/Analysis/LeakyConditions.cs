namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Finds what a statement compares in its conditions by something that is not leakproof.</summary>
internal sealed class LeakyConditions
{
    private readonly List<RangeEntry> _entries = [];

    public IReadOnlyList<LeakyCondition> Of(Query statement) => [.. Queries(statement)
        .SelectMany(query => Conditions(query).SelectMany(condition => Of(query, condition, null)))
        .Distinct().OrderBy(one => $"{one.Table} {one.Alias} {one.Key}", StringComparer.Ordinal)];

    /// <summary>Those of views too.</summary>
    private static IEnumerable<Query> Queries(Query statement) => statement.All().SelectMany(query => query.Entries
        // Until 15 a view's list of relations begins with the view itself, which is joined with nothing.
        .Where(entry => entry.IsView && (query.Joins.Leaves.Contains(entry.Number) || query.Target == entry))
        .SelectMany(entry => Queries(entry.Query!)).Prepend(query));

    private static IEnumerable<Node> Conditions(Query query) => (query.Joins.Root is { } root ? Query.Level(root) : [])
        .Where(node => node.Name is "FROMEXPR" or "JOINEXPR").Select(node => node.Child("quals"))
        .Append(query.Node.Child("havingQual")).Append(query.Node.Child("mergeJoinCondition")).OfType<Node>();

    /// <summary>Each part by itself: of an OR too, since every side may use an index of its own.</summary>
    private IEnumerable<LeakyCondition> Of(Query query, Node condition, Query? inner)
    {
        if (condition.Name == "BOOLEXPR")
            return condition.Children("args").SelectMany(part => Of(query, part, inner));
        if (condition.Name == "SUBLINK")
            return condition.Child("testexpr") is { } test ? Of(query, test, query.Sublink(condition)) : [];
        return Parts(query, condition, inner).Where(new Leaks(query.Catalog).In).SelectMany(Compared).SelectMany(Keys);
    }

    /// <summary>What the condition is about when subqueries are taken apart: for each side of a UNION another.</summary>
    private IEnumerable<Node> Parts(Query query, Node condition, Query? inner)
    {
        // A condition on one subquery is tried inside it, where it is grouped or united; one that joins it with another relation is not.
        var alone = inner is null
            && Query.Level(condition).Where(node => node.Name == "VAR").Select(node => node.Int("varno")).Distinct().Count() == 1;
        var bases = new BaseColumns(_entries, alone);
        for (var side = 0; side == 0 || side < bases.Sides; side++)
            yield return bases.Of(query, condition, inner, side);
    }

    private static IEnumerable<Node> Compared(Node part) => part.Name switch
    {
        "OPEXPR" => part.Children("args"),
        "SCALARARRAYOPEXPR" => part.Children("args").Take(1),
        "ROWCOMPAREEXPR" => part.Children("largs").Concat(part.Children("rargs")),
        "NULLTEST" or "BOOLEANTEST" => [part.The("arg")],
        // A function may tell the planner of a condition on its arguments.
        "FUNCEXPR" => part.Children("args").Prepend(part),
        _ => [part],
    };

    private IEnumerable<LeakyCondition> Keys(Node compared)
    {
        var key = Equality.Bare(compared, null);
        var relations = key.All().Where(node => node.Name == "VAR").Select(node => node.Int("varno")).Distinct().ToList();
        // No key of an index holds a subquery, whose relations have numbers of their own.
        if (key.All().Any(node => node.Name is "QUERY" or "SUBLINK") || relations is not [> 0 and var relation]
            || relation > _entries.Count)
            return [];
        var entry = _entries[relation - 1];
        var canonical = key.Canonical(_ => 1);
        var names = key.Name == "VAR"
            ? [entry.Column(key.Int("varattno"))!.Name]
            : entry.Table!.Expressions.Where(one => Equality.Bare(one.Expression, null).Canonical(_ => 1) == canonical)
                .Select(one => one.Text);
        return names.Select(name => new LeakyCondition(entry.Table!.Root, entry.Name, name));
    }
}
