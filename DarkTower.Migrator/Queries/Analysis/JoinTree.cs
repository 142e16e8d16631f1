namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>The side of an outer join whose rows may be missing.</summary>
internal readonly record struct Nulling(int Join, bool Left);

/// <summary>A condition that rows have passed.</summary>
/// <param name="Condition">The expression.</param>
/// <param name="Relations">For whose rows it holds.</param>
/// <param name="Around">The outer joins around the place where it is asked; their missing rows did not pass it.</param>
/// <param name="Unless">It holds only when this side is never missing.</param>
internal sealed record Filter(Node Condition, IReadOnlySet<int> Relations, int Around, Nulling? Unless);

/// <summary>How a query joins its relations.</summary>
internal sealed class JoinTree
{
    private readonly Dictionary<int, IReadOnlyList<Nulling>> _nullings = [];
    private readonly List<Filter> _filters = [];
    private readonly List<int> _leaves = [];

    public JoinTree(Query query)
    {
        Root = query.Node.Child("jointree");
        // MERGE asks its condition of pairs only (and keeps it here until 17): rows of the source need not have passed it.
        if (Root is not null)
            Walk(Root, [], filtered: query.Command != QueryCommand.Merge);
    }

    public Node? Root { get; }

    /// <summary>From the outermost to the innermost.</summary>
    public IReadOnlyList<Nulling> Nullings(int relation) => _nullings.GetValueOrDefault(relation) ?? [];

    public IReadOnlyList<Filter> Filters => _filters;

    /// <summary>Relations that are no joins, in the order in which they are joined.</summary>
    public IReadOnlyList<int> Leaves => _leaves;

    /// <summary>The parts of a condition that must all hold.</summary>
    public static IEnumerable<Node> Conjuncts(Node? condition) => condition switch
    {
        null => [],
        { Name: "BOOLEXPR" } both when both.Text("boolop") == "and" => both.Children("args").SelectMany(Conjuncts),
        _ => [condition],
    };

    private HashSet<int> Walk(Node node, IReadOnlyList<Nulling> around, bool filtered = true)
    {
        switch (node.Name)
        {
            case "RANGETBLREF":
                _nullings[node.Int("rtindex")] = around;
                _leaves.Add(node.Int("rtindex"));
                return [node.Int("rtindex")];
            case "FROMEXPR":
                var all = node.Children("fromlist").SelectMany(item => Walk(item, around)).ToHashSet();
                if (filtered)
                    Keep(node, all, around.Count);
                return all;
            case "JOINEXPR":
                return WalkJoin(node, around);
            default:
                throw new InvalidDataException($"A join tree with {node.Name}.");
        }
    }

    private HashSet<int> WalkJoin(Node node, IReadOnlyList<Nulling> around)
    {
        var kind = (JoinKind)node.Int("jointype");
        var number = node.Int("rtindex");
        _nullings[number] = around;
        var (left, right) = (new Nulling(number, true), new Nulling(number, false));
        var lefts = Walk(node.The("larg"), kind is JoinKind.Right or JoinKind.Full ? [.. around, left] : around);
        var rights = Walk(node.The("rarg"), kind is JoinKind.Left or JoinKind.Full ? [.. around, right] : around);
        HashSet<int> all = [.. lefts, .. rights, number];
        switch (kind)
        {
            case JoinKind.Inner:
                Keep(node, all, around.Count);
                break;
            case JoinKind.Left:
                Keep(node, rights, around.Count + 1);
                Keep(node, all, around.Count, right);
                break;
            case JoinKind.Right:
                Keep(node, lefts, around.Count + 1);
                Keep(node, all, around.Count, left);
                break;
        }
        return all;
    }

    private void Keep(Node node, IReadOnlySet<int> relations, int around, Nulling? unless = null)
    {
        foreach (var condition in Conjuncts(node.Child("quals")))
            _filters.Add(new(condition, relations, around, unless));
    }
}

internal enum JoinKind
{
    Inner = 0,
    Left = 1,
    Full = 2,
    Right = 3,
}
