namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>What the queries of a statement return that is the tenant.</summary>
internal sealed class TenantScopes(Tenants tenants)
{
    private readonly Dictionary<Query, HashSet<int>> _recursive = [];
    private readonly Dictionary<Query, HashSet<int>> _found = [];

    public Tenants Tenants => tenants;

    /// <param name="query">Of a relation.</param>
    /// <param name="outer">Where it stands.</param>
    public HashSet<int> Outputs(Query query, TenantScope? outer)
    {
        if (_recursive.TryGetValue(query, out var assumed))
            return assumed;
        // Without it, a chain of WITH queries would be followed anew from each place that reads one.
        if (_found.TryGetValue(query, out var found))
            return found;
        found = Compute(query, outer);
        if (_recursive.Count == 0 && query.IsClosed)
            _found[query] = found;
        return found;
    }

    private HashSet<int> Compute(Query query, TenantScope? outer)
    {
        if (query.Outer?.Tables.FirstOrDefault(table => table.Query == query) is not { IsRecursive: true })
            return new TenantScope(this, query, outer, []).Outputs();

        // What the first step returns and every further step keeps.
        _recursive[query] = [.. query.Output.Select(target => target.Int("resno"))];
        while (true)
        {
            var kept = new TenantScope(this, query, outer, []).Outputs();
            if (kept.SetEquals(_recursive[query]))
                break;
            kept.IntersectWith(_recursive[query]);
            _recursive[query] = kept;
        }
        var result = _recursive[query];
        _recursive.Remove(query);
        return result;
    }

    public HashSet<int> OfSet(TenantScope scope, Node part)
    {
        if (part.Name == "RANGETBLREF")
            return [.. Outputs(scope.Query.Entry(part.Int("rtindex")).Query!, scope)];
        var (left, right) = (OfSet(scope, part.The("larg")), OfSet(scope, part.The("rarg")));
        // EXCEPT returns rows of its left side; of UNION and INTERSECT both sides must agree.
        if (part.Int("op") != Except)
            left.IntersectWith(right);
        return left;
    }

    private const int Except = 3;
}
