namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>When aggregates and window functions are NULL.</summary>
internal sealed class AggregateNullness(Query query, ExpressionNullness expressions)
{
    private static readonly HashSet<string> Counts =
        ["count", "regr_count", "row_number", "rank", "dense_rank", "percent_rank", "cume_dist"];

    // Of rows whose arguments are not NULL, if there are any.
    private static readonly HashSet<string> OfValues =
        ["min", "max", "sum", "avg", "bool_and", "bool_or", "every", "bit_and", "bit_or", "string_agg"];

    // Of rows, if there are any.
    private static readonly HashSet<string> OfRows =
        ["array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg"];

    public Nullness Of(Node call)
    {
        var window = call.Name == "WINDOWFUNC";
        var function = query.Catalog.Function(call.Oid(window ? "winfnoid" : "aggfnoid"));
        if (!function.BuiltIn)
            return Nullness.Maybe;
        if (Counts.Contains(function.Name))
            return Nullness.Never;
        var arguments = window
            ? expressions.Arguments(call)
            : [.. call.Children("args").Select(argument => expressions.OfAggregated(argument.The("expr")))];
        // Its default is what it answers where there is no row before or after.
        if (window && function.Name is "lag" or "lead" && arguments.Count == 3)
            return new(arguments.Any(argument => argument.Any), null, true);
        if (window && function.Name is "ntile")
            return Nullness.OfStrict(arguments).Flat;

        var someRow = window ? HasItsOwnRow(call) : query.HasGroups && !query.HasGroupingSets && call.Int("agglevelsup") == 0;
        var elements = function.Name != "array_agg" || arguments[0].Any;
        var some = someRow && !call.Has("aggfilter")
            && (OfRows.Contains(function.Name) || (OfValues.Contains(function.Name) && !arguments[0].Any));
        return new(!some, null, elements);
    }

    /// <summary>The frame that is meant when none is said ends with the row itself.</summary>
    private bool HasItsOwnRow(Node call) => query.Node.Children("windowClause")
        .Any(window => window.Int("winref") == call.Int("winref") && window.Int("frameOptions") == DefaultFrame);

    // RANGE, from the first row of the partition to the current one.
    private const int DefaultFrame = 0x2 | 0x20 | 0x400;
}
