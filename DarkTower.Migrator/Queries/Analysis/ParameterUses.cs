namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>What a statement does with its parameters.</summary>
internal sealed class ParameterUses
{
    private readonly Dictionary<int, List<(TableInfo Table, ColumnInfo Column, bool Stored)>> _uses = [];

    public ParameterUses(Query statement)
    {
        foreach (var query in statement.All())
        {
            foreach (var (column, value) in Stores(query))
                foreach (var parameter in Origin.ParametersOf(query, value))
                    Add(parameter, query.Target!.Table!, column, stored: true);
            foreach (var comparison in query.Expressions().Where(node => IsEquality(node, query)))
                Compare(query, comparison);
        }
    }

    public ParameterFact Of(int number, string name, string type)
    {
        var uses = _uses.GetValueOrDefault(number) ?? [];
        return new(
            name, type, uses.Exists(use => use.Stored && use.Column.NotNull),
            uses.Where(use => use.Column.Check is not null).OrderByDescending(use => use.Stored)
                .ThenBy(use => use.Column.Check, StringComparer.Ordinal).FirstOrDefault().Column?.Check,
            [.. uses.Select(use => $"{use.Table.Name}.{use.Column.Name}").Distinct().Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<(ColumnInfo Column, Node Value)> Stores(Query query)
    {
        if (query.Target is not { } target)
            return [];
        var lists = query.Node.Children("mergeActionList").Select(action => action.Children("targetList"))
            .Append(query.Command is QueryCommand.Insert or QueryCommand.Update ? query.Node.Children("targetList") : [])
            .Append(query.Node.Child("onConflict")?.Children("onConflictSet") ?? []);
        return lists.SelectMany(list => list).Where(value => !value.Flag("resjunk"))
            .Select(value => (Column: target.Column(value.Int("resno")), Value: value.The("expr")))
            .Where(pair => pair.Column is not null)!;
    }

    private void Compare(Query query, Node comparison)
    {
        if (comparison.Children("args") is not [var left, var right])
            return;
        foreach (var (value, column) in ((Node, Node)[])[(left, right), (right, left)])
            if (Origin.ColumnOf(query, column) is var (table, compared))
                foreach (var parameter in Origin.ParametersOf(query, value))
                    Add(parameter, table, compared, stored: false);
    }

    private static bool IsEquality(Node node, Query query) => node.Name is "OPEXPR" or "DISTINCTEXPR" or "SCALARARRAYOPEXPR"
        && query.Catalog.Operator(node).Name == "=";

    private void Add(int parameter, TableInfo table, ColumnInfo column, bool stored)
    {
        if (!_uses.TryGetValue(parameter, out var uses))
            _uses[parameter] = uses = [];
        uses.Add((table, column, stored));
    }
}
