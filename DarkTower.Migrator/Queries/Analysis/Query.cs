namespace DarkTower.Migrator.Queries.Analysis;

internal enum QueryCommand
{
    Select = 1,
    Update = 2,
    Insert = 3,
    Delete = 4,
    Merge = 5,
}

/// <summary>One SELECT, INSERT, UPDATE, DELETE or MERGE of a statement, at any depth.</summary>
internal sealed class Query
{
    private readonly ServerCatalog _catalog;
    private readonly Dictionary<Node, Query> _sublinks = [];
    private bool? _closed;

    public Query(Node node, Query? outer, ServerCatalog catalog, Counter numbers)
    {
        (Node, Outer, _catalog, Numbers, Number) = (node, outer, catalog, numbers, numbers.Next());
        Tables = [.. node.Children("cteList").Select(cte => new CommonTable(cte, new Query(cte.The("ctequery"), this, catalog, numbers)))];
        Entries = [.. node.Children("rtable").Select((entry, i) => new RangeEntry(this, entry, i + 1))];
        var returned = Command == QueryCommand.Select ? "targetList" : "returningList";
        Output = [.. node.Children(returned).Where(target => !target.Flag("resjunk"))];
        Joins = new JoinTree(this);
    }

    public Node Node { get; }

    /// <summary>The query around it; none for the statement itself and for a view's.</summary>
    public Query? Outer { get; }

    public int Number { get; }

    public Counter Numbers { get; }

    public ServerCatalog Catalog => _catalog;

    public QueryCommand Command => (QueryCommand)Node.Int("commandType");

    /// <summary>Its WITH.</summary>
    public IReadOnlyList<CommonTable> Tables { get; }

    public IReadOnlyList<RangeEntry> Entries { get; }

    /// <summary>What it returns, as TARGETENTRY.</summary>
    public IReadOnlyList<Node> Output { get; }

    public JoinTree Joins { get; }

    /// <summary>The table it writes.</summary>
    public RangeEntry? Target => Node.Int("resultRelation") is > 0 and var number ? Entry(number) : null;

    public bool HasGroups => Node.Children("groupClause").Count > 0;

    public IEnumerable<Node> GroupExpressions
    {
        get
        {
            var groups = Node.Children("groupClause").Select(group => group.Int("tleSortGroupRef")).ToHashSet();
            return Node.Children("targetList").Where(target => groups.Contains(target.Int("ressortgroupref")))
                .Select(target => target.The("expr"));
        }
    }

    public bool HasGroupingSets => Node.Children("groupingSets").Count > 0;

    /// <summary>It returns a row even when none passes its conditions.</summary>
    public bool HasRowOfNothing => HasGroupingSets || (!HasGroups && (Node.Flag("hasAggs") || Node.Has("havingQual")));

    public Node? SetOperation => Node.Child("setOperations");

    /// <summary>It names nothing of the queries around it but their WITH.</summary>
    public bool IsClosed => _closed ??= !NamesOutside(Node);

    public RangeEntry Entry(int number) => Entries[number - 1];

    public Query Up(int levels) => levels == 0 ? this : (Outer ?? throw new InvalidDataException("A name of no query.")).Up(levels - 1);

    public Node? OutputAt(int number) => Output.FirstOrDefault(target => target.Int("resno") == number);

    /// <summary>The query of a SUBLINK of this one.</summary>
    public Query Sublink(Node sublink)
    {
        if (!_sublinks.TryGetValue(sublink, out var query))
            _sublinks[sublink] = query = new Query(sublink.The("subselect"), this, _catalog, Numbers);
        return query;
    }

    /// <summary>The relation of a VAR, wherever it belongs.</summary>
    public RangeEntry EntryOf(Node var) => Up(var.Int("varlevelsup")).Entry(var.Int("varno"));

    /// <summary>What stands for a VAR of a join or of GROUP BY; the VAR itself when it is a relation's.</summary>
    public Node Resolve(Node var)
    {
        if (var.Name != "VAR" || var.Int("varattno") < 1)
            return var;
        var entry = EntryOf(var);
        return entry.Kind switch
        {
            // The expression lives at the level of the VAR, so only one of the same level can take its place.
            EntryKind.Join when var.Int("varlevelsup") == 0 => Resolve(entry.Node.Children("joinaliasvars")[var.Int("varattno") - 1]),
            EntryKind.Group when var.Int("varlevelsup") == 0 => Resolve(entry.Node.Children("groupexprs")[var.Int("varattno") - 1]),
            _ => var,
        };
    }

    /// <summary>It, its WITH, its relations' and its expressions' queries; not what a view hides.</summary>
    public IEnumerable<Query> All()
    {
        var below = Tables.Select(table => table.Query)
            .Concat(Entries.Where(entry => entry.Kind == EntryKind.Subquery).Select(entry => entry.Query!))
            .Concat(Expressions().Where(node => node.Name == "SUBLINK").Select(Sublink));
        return below.SelectMany(query => query.All()).Prepend(this);
    }

    /// <summary>Every node of this level: nothing of the queries below.</summary>
    public IEnumerable<Node> Expressions() => Level(Node);

    /// <summary>Whether a query names something of those around it.</summary>
    public static bool NamesOutside(Node node, int depth = 0) => (node.Name == "VAR" && node.Int("varlevelsup") > depth)
        || node.Below().Any(child => NamesOutside(child, child.Name == "QUERY" ? depth + 1 : depth));

    /// <summary>A node and what is below it without leaving the level.</summary>
    public static IEnumerable<Node> Level(Node node) => node.Below()
        .Where(child => child.Name is not ("QUERY" or "COMMONTABLEEXPR")).SelectMany(Level).Prepend(node);
}

/// <summary>Gives each query of a statement its number.</summary>
internal sealed class Counter
{
    private int _last;

    public int Next() => ++_last;
}
