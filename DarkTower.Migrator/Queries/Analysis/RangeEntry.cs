namespace DarkTower.Migrator.Queries.Analysis;

internal enum EntryKind
{
    Table = 0,
    Subquery = 1,
    Join = 2,
    Function = 3,
    XmlTable = 4,
    Values = 5,
    CommonTable = 6,
    Transition = 7,
    Result = 8,
    Group = 9,
}

/// <summary>One relation that a query names.</summary>
internal sealed class RangeEntry
{
    private readonly Lazy<Query?> _view;
    private readonly Query? _subquery;

    public RangeEntry(Query query, Node node, int number)
    {
        (In, Node, Number) = (query, node, number);
        if (Kind == EntryKind.Subquery)
            _subquery = new Query(node.The("subquery"), query, query.Catalog, query.Numbers);
        Table = node.Oid("relid") is var oid && Kind == EntryKind.Table ? query.Catalog.Tables.GetValueOrDefault(oid) : null;
        // Views may name themselves in their own lists of relations: only made when asked for.
        _view = new(() => Table?.View is { } view ? new Query(view, null, query.Catalog, query.Numbers) : null);
    }

    public Query In { get; }

    public Node Node { get; }

    public int Number { get; }

    public EntryKind Kind => (EntryKind)Node.Int("rtekind");

    /// <summary>As the query calls it.</summary>
    public string Name => Node.The("eref").Text("aliasname") ?? "";

    /// <summary>A table, or a view.</summary>
    public TableInfo? Table { get; }

    public bool IsView => Table?.View is not null;

    public ColumnInfo? Column(int number) => Table?.Columns.GetValueOrDefault(number);

    /// <summary>The WITH query it reads.</summary>
    public CommonTable? Source => Kind != EntryKind.CommonTable ? null
        : In.Up(Node.Int("ctelevelsup")).Tables.First(table => table.Name == Node.Text("ctename"));

    /// <summary>Whose rows it has: of a subquery, a view or a WITH query.</summary>
    public Query? Query => _subquery ?? Source?.Query ?? _view.Value;
}

/// <summary>A query in WITH.</summary>
internal sealed record CommonTable(Node Node, Query Query)
{
    public string Name => Node.Text("ctename")!;

    public bool IsRecursive => Node.Flag("cterecursive");
}
