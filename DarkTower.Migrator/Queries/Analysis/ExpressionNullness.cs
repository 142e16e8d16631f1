namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>When an expression of a query is NULL. What is not known here may be NULL.</summary>
/// <param name="nullability">Of the whole statement.</param>
/// <param name="query">Where it stands.</param>
/// <param name="aggregated">In an aggregate's arguments, which are what they were before grouping.</param>
internal sealed class ExpressionNullness(Nullability nullability, Query query, bool aggregated = false)
{
    private readonly HashSet<string> _grouped = query.HasGroupingSets && !aggregated ? GroupedExpressions(query) : [];

    public Nullness OfAggregated(Node expression) => new ExpressionNullness(nullability, query, aggregated: true).Of(expression);

    public Nullness Of(Node expression)
    {
        var nullness = Plainly(expression);
        // A grouping set that leaves an expression out makes it NULL, whatever it is made of.
        return _grouped.Count > 0 && _grouped.Contains(expression.Canonical()) ? nullness with { MayBeNull = true } : nullness;
    }

    private Nullness Plainly(Node expression)
    {
        switch (expression.Name)
        {
            case "VAR":
                return OfVar(expression);
            case "CONST":
                return new(expression.Flag("constisnull"), null, HasNullElement(expression));
            case "PARAM":
                return OfParameter(expression);
            case "RELABELTYPE" or "COERCEVIAIO" or "ARRAYCOERCEEXPR" or "COLLATEEXPR" or "CONVERTROWTYPEEXPR" or "FIELDSTORE":
                return Of(expression.The("arg"));
            case "COERCETODOMAIN" when query.Catalog.NotNullDomains.Contains(expression.Oid("resulttype")):
                return Nullness.Never with { Elements = true };
            case "COERCETODOMAIN" or "NAMEDARGEXPR":
                return Of(expression.The("arg"));
            case "FUNCEXPR":
                return Total.OfFunction(query.Catalog.Function(expression.Oid("funcid")), expression, Arguments(expression));
            case "OPEXPR" or "SCALARARRAYOPEXPR":
                return OfOperator(expression);
            case "BOOLEXPR" or "ROWCOMPAREEXPR":
                return OfLogic(expression);
            case "NULLTEST" or "BOOLEANTEST" or "DISTINCTEXPR" or "GROUPINGFUNC" or "ROWEXPR" or "MERGESUPPORTFUNC" or "JSONISPREDICATE":
                return Nullness.Never with { Elements = true };
            case "ARRAYEXPR":
                return Nullness.Never with { Elements = expression.Flag("multidims")
                    ? expression.Children("elements").Select(Of).Any(inner => inner.Any || inner.Elements)
                    : expression.Children("elements").Select(Of).Any(element => element.Any) };
            case "COALESCEEXPR":
                return OfFirst(Arguments(expression));
            case "MINMAXEXPR":
                return Arguments(expression) is var all && all.Any(argument => !argument.Any) ? Nullness.Never : OfAny(all);
            case "CASEEXPR":
                return OfCase(expression);
            case "SQLVALUEFUNCTION":
                // CURRENT_SCHEMA is NULL without a search path; CURRENT_CATALOG and the rest are not.
                return expression.Int("op") == CurrentSchema ? Nullness.Maybe : Nullness.Never;
            case "AGGREF" or "WINDOWFUNC":
                return new AggregateNullness(query, this).Of(expression);
            case "SUBLINK":
                return OfSublink(expression);
            default:
                return Nullness.Maybe;
        }
    }

    public IReadOnlyList<Nullness> Arguments(Node expression) => [.. expression.Children("args").Select(Of)];

    private Nullness OfVar(Node var)
    {
        var level = var.Int("varlevelsup");
        var columns = new ColumnNullness(nullability, query.Up(level)) { InAggregate = aggregated };
        return level == 0 ? columns.Of(var) : columns.Of(var).Flat;
    }

    private Nullness OfParameter(Node parameter)
    {
        if (parameter.Int("paramkind") != 0)
            return Nullness.Maybe;
        var number = parameter.Int("paramid");
        // An aggregate over no rows is a row all the same, though none has passed a condition.
        var known = (number == 1 && nullability.TenantIsFirst)
            || (!query.HasRowOfNothing && nullability.PresenceOf(query).IsKnown(new(0, number)));
        return new(!known, null, true);
    }

    private Nullness OfOperator(Node expression)
    {
        var arguments = Arguments(expression);
        if (!Total.IsTotal(query.Catalog.Operator(expression)))
            return Nullness.Maybe;
        var nullness = Nullness.OfStrict(arguments);
        // IN over a list with a NULL in it is NULL when nothing else is equal.
        return expression.Name == "SCALARARRAYOPEXPR" && arguments[1].Elements ? nullness.Flat with { MayBeNull = true } : nullness;
    }

    private Nullness OfLogic(Node expression)
    {
        var arguments = expression.Name == "BOOLEXPR"
            ? Arguments(expression)
            : [.. expression.Children("largs").Concat(expression.Children("rargs")).Select(Of)];
        return expression.Text("boolop") == "not" ? Nullness.OfStrict(arguments) : OfAny(arguments);
    }

    private Nullness OfCase(Node expression)
    {
        var results = expression.Children("args").Select(when => Of(when.The("result"))).ToList();
        results.Add(expression.Child("defresult") is { } otherwise ? Of(otherwise) : Nullness.Maybe);
        return OfAny(results);
    }

    private Nullness OfSublink(Node sublink)
    {
        var inner = query.Sublink(sublink);
        switch (sublink.Int("subLinkType"))
        {
            case 0: // EXISTS
                return Nullness.Never;
            case 4: // one value
                var one = nullability.Rows.Of(inner) == RowCount.One;
                var value = nullability.Outputs(inner)[0].Flat;
                return one ? value : value with { MayBeNull = true };
            case 6: // ARRAY
                return Nullness.Never with { Elements = nullability.Outputs(inner)[0].Any };
            case 1 or 2: // ALL and ANY
                var test = sublink.The("testexpr");
                var compared = test.Name == "OPEXPR" && Total.IsTotal(query.Catalog.Operator(test))
                    && test.Children("args").Where(side => side.Name != "PARAM").All(side => !Of(side).Any)
                    && test.Children("args").Count(side => side.Name != "PARAM") == 1;
                return compared && nullability.Outputs(inner).All(output => !output.Any) ? Nullness.Never : Nullness.Maybe;
            default:
                return Nullness.Maybe;
        }
    }

    private static Nullness OfFirst(IReadOnlyList<Nullness> arguments) => new(
        arguments.All(argument => argument.Any), null, arguments.Any(argument => argument.Elements));

    private static Nullness OfAny(IReadOnlyList<Nullness> arguments) => new(
        arguments.Any(argument => argument.Any), null, arguments.Any(argument => argument.Elements));

    // The header of an array says at its third word where the elements begin, if there is a map of NULLs before them.
    private static bool HasNullElement(Node constant) => constant.Bytes() is not [_, _, _, _, _, _, _, _, 0, 0, 0, 0, ..];

    private static HashSet<string> GroupedExpressions(Query query)
    {
        var groups = query.Node.Children("groupClause").Select(group => group.Int("tleSortGroupRef")).ToHashSet();
        return [.. query.Node.Children("targetList").Where(target => groups.Contains(target.Int("ressortgroupref")))
            .Select(target => target.The("expr").Canonical())];
    }

    private const int CurrentSchema = 14;
}
