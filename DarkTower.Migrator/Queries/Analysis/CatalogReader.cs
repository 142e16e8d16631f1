using DarkTower.Migrator.Catalog;
using Npgsql;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Reads of the catalog what a tree names, and what the views in it name.</summary>
internal sealed class CatalogReader(NpgsqlConnection connection, CancellationToken cancellation)
{
    private readonly Dictionary<uint, TableInfo> _tables = [];
    private readonly Dictionary<uint, FunctionInfo> _functions = [];
    private readonly Dictionary<uint, OperatorInfo> _operators = [];
    private readonly HashSet<uint> _domains = [];
    private readonly HashSet<uint> _collations = [];
    private readonly HashSet<uint> _orders = [];

    public async Task<ServerCatalog> ReadAsync(Node tree)
    {
        var unread = new List<Node> { tree };
        while (unread.Count > 0)
        {
            var nodes = unread.SelectMany(root => root.All()).ToList();
            var before = _tables.Keys.ToHashSet();
            await ReadAsync(
                nodes.Where(node => node.Name == "RANGETBLENTRY").Select(node => node.Oid("relid")),
                nodes.SelectMany(Operators), nodes.SelectMany(Functions));
            unread = [.. _tables.Values.Where(table => !before.Contains(table.Oid)).SelectMany(Trees)];
        }
        return new()
        {
            Major = connection.PostgreSqlVersion.Major,
            Tables = _tables,
            Functions = _functions,
            Operators = _operators,
            NotNullDomains = _domains,
            LooseCollations = _collations,
            LeakproofOrders = _orders,
        };
    }

    private static IEnumerable<Node> Trees(TableInfo table) => table.Keys
        .SelectMany(key => key.Predicate.Concat(key.Parts.Select(part => part.Expression)))
        .Append(table.View).OfType<Node>();

    private static IEnumerable<uint> Operators(Node node) =>
        node.Name == "ROWCOMPAREEXPR" ? node.Numbers("opnos").Select(number => (uint)number) : [node.Oid("opno")];

    private static IEnumerable<uint> Functions(Node node) =>
        [node.Oid("funcid"), node.Oid("aggfnoid"), node.Oid("winfnoid")];

    private async Task ReadAsync(IEnumerable<uint> tables, IEnumerable<uint> operators, IEnumerable<uint> functions)
    {
        var wanted = tables.Where(oid => oid != 0 && !_tables.ContainsKey(oid)).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        foreach (var question in CatalogSql.OfTables)
            batch.BatchCommands.Add(new(question) { Parameters = { Oids(wanted) } });
        batch.BatchCommands.Add(new(CatalogSql.Operators) { Parameters = { Oids(operators) } });
        batch.BatchCommands.Add(new(CatalogSql.Functions) { Parameters = { Oids(functions) } });
        batch.BatchCommands.Add(new(CatalogSql.Domains));
        batch.BatchCommands.Add(new(CatalogSql.Collations));
        batch.BatchCommands.Add(new(CatalogSql.LeakproofOrders));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = new CatalogRows(reader, cancellation);

        await rows.EachAsync(row => _tables[row.Oid(0)] = new(
            row.Oid(0), row.Text(1), row.Char(2), row.Text(3), row.Bool(4), row.Bool(5),
            row.MaybeText(6) is { } view ? NodeTree.Query(view) : null));
        await rows.EachAsync(row => _tables[row.Oid(0)].Columns.Add(row.Short(1), new(
            row.Short(1), row.Text(2), row.Bool(3), row.MaybeText(4), row.Bool(5))));
        await rows.EachAsync(row => _tables[row.Oid(0)].Keys.Add(Key(row)));
        await rows.EachAsync(row => _tables[row.Oid(0)].Expressions.AddRange(row.Texts(1).Zip(Nodes(row.MaybeText(2)))));
        await rows.EachAsync(row => _operators[row.Oid(0)] = new(
            row.Text(1), row.Bool(2), row.Bool(3), row.Oid(4), row.Oid(5), row.Bool(6)));
        await rows.EachAsync(row => _functions[row.Oid(0)] = new(
            row.Text(1), row.Bool(2), row.Bool(3), row.Bool(4), Numbers(row.Texts(5)), row.Oid(6), row.Bool(7)));
        await rows.EachAsync(row => _domains.Add(row.Oid(0)));
        await rows.EachAsync(row => _collations.Add(row.Oid(0)));
        await rows.EachAsync(row => _orders.Add(row.Oid(0)));
    }

    private static NpgsqlParameter Oids(IEnumerable<uint> oids) => new NpgsqlParameter<string[]>
    {
        TypedValue = [.. oids.Where(oid => oid != 0).Distinct().Select(oid => $"{oid}")],
    };

    private static uint[] Numbers(IEnumerable<string> texts) => [.. texts.Select(uint.Parse)];

    private static UniqueKey Key(CatalogRows row)
    {
        var columns = row.Texts(3).Select(int.Parse).ToArray();
        var expressions = new Queue<Node>(Nodes(row.MaybeText(6)));
        var collations = Numbers(row.Texts(5));
        // One list of operators a column: oids with spaces between.
        var operators = row.Texts(4);
        return new(
            row.Oid(1), row.Oid(2),
            [.. columns.Select((column, i) => new KeyPart(
                column, column == 0 ? expressions.Dequeue() : null, Numbers(operators[i].Split(' ')).ToHashSet(), collations[i]))],
            Nodes(row.MaybeText(7)));
    }

    private static IReadOnlyList<Node> Nodes(string? tree) => tree is null ? [] : NodeTree.Read(tree) switch
    {
        // A predicate is one expression, or an AND of several.
        Node { Name: "BOOLEXPR" } both when both.Text("boolop") == "and" => both.Children("args"),
        Node one => [one],
        IReadOnlyList<object?> list => [.. list.OfType<Node>()],
        _ => [],
    };
}
