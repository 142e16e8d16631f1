namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Which rows a query's outer joins can still miss after its conditions, and what those prove besides.</summary>
internal sealed class Presence
{
    private readonly Query _query;
    private readonly HashSet<Nulling> _never = [];
    private readonly HashSet<Term> _known = [];

    public Presence(Query query)
    {
        _query = query;
        var proofs = new Proofs(query);
        // A condition that holds only when another join misses nothing may prove a third: until nothing is added.
        for (int before = -1; before != _never.Count + _known.Count;)
        {
            before = _never.Count + _known.Count;
            foreach (var filter in query.Joins.Filters.Where(filter => filter.Unless is not { } side || _never.Contains(side)))
                foreach (var term in proofs.WhenTrue(filter.Condition))
                    Learn(filter, term);
        }
    }

    /// <summary>A column that is not NULL when its row is there; a parameter that is not NULL in any row.</summary>
    public bool IsKnown(Term term) => _known.Contains(term);

    /// <summary>Nothing is ever missing on this side.</summary>
    public bool IsNever(Nulling side) => _never.Contains(side);

    public IEnumerable<Term> KnownOf(int relation) => _known.Where(term => term.Relation == relation);

    /// <summary>The sides on which a row of the relation may be missing, outermost first.</summary>
    public IReadOnlyList<Nulling> Of(int relation) =>
        [.. _query.Joins.Nullings(relation).Where(side => !_never.Contains(side))];

    private void Learn(Filter filter, Term term)
    {
        if (term.Relation == 0)
        {
            if (filter.Around == 0)
                _known.Add(term);
            return;
        }
        if (!filter.Relations.Contains(term.Relation))
            return;
        _known.Add(term);
        _never.UnionWith(_query.Joins.Nullings(term.Relation).Skip(filter.Around));
    }
}
