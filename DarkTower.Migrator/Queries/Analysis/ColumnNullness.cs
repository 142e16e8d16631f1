namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>When a column of one of a query's relations is NULL.</summary>
internal sealed class ColumnNullness(Nullability nullability, Query query)
{
    public Nullness Of(Node var)
    {
        var entry = query.Entry(var.Int("varno"));
        var number = var.Int("varattno");
        if (entry.Kind == EntryKind.Group)
            return OfGroup(entry, number);
        if (entry.Kind == EntryKind.Join)
            return number == 0 ? Nullness.Maybe : OfJoin(entry, number);
        if (Image(var, entry) is { } image)
            return new(Declared(entry, number).Any, image, Declared(entry, number).Elements);
        return Joined(entry, number);
    }

    private Nullness Joined(RangeEntry entry, int number)
    {
        var presence = nullability.PresenceOf(query);
        // A whole row is NULL when its row is missing; what else can make it so depends on what it is compared with.
        var column = number == 0 ? Nullness.Maybe : Declared(entry, number);
        if (presence.IsKnown(new(entry.Number, number)) && !Changes(entry))
            column = Nullness.Never with { Elements = column.Elements };
        else if (column.Absent is { } hidden && presence.KnownOf(entry.Number).Any(term => Shows(entry, term, hidden)))
            column = column with { Absent = null };

        var sides = presence.Of(entry.Number);
        if (query.HasGroupingSets && !InAggregate)
            column = column with { MayBeNull = true };
        return sides.Count > 0
            ? new(column.Any, new Absence(sides.Select(Key).ToHashSet(), Name(sides)), column.Elements)
            : column with { Absent = column.Absent is { } inner ? Through(entry, inner) : null };
    }

    /// <summary>Arguments of aggregates are what they were before grouping.</summary>
    public bool InAggregate { get; init; }

    private Nullness Declared(RangeEntry entry, int number)
    {
        if (number < 0)
            return Nullness.Never;
        if (entry.Query is { } inner)
            return nullability.Output(inner, number);
        switch (entry.Kind)
        {
            case EntryKind.Table:
                return entry.Column(number) is { } column ? new(!column.NotNull, null, !column.FullElements) : Nullness.Maybe;
            case EntryKind.Function:
                return OfFunctions(entry, number);
            case EntryKind.Values:
                var expressions = new ExpressionNullness(nullability, query);
                return entry.Node.Rows("values_lists").Select(row => expressions.Of(row[number - 1])).Aggregate(Nullness.Either);
            default:
                return Nullness.Maybe;
        }
    }

    private Nullness OfFunctions(RangeEntry entry, int number)
    {
        var functions = entry.Node.Children("functions");
        if (entry.Node.Flag("funcordinality") && number == functions.Sum(function => function.Int("funccolcount")) + 1)
            return Nullness.Never;
        // The shorter of two functions ends in NULLs.
        if (functions is not [var only] || only.Int("funccolcount") != 1 || only.The("funcexpr") is not { Name: "FUNCEXPR" } call)
            return Nullness.Maybe;
        var function = query.Catalog.Function(call.Oid("funcid"));
        var expressions = new ExpressionNullness(nullability, query);
        if (!call.Flag("funcretset"))
            return expressions.Of(call).Flat;
        if (!function.BuiltIn)
            return Nullness.Maybe;
        // Given a NULL these make no row; unnest gives what the array has.
        return function.Name switch
        {
            "generate_series" or "generate_subscripts" or "jsonb_array_elements" or "json_array_elements" or "jsonb_object_keys"
                or "json_object_keys" or "string_to_table" or "regexp_split_to_table" when call.Children("args").Count < 4 =>
                function.Name == "string_to_table" && call.Children("args").Count > 2 ? Nullness.Maybe : Nullness.Never,
            "unnest" => new(expressions.Arguments(call)[0].Elements, null, true),
            _ => Nullness.Maybe,
        };
    }

    private Nullness OfGroup(RangeEntry entry, int number)
    {
        var grouped = new ExpressionNullness(nullability, query).OfAggregated(entry.Node.Children("groupexprs")[number - 1]);
        return query.HasGroupingSets ? grouped with { MayBeNull = true } : grouped;
    }

    private Nullness OfJoin(RangeEntry join, int number)
    {
        var expression = join.Node.Children("joinaliasvars")[number - 1];
        var expressions = new ExpressionNullness(nullability, query);
        if ((JoinKind)join.Node.Int("jointype") != JoinKind.Full || expression.Name != "COALESCEEXPR")
            return expressions.Of(expression);
        // Of a full join's merged column one side is always there: only what makes both sides NULL counts, and the joins around.
        var around = nullability.PresenceOf(query).Of(join.Number);
        var outside = around.Select(Key).Append($"{query.Number}:{join.Number}L").Append($"{query.Number}:{join.Number}R").ToHashSet();
        var any = expressions.Arguments(expression).Any(side => side.MayBeNull || side.Absent?.Joins.IsSubsetOf(outside) == false);
        return new(any, around.Count > 0 ? new Absence(around.Select(Key).ToHashSet(), Name(around)) : null, true);
    }

    /// <summary>OLD of what is inserted, NEW of what is deleted, and the source of what it lacks, may be no row.</summary>
    private Absence? Image(Node var, RangeEntry entry)
    {
        if (query.Command == QueryCommand.Merge && entry != query.Target)
        {
            var lacks = query.Node.Children("mergeActionList").Any(action => action.Int("matchKind") == NotMatchedBySource);
            return lacks ? new Absence(new HashSet<string> { $"{query.Number}:source" }, entry.Name) : null;
        }
        var image = var.Int("varreturningtype") switch { 1 => "old", 2 => "new", _ => null };
        var missing = (image, query.Command) is ("old", QueryCommand.Insert or QueryCommand.Merge)
            or ("new", QueryCommand.Delete or QueryCommand.Merge);
        return missing ? new Absence(new HashSet<string> { $"{query.Number}:{image}" }, image!) : null;
    }

    private const int NotMatchedBySource = 1;

    private bool Changes(RangeEntry entry) => query.Command is QueryCommand.Update or QueryCommand.Merge && entry == query.Target;

    private bool Shows(RangeEntry entry, Term term, Absence hidden) =>
        Declared(entry, term.Number).Absent is { } shown && shown.Covers(hidden);

    private string Key(Nulling side) => $"{query.Number}:{side.Join}{(side.Left ? 'L' : 'R')}";

    private Absence Through(RangeEntry entry, Absence inner) =>
        new(inner.Joins.Select(join => $"{query.Number}.{entry.Number}/{join}").ToHashSet(), inner.Name);

    private string Name(IReadOnlyList<Nulling> sides)
    {
        var presence = nullability.PresenceOf(query);
        var under = query.Joins.Leaves.Where(leaf => sides.All(presence.Of(leaf).Contains)).ToList();
        var exact = under.Where(leaf => presence.Of(leaf).Count == sides.Count).ToList();
        // Both sides of a full join may be missing alone: together they are called by both names.
        return exact.Count > 0 ? query.Entry(exact[0]).Name : string.Join('/', under.Select(leaf => query.Entry(leaf).Name));
    }
}
