namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// Puts columns of tables in the place of what subqueries, views, WITH queries and joins make of them, as the planner does.
/// </summary>
/// <param name="entries">Receives the tables; a column's varno is its table's place there, from 1, and 0 for what is no column.</param>
/// <param name="alone">The expression is about one relation, and follows it also where it is grouped or united.</param>
internal sealed class BaseColumns(List<RangeEntry> entries, bool alone)
{
    /// <summary>The most sides of a UNION that were met.</summary>
    public int Sides { get; private set; }

    /// <param name="query">Where the expression stands.</param>
    /// <param name="expression">It.</param>
    /// <param name="inner">The subquery of an IN that it belongs to.</param>
    /// <param name="side">Which side of a UNION is followed.</param>
    public Node Of(Query query, Node expression, Query? inner, int side) => expression.With(node => node.Name switch
    {
        "VAR" => OfVar(query, node, side),
        "PARAM" when node.Int("paramkind") == OfSublink && inner is not null =>
            OfOutput(inner, node.Int("paramid"), side) ?? Nothing(),
        "AGGREF" or "WINDOWFUNC" or "GROUPINGFUNC" => Nothing(),
        // It has levels of its own.
        "SUBLINK" => node,
        _ => null,
    });

    private Node OfVar(Query query, Node var, int side)
    {
        if (query.Resolve(var) is var resolved && resolved != var)
            return Of(query, resolved, null, side);
        var (entry, number) = (query.EntryOf(var), var.Int("varattno"));
        if (entry.Column(number) is not null && !entry.IsView)
            return At(var, Place(entry));
        return entry.Query is { } inner && IsInlined(entry.Source) ? OfOutput(inner, number, side) ?? Nothing() : Nothing();
    }

    private Node? OfOutput(Query inner, int number, int side)
    {
        var node = inner.Node;
        if (inner.Command != QueryCommand.Select || node.Has("limitCount") || node.Has("limitOffset") || node.Has("rowMarks"))
            return null;
        if (inner.SetOperation is not null)
        {
            var sides = inner.Entries.Where(entry => entry.Kind == EntryKind.Subquery).ToList();
            Sides = Math.Max(Sides, sides.Count);
            return alone ? OfOutput(sides[side % sides.Count].Query!, number, side) : null;
        }
        var grouped = inner.HasGroups || inner.HasRowOfNothing || node.Flag("hasWindowFuncs") || node.Flag("hasTargetSRFs")
            || node.Children("distinctClause").Count > 0;
        return (alone || !grouped) && inner.OutputAt(number) is { } target ? Of(inner, target.The("expr"), null, side) : null;
    }

    private static bool IsInlined(CommonTable? source) => source is null
        || (!source.IsRecursive && (source.Node.Int("ctematerialized"), source.Node.Int("cterefcount")) is (Default, 1) or (Never, _));

    private int Place(RangeEntry entry)
    {
        if (!entries.Contains(entry))
            entries.Add(entry);
        return entries.IndexOf(entry) + 1;
    }

    private static Node At(Node var, int place) => var.WithText("varno", $"{place}").WithText("varlevelsup", "0");

    private static Node Nothing() => new("VAR", new Dictionary<string, object?> { ["varno"] = "0" });

    private const int OfSublink = 2;
    private const int Default = 0;
    private const int Never = 2;
}
