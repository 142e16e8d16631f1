namespace DarkTower.Migrator.Queries.Analysis;

internal enum RowCount
{
    One,
    AtMostOne,
    Many,
}

/// <summary>A column of a query that whoever reads it compares with one value.</summary>
internal readonly record struct BoundColumn(int Number, uint Operator, uint Collation);

/// <summary>How many rows a query can return.</summary>
internal sealed class Rows
{
    private readonly HashSet<Query> _running = [];
    private readonly Dictionary<(Query, string), RowCount> _found = [];

    public RowCount Of(Query query) => Of(query, []);

    /// <param name="query">The query.</param>
    /// <param name="bound">Only rows with one value of these columns count.</param>
    public RowCount Of(Query query, IReadOnlyCollection<BoundColumn> bound)
    {
        var key = (query, string.Join(';', bound.Order(Comparer<BoundColumn>.Create((one, other) => one.Number - other.Number))));
        if (_found.TryGetValue(key, out var found))
            return found;
        // A recursive query that reads itself: as many as it likes.
        if (!_running.Add(query))
            return RowCount.Many;
        try
        {
            return _found[key] = query.Command switch
            {
                QueryCommand.Select => OfSelect(query, bound),
                QueryCommand.Insert => OfInsert(query, bound),
                // A row of the target is returned once, whatever it is joined with. What an UPDATE returns is not what its condition saw.
                QueryCommand.Update or QueryCommand.Delete =>
                    new KeySearch(query, this, query.Command == QueryCommand.Update ? [] : bound).IsFixed(query.Target!.Number) ? RowCount.AtMostOne : RowCount.Many,
                _ => RowCount.Many,
            };
        }
        finally
        {
            _running.Remove(query);
        }
    }

    private RowCount OfSelect(Query query, IReadOnlyCollection<BoundColumn> bound)
    {
        var count = query.SetOperation is { } operation ? OfSet(query, operation, bound) : OfPlain(query, bound);
        if (query.Node.Has("rowMarks") && count == RowCount.One)
            count = RowCount.AtMostOne;
        var (limit, offset) = (query.Node.Child("limitCount"), query.Node.Child("limitOffset"));
        if (limit is null && offset is null)
            return count;
        var value = Whole(limit);
        if (count == RowCount.One && offset is null && value >= 1)
            return RowCount.One;
        var ties = query.Node.Int("limitOption") == WithTies;
        return count != RowCount.Many || (value is 0 or 1 && !ties) ? RowCount.AtMostOne : RowCount.Many;
    }

    /// <summary>A constant, cast from integer by the server.</summary>
    private static long? Whole(Node? expression) => expression switch
    {
        { Name: "FUNCEXPR" } when expression.Children("args") is [var only] => Whole(only),
        { Name: "CONST" } when expression.Bytes() is { Length: 8 } bytes => BitConverter.ToInt64(bytes),
        _ => null,
    };

    private RowCount OfPlain(Query query, IReadOnlyCollection<BoundColumn> bound)
    {
        if (query.Node.Flag("hasTargetSRFs") || query.HasGroupingSets)
            return RowCount.Many;
        var having = query.Node.Has("havingQual");
        if (!query.HasGroups && (query.Node.Flag("hasAggs") || having))
            return having ? RowCount.AtMostOne : RowCount.One;

        var search = new KeySearch(query, this, bound);
        var count = search.Count();
        if (count != RowCount.Many)
            return having ? RowCount.AtMostOne : count;
        return (query.HasGroups && IsOneValue("groupClause")) || (query.Node.Has("distinctClause") && IsOneValue("distinctClause"))
            ? RowCount.AtMostOne
            : RowCount.Many;

        bool IsOneValue(string clause)
        {
            var references = query.Node.Children(clause).Select(item => item.Int("tleSortGroupRef")).ToHashSet();
            return query.Node.Children("targetList").Where(target => references.Contains(target.Int("ressortgroupref")))
                .All(target => bound.Any(column => column.Number == target.Int("resno")) || search.IsOneValue(target.The("expr")));
        }
    }

    private RowCount OfSet(Query query, Node part, IReadOnlyCollection<BoundColumn> bound)
    {
        if (part.Name == "RANGETBLREF")
            return Of(query.Entry(part.Int("rtindex")).Query!, bound);
        var (left, right) = (OfSet(query, part.The("larg"), bound), OfSet(query, part.The("rarg"), bound));
        var few = part.Int("op") switch
        {
            Intersect => left != RowCount.Many || right != RowCount.Many,
            Except => left != RowCount.Many,
            _ => !part.Flag("all") && query.Output.All(target => bound.Any(column => column.Number == target.Int("resno"))),
        };
        return few ? RowCount.AtMostOne : RowCount.Many;
    }

    private RowCount OfInsert(Query query, IReadOnlyCollection<BoundColumn> bound)
    {
        var count = new KeySearch(query, this, []).Count();
        if (count == RowCount.Many)
            return bound.Count > 0 && new KeySearch(query, this, bound).IsFixed(query.Target!.Number) ? RowCount.AtMostOne : count;
        var conflict = query.Node.Child("onConflict");
        // DO UPDATE returns the row in either case, unless it has a condition of its own.
        var always = conflict is null || (conflict.Int("action") == DoUpdate && !conflict.Has("onConflictWhere"));
        return always && query.Target!.Table?.SkipsInserts == false ? count : RowCount.AtMostOne;
    }

    private const int Intersect = 2;
    private const int Except = 3;
    private const int DoUpdate = 2;
    private const int WithTies = 1;
}
