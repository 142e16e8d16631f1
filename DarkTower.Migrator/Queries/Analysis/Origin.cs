namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Where a value comes from when it is passed on unchanged.</summary>
internal static class Origin
{
    /// <summary>The table's column that an expression is.</summary>
    public static (TableInfo Table, ColumnInfo Column)? ColumnOf(Query query, Node expression)
    {
        var bare = Equality.Bare(expression, query);
        if (bare.Name != "VAR")
            return null;
        var (entry, number) = (query.EntryOf(bare), bare.Int("varattno"));
        if (entry.Query is not { } inner)
            return entry.Column(number) is { } column ? (entry.Table!, column) : null;
        return inner.SetOperation is null && inner.OutputAt(number) is { } target ? ColumnOf(inner, target.The("expr")) : null;
    }

    /// <summary>The CHECK that lists what an expression may be: a column's, or the one that all parts of a COALESCE have.</summary>
    public static string? CheckOf(Query query, Node expression)
    {
        var bare = Equality.Bare(expression, query);
        if (bare.Name == "COALESCEEXPR")
        {
            var checks = bare.Children("args").Select(part => CheckOf(query, part)).Distinct().ToList();
            return checks.Count == 1 ? checks[0] : null;
        }
        if (bare.Name != "VAR")
            return null;
        var (entry, number) = (query.EntryOf(bare), bare.Int("varattno"));
        if (entry.Query is not { } inner)
            return entry.Column(number)?.Check;
        return inner.SetOperation is null && inner.OutputAt(number) is { } target ? CheckOf(inner, target.The("expr")) : null;
    }

    /// <summary>The parameters that an expression is, one of them in each row.</summary>
    public static IEnumerable<int> ParametersOf(Query query, Node expression)
    {
        var bare = Equality.Bare(expression, query);
        switch (bare.Name)
        {
            case "PARAM" when bare.Int("paramkind") == 0:
                return [bare.Int("paramid")];
            // What the server puts around a value to make it fit a column: its length, its domain.
            case "FUNCEXPR" when bare.Int("funcformat") == ImplicitCast:
                return ParametersOf(query, bare.Children("args")[0]);
            case "COERCETODOMAIN":
                return ParametersOf(query, bare.The("arg"));
            case "VAR":
                var (entry, number) = (query.EntryOf(bare), bare.Int("varattno"));
                if (entry.Kind == EntryKind.Values)
                    return entry.Node.Rows("values_lists").SelectMany(row => ParametersOf(entry.In, row[number - 1]));
                return entry.Query is { SetOperation: null } inner && inner.OutputAt(number) is { } target
                    ? ParametersOf(inner, target.The("expr"))
                    : [];
            default:
                return [];
        }
    }

    private const int ImplicitCast = 2;
}
