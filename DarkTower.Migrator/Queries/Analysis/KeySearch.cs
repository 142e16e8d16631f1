namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// Which relations of a query have at most one row in it: a key of theirs is compared with values, or with columns of relations
/// that have one row, and so on. A join's condition serves only the rows that pass it.
/// </summary>
internal sealed class KeySearch
{
    private readonly Query _query;
    private readonly Rows _rows;
    private readonly List<Equality> _equalities = [];
    private readonly List<Filter> _filters;
    private readonly HashSet<int> _fixed = [];
    private readonly Presence _presence;

    public KeySearch(Query query, Rows rows, IReadOnlyCollection<BoundColumn> bound)
    {
        (_query, _rows) = (query, rows);
        _presence = new Presence(query);
        _filters = [.. query.Joins.Filters.Where(filter => filter.Unless is not { } side || _presence.IsNever(side))];
        _equalities.AddRange(_filters.SelectMany(filter => Equality.Of(filter, query)));
        var everywhere = query.Joins.Leaves.Concat(query.Target is { } target ? [target.Number] : []).ToHashSet();
        foreach (var column in bound)
            if (query.OutputAt(column.Number)?.The("expr") is { } expression)
            {
                _equalities.Add(new(
                    Equality.Bare(expression, query), null, column.Operator, column.Collation, everywhere, Everywhere: true));
            }
        Search();
    }

    public bool IsFixed(int relation) => _fixed.Contains(relation);

    public RowCount Count()
    {
        if (!_query.Joins.Leaves.All(_fixed.Contains) || (_query.Joins.Root is { } root && HasFullJoin(root)))
            return RowCount.Many;
        return _query.Joins.Root is not { } from || IsOne(from) ? RowCount.One : RowCount.AtMostOne;
    }

    /// <summary>It is the same in every row.</summary>
    public bool IsOneValue(Node expression) => expression.Name switch
    {
        "VAR" when expression.Int("varlevelsup") == 0 && Equality.Bare(expression, _query) is var bare =>
            IsThroughout(bare) || _equalities.Any(equality => equality.Everywhere && equality.IsOn(bare)
                && equality.Relations.Contains(bare.Int("varno")) && IsConstant(equality.Value)),
        _ => IsThroughout(expression),
    };

    // A relation of one row that is missing beside some rows has two values: its own and NULL.
    private bool IsThroughout(Node expression) =>
        IsConstant(expression) && Names(expression, 0).All(relation => _presence.Of(relation).Count == 0);

    private void Search()
    {
        var candidates = _query.Joins.Leaves.Concat(_query.Target is { } target ? [target.Number] : []).Distinct().ToList();
        while (candidates.Find(candidate => !_fixed.Contains(candidate) && HasOneRow(_query.Entry(candidate))) is > 0 and var found)
            _fixed.Add(found);
    }

    private bool HasOneRow(RangeEntry entry)
    {
        var usable = _equalities.Where(equality => equality.Relations.Contains(entry.Number) && IsConstant(equality.Value)).ToList();
        switch (entry.Kind)
        {
            case EntryKind.Table when !entry.IsView:
                return entry.Table is { Inherited: false } table && table.Keys.Any(key =>
                    key.Parts.All(part => usable.Exists(equality => Binds(equality, part, entry)))
                    && key.Predicate.All(part => Holds(part, entry)));
            case EntryKind.Values:
                return entry.Node.Rows("values_lists").Count == 1;
            case EntryKind.Function:
                return entry.Node.Children("functions").All(function => !function.The("funcexpr").Flag("funcretset"));
            case EntryKind.Result:
                return true;
        }
        if (entry.Query is not { } inner || (entry.Kind == EntryKind.Subquery && !Outside(inner).All(_fixed.Contains)))
            return false;
        var columns = usable.Where(equality => equality.Column is { } var && var.Int("varno") == entry.Number)
            .Select(equality => new BoundColumn(equality.Column!.Int("varattno"), equality.Operator, equality.Collation));
        return _rows.Of(inner, [.. columns]) != RowCount.Many;
    }

    private bool Binds(Equality equality, KeyPart part, RangeEntry entry)
    {
        // Two collations are two ideas of equality, unless both are that of the bytes.
        var same = equality.Collation == part.Collation
            || (!_query.Catalog.LooseCollations.Contains(equality.Collation) && !_query.Catalog.LooseCollations.Contains(part.Collation));
        if (!same || !part.Equality.Contains(equality.Operator))
            return false;
        return part.Expression is { } expression
            ? equality.Side.Canonical() == Equality.Bare(expression, null).Canonical(_ => entry.Number)
            : equality.Column is { } var && var.Int("varno") == entry.Number && var.Int("varattno") == part.Column;
    }

    private bool Holds(Node predicate, RangeEntry entry)
    {
        if (predicate.Name == "NULLTEST" && predicate.Int("nulltesttype") == IsNotNull && predicate.The("arg") is { Name: "VAR" } var
            && _presence.IsKnown(new(entry.Number, var.Int("varattno"))))
        {
            return true;
        }
        var text = predicate.Canonical(_ => entry.Number);
        return _filters.Any(filter => filter.Relations.Contains(entry.Number) && filter.Condition.Canonical() == text);
    }

    /// <summary>One value for the whole query, or as many as the relations that have one row.</summary>
    private bool IsConstant(Node? value) => value is null || (
        !value.All().Any(node => node.Name is "FUNCEXPR" && _query.Catalog.Function(node.Oid("funcid")) is { Volatile: true })
        && !Query.Level(value).Any(node => node.Name is "AGGREF" or "WINDOWFUNC" or "GROUPINGFUNC")
        && Names(value, 0).All(_fixed.Contains));

    private IEnumerable<int> Outside(Query inner) => Names(inner.Node, 1).Where(relation => relation > 0);

    /// <summary>The relations of this query that an expression names, at whatever depth.</summary>
    private IEnumerable<int> Names(Node node, int depth)
    {
        if (node.Name == "VAR" && node.Int("varlevelsup") == depth)
        {
            var entry = _query.Entry(node.Int("varno"));
            return entry.Kind is EntryKind.Join or EntryKind.Group && depth == 0 && _query.Resolve(node) is { } behind && behind != node
                ? Names(behind, 0)
                : [entry.Number];
        }
        return node.Below().SelectMany(child => Names(child, child.Name == "QUERY" ? depth + 1 : depth));
    }

    private bool IsOne(Node node) => node.Name switch
    {
        "FROMEXPR" => JoinTree.Conjuncts(node.Child("quals")).All(IsTrue) && node.Children("fromlist").All(IsOne),
        "JOINEXPR" => (JoinKind)node.Int("jointype") switch
        {
            JoinKind.Left => IsOne(node.The("larg")),
            JoinKind.Right => IsOne(node.The("rarg")),
            _ => JoinTree.Conjuncts(node.Child("quals")).All(IsTrue) && IsOne(node.The("larg")) && IsOne(node.The("rarg")),
        },
        _ => _query.Entry(node.Int("rtindex")) is var entry && (entry.Query is { } inner
            ? _rows.Of(inner) == RowCount.One
            : entry.Kind is EntryKind.Values or EntryKind.Function or EntryKind.Result),
    };

    private const int IsNotNull = 1;

    private static bool IsTrue(Node condition) => condition.Name == "CONST" && condition.Bytes() is [not 0, ..];

    private static bool HasFullJoin(Node node) =>
        (node.Name == "JOINEXPR" && (JoinKind)node.Int("jointype") == JoinKind.Full) || Query.Level(node).Skip(1).Any(HasFullJoin);
}
