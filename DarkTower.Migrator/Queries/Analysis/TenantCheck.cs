namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Finds the tenant tables that a statement reads or writes without being tied to its tenant.</summary>
internal sealed class TenantCheck
{
    private readonly Tenants _tenants;
    private readonly TenantScopes _scopes;
    private readonly string _sql;
    private readonly List<Fault> _faults = [];

    // For each WITH query, what each place that reads it asks of its columns.
    private readonly Dictionary<CommonTable, HashSet<int>> _asked = [];

    // Inside a view nothing has a place in the SQL but the view.
    private RangeEntry? _view;

    private TenantCheck(Tenants tenants, string sql) => (_tenants, _scopes, _sql) = (tenants, new(tenants), sql);

    public static IReadOnlyList<Fault> Of(Query statement, Tenants tenants, string sql)
    {
        // Its role's policies are what keeps it within bounds.
        if (tenants.Tenancy == Tenancy.Across)
            return [];
        var check = new TenantCheck(tenants, sql);
        check.Check(statement, null, []);
        return [.. check._faults.Distinct()];
    }

    private void Check(Query query, TenantScope? outer, IEnumerable<int> asked)
    {
        var scope = new TenantScope(_scopes, query, outer, asked);
        if (_tenants.Tenancy != Tenancy.Global)
            _faults.AddRange(new TenantWrites(_tenants, scope, Place).Faults());
        foreach (var entry in query.Joins.Leaves.Concat(Target(query)).Distinct().Select(query.Entry))
            CheckEntry(entry, scope);
        // The sides of a set operation are in no join.
        foreach (var entry in query.Entries.Where(entry => query.SetOperation is not null && entry.Kind == EntryKind.Subquery))
            Check(entry.Query!, scope, []);
        foreach (var sublink in query.Expressions().Where(node => node.Name == "SUBLINK"))
            Check(query.Sublink(sublink), scope, []);
        // Backwards: a later one may read an earlier one.
        foreach (var table in query.Tables.Reverse())
            Check(table.Query, scope, table.IsRecursive || !_asked.TryGetValue(table, out var all) ? [] : Passing(table.Query, all));
    }

    private void CheckEntry(RangeEntry entry, TenantScope scope)
    {
        if (entry.Source is { } source)
        {
            var known = scope.Known(entry.Number).ToHashSet();
            if (_asked.TryGetValue(source, out var others))
                others.IntersectWith(known);
            else
                _asked[source] = known;
        }
        else if (entry.Kind == EntryKind.Subquery)
        {
            Check(entry.Query!, scope, Passing(entry.Query!, scope.Known(entry.Number)));
        }
        else if (entry.IsView && scope.Query.Command == QueryCommand.Insert && entry == scope.Query.Target
            && _tenants.Tenancy != Tenancy.Global)
        {
            // It is no view's rows that are inserted; that is told as what it writes.
        }
        else if (entry.IsView)
        {
            var outermost = _view;
            _view ??= entry;
            Check(entry.Query!, null, Passing(entry.Query!, scope.Known(entry.Number)));
            _view = outermost;
        }
        else if (_tenants.Owns(entry.Table))
        {
            CheckTable(entry, scope);
        }
    }

    private void CheckTable(RangeEntry entry, TenantScope scope)
    {
        if (_tenants.Tenancy == Tenancy.Global)
            Add(entry, "belongs to tenants, and a global query must not touch it");
        else if (scope.Query.Command == QueryCommand.Insert && entry == scope.Query.Target)
            return;
        else if (scope.Query.Command == QueryCommand.Merge && entry == scope.Query.Target)
            CheckMerge(entry, scope);
        else if (!scope.IsBound(entry))
            Add(entry, $"is not tied to the tenant: no condition makes its {Tenants.Column} equal to it");
    }

    private void CheckMerge(RangeEntry target, TenantScope scope)
    {
        var node = scope.Query.Node;
        if (!scope.Ties(node.Child("mergeJoinCondition") ?? node.The("jointree").Child("quals"), target))
            Add(target, $"is not tied to the tenant: the condition of MERGE does not make its {Tenants.Column} equal to it");
        // What the source lacks has passed no condition but the action's own.
        foreach (var action in node.Children("mergeActionList").Where(action => action.Int("matchKind") == NotMatchedBySource))
            if (!scope.Ties(action.Child("qual"), target))
                Add(target, "is not tied to the tenant in WHEN NOT MATCHED BY SOURCE");
    }

    /// <summary>Those columns whose condition could as well stand inside the query: it takes away rows and changes no other.</summary>
    private static IEnumerable<int> Passing(Query query, IEnumerable<int> columns)
    {
        var node = query.Node;
        if (query.Command != QueryCommand.Select || query.SetOperation is not null || query.HasGroupingSets || node.Flag("hasWindowFuncs")
            || node.Flag("hasDistinctOn") || node.Flag("hasTargetSRFs") || node.Flag("hasModifyingCTE")
            || node.Has("rowMarks") || node.Has("limitCount") || node.Has("limitOffset"))
        {
            return [];
        }
        var groups = node.Children("groupClause").Select(group => group.Int("tleSortGroupRef")).ToHashSet();
        return groups.Count == 0 && !node.Flag("hasAggs") && !node.Has("havingQual")
            ? columns
            : columns.Where(column => query.OutputAt(column) is { } target && groups.Contains(target.Int("ressortgroupref")));
    }

    private static IEnumerable<int> Target(Query query) => query.Target is { } target ? [target.Number] : [];

    private void Add(RangeEntry entry, string why) => _faults.Add(new("unbound", Place(entry), $"{Place(entry)} {why}."));

    private string Place(RangeEntry entry) => SqlPlace.Of(_view ?? entry, _sql);

    private const int NotMatchedBySource = 1;
}
