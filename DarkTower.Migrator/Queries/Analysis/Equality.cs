namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>A side of an equality that rows have passed.</summary>
/// <param name="Side">The side, bare.</param>
/// <param name="Value">The other; null for a value from outside.</param>
/// <param name="Operator">Its oid.</param>
/// <param name="Collation">0 for none.</param>
/// <param name="Relations">For whose rows it holds.</param>
/// <param name="Everywhere">And none of those rows may be missing.</param>
internal sealed record Equality(
    Node Side, Node? Value, uint Operator, uint Collation, IReadOnlySet<int> Relations, bool Everywhere)
{
    /// <summary>The side when it is a column of the query's own relations.</summary>
    public Node? Column => Side.Name == "VAR" && Side.Int("varlevelsup") == 0 ? Side : null;

    public bool IsOn(Node var) =>
        Column is { } column && column.Int("varno") == var.Int("varno") && column.Int("varattno") == var.Int("varattno");

    public static IEnumerable<Equality> Of(Filter filter, Query query)
    {
        var condition = filter.Condition;
        if (condition.Name != "OPEXPR" || query.Catalog.Operator(condition) is not { Name: "=", Strict: true }
            || condition.Children("args") is not [var left, var right])
        {
            return [];
        }
        var (one, other) = (Bare(left, query), Bare(right, query));
        var (operation, collation) = (condition.Oid("opno"), condition.Oid("inputcollid"));
        return
        [
            new(one, right, operation, collation, filter.Relations, filter.Around == 0),
            new(other, left, operation, collation, filter.Relations, filter.Around == 0),
        ];
    }

    /// <summary>Without what changes a type's name and not the value; of a join, what it stands for.</summary>
    public static Node Bare(Node expression, Query? query)
    {
        while (expression.Name == "RELABELTYPE")
            expression = expression.The("arg");
        if (query is null || query.Resolve(expression) is not { } resolved || resolved == expression)
            return expression;
        return Bare(resolved, query);
    }
}
