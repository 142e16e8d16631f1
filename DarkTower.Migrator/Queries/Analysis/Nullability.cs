namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>When the columns that queries return are NULL: from the catalog, the joins, and what expressions are made of.</summary>
internal sealed class Nullability(bool tenantIsFirst, Rows rows)
{
    private readonly Dictionary<Query, IReadOnlyList<Nullness>> _outputs = [];
    private readonly Dictionary<Query, IReadOnlyList<Nullness>> _assumed = [];
    private readonly Dictionary<Query, Presence> _presences = [];

    /// <summary>$1 is a tenant, which is a value of C# that cannot be null.</summary>
    public bool TenantIsFirst => tenantIsFirst;

    public Rows Rows => rows;

    /// <summary>Of each column in order.</summary>
    public IReadOnlyList<Nullness> Outputs(Query query)
    {
        if (_assumed.TryGetValue(query, out var assumed))
            return assumed;
        if (!_outputs.TryGetValue(query, out var outputs))
            _outputs[query] = outputs = Compute(query);
        return outputs;
    }

    public Presence PresenceOf(Query query)
    {
        if (!_presences.TryGetValue(query, out var presence))
            _presences[query] = presence = new Presence(query);
        return presence;
    }

    public Nullness Output(Query query, int number)
    {
        var outputs = Outputs(query);
        // A recursive query's SEARCH and CYCLE add columns that its own list does not have.
        return number >= 1 && number <= outputs.Count ? outputs[number - 1] : Nullness.Maybe;
    }

    private IReadOnlyList<Nullness> Compute(Query query)
    {
        if (query.SetOperation is not { } operation)
            return [.. query.Output.Select(target => new ExpressionNullness(this, query).Of(target.The("expr")))];
        if (query.Outer?.Tables.FirstOrDefault(table => table.Query == query) is not { IsRecursive: true })
            return Combine(query, operation);

        // What refers to itself starts as never NULL and loses that step by step: what is left is what no round of recursion takes away.
        IReadOnlyList<Nullness> before = [.. query.Output.Select(_ => Nullness.Never)];
        while (true)
        {
            _assumed[query] = before;
            _outputs.Clear();
            var after = Combine(query, operation);
            _assumed.Remove(query);
            _outputs.Clear();
            if (after.SequenceEqual(before))
                return after;
            before = [.. after.Zip(before, Nullness.Either)];
        }
    }

    private IReadOnlyList<Nullness> Combine(Query query, Node part)
    {
        if (part.Name == "RANGETBLREF")
            return Outputs(query.Entry(part.Int("rtindex")).Query!);
        var (left, right) = (Combine(query, part.The("larg")), Combine(query, part.The("rarg")));
        return [.. left.Zip(right, (one, other) => part.Int("op") switch
        {
            // What both have is NULL only when it is in both; what one lacks is the other's.
            Intersect => new Nullness(one.Any && other.Any, null, one.Elements && other.Elements),
            Except => one.Flat,
            _ => Nullness.Either(one, other),
        })];
    }

    private const int Intersect = 2;
    private const int Except = 3;
}
