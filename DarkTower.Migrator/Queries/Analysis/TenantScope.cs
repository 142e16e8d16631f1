namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// The columns of a query's relations that are the tenant, or NULL for a missing row, in every row that passes its conditions. Told only by
/// equality in what must all hold: a condition of an outer join tells of the side that may be missing and nothing of the other.
/// </summary>
internal sealed class TenantScope
{
    private readonly TenantScopes _all;
    private readonly TenantScope? _outer;
    private readonly HashSet<Term> _equal = [];

    public TenantScope(TenantScopes all, Query query, TenantScope? outer, IEnumerable<int> pushed)
    {
        (_all, Query, _outer) = (all, query, outer);
        foreach (var number in pushed)
            if (query.OutputAt(number)?.The("expr") is { } expression && Equality.Bare(expression, query) is { Name: "VAR" } var)
                Add(var);
        for (int before = -1; before != _equal.Count;)
        {
            before = _equal.Count;
            // Of one place: the list of relations is one object.
            foreach (var together in query.Joins.Filters.Where(filter => filter.Unless is null).GroupBy(filter => filter.Relations))
                Learn([.. together.SelectMany(filter => Sides(filter.Condition))], together.Key);
            foreach (var leaf in query.Joins.Leaves)
                Learn(query.Entry(leaf));
        }
    }

    public Query Query { get; }

    public IEnumerable<int> Known(int relation) => _equal.Where(term => term.Relation == relation).Select(term => term.Number);

    /// <summary>A table's rows are the tenant's.</summary>
    public bool IsBound(RangeEntry entry) =>
        entry.Table?.Column(Tenants.Column) is { } column && _equal.Contains(new(entry.Number, column.Number));

    public bool IsTenant(Node expression)
    {
        var bare = Equality.Bare(expression, Query);
        return _all.Tenants.IsTenant(bare)
            || (bare.Name == "VAR" && Up(bare.Int("varlevelsup")) is { } scope
                && scope._equal.Contains(new(bare.Int("varno"), bare.Int("varattno"))));
    }

    public TenantScope? Up(int levels) => levels == 0 ? this : _outer?.Up(levels - 1);

    /// <summary>The condition holds only where this column is the tenant.</summary>
    public bool Ties(Node? condition, RangeEntry entry) => JoinTree.Conjuncts(condition).Any(part =>
        Sides(part).Any(pair => pair.One.Name == "VAR" && pair.One.Int("varlevelsup") == 0 && pair.One.Int("varno") == entry.Number
            && entry.Column(pair.One.Int("varattno"))?.Name == Tenants.Column && IsTenant(pair.Other)));

    /// <summary>What it returns that is the tenant, or NULL.</summary>
    public HashSet<int> Outputs() => Query.SetOperation is { } operation ? _all.OfSet(this, operation) : [.. Query.Output
        .Where(target => Returns(target.The("expr"))).Select(target => target.Int("resno"))];

    private void Learn(IReadOnlyList<(Node One, Node Other)> sides, IReadOnlySet<int> relations)
    {
        // What the ON of an outer join asks of the other side is true of rows that it joins, and of no others.
        var here = sides.Where(side => IsOwn(side.One) && IsTenant(side.Other)).Select(side => TermOf(side.One)).ToHashSet();
        foreach (var (one, other) in sides)
            if (IsOwn(one) && relations.Contains(one.Int("varno")) && (IsTenant(other) || (IsOwn(other) && here.Contains(TermOf(other)))))
                Add(one);
    }

    private static bool IsOwn(Node node) => node.Name == "VAR" && node.Int("varlevelsup") == 0;

    private static Term TermOf(Node var) => new(var.Int("varno"), var.Int("varattno"));

    private void Learn(RangeEntry entry)
    {
        if (entry.Query is { } inner)
        {
            _equal.UnionWith(_all.Outputs(inner, Around(entry)).Select(number => new Term(entry.Number, number)));
        }
        else if (entry.Kind == EntryKind.Values)
        {
            var rows = entry.Node.Rows("values_lists");
            _equal.UnionWith(Enumerable.Range(0, rows[0].Count).Where(i => rows.All(row => IsTenant(row[i])))
                .Select(i => new Term(entry.Number, i + 1)));
        }
    }

    /// <summary>The scope in which a relation's query stands.</summary>
    public TenantScope? Around(RangeEntry entry) => entry.Kind switch
    {
        EntryKind.Subquery => this,
        EntryKind.CommonTable => Up(entry.Node.Int("ctelevelsup")),
        _ => null,
    };

    private void Add(Node var)
    {
        if (IsOwn(var))
            _equal.Add(TermOf(var));
    }

    private IEnumerable<(Node One, Node Other)> Sides(Node condition)
    {
        if (condition.Name != "OPEXPR" || condition.Oid("opno") != Tenants.Equality
            || condition.Children("args") is not [var left, var right])
        {
            return [];
        }
        var (one, other) = (Equality.Bare(left, Query), Equality.Bare(right, Query));
        return [(one, other), (other, one)];
    }

    private bool Returns(Node expression)
    {
        if (Query.Target is not { } target || Equality.Bare(expression, Query) is not { Name: "VAR" } var
            || var.Int("varno") != target.Number)
        {
            return IsTenant(expression);
        }
        var written = Query.Node.Children("targetList").FirstOrDefault(value => value.Int("resno") == var.Int("varattno"))?.Child("expr");
        return Query.Command switch
        {
            QueryCommand.Delete => IsTenant(var),
            // The condition was asked of the old row.
            QueryCommand.Update => written is null && IsTenant(var),
            QueryCommand.Insert => written is not null && IsTenant(written) && Query.Node.Child("onConflict")?.Int("action") != DoUpdate,
            _ => false,
        };
    }

    private const int DoUpdate = 2;
}
