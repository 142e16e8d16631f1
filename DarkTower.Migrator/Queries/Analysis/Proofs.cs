namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>What is never NULL: a column of a relation (column 0: its row), or (relation 0) a parameter.</summary>
internal readonly record struct Term(int Relation, int Number);

/// <summary>What a condition that holds says about the columns in it: which of them cannot be NULL.</summary>
internal sealed class Proofs(Query query)
{
    /// <summary>Never NULL where the condition is true.</summary>
    public IEnumerable<Term> WhenTrue(Node condition) => condition.Name switch
    {
        "BOOLEXPR" => Logic(condition, both: "and", WhenTrue, WhenFalse),
        "NULLTEST" when IsNotNull(condition) => WhenKnown(condition.The("arg")),
        "BOOLEANTEST" => condition.Int("booltesttype") switch
        {
            IsTrue => WhenTrue(condition.The("arg")),
            IsFalse => WhenFalse(condition.The("arg")),
            IsNotUnknown => WhenKnown(condition.The("arg")),
            _ => [],
        },
        // No element makes it true when what is compared is NULL, or the array; of an empty array none does anyway.
        "SCALARARRAYOPEXPR" when condition.Flag("useOr") && IsStrict(condition) => condition.Children("args").SelectMany(WhenKnown),
        "SUBLINK" when condition.Int("subLinkType") == AnySublink => WhenKnown(condition.The("testexpr")),
        _ => WhenKnown(condition),
    };

    /// <summary>Never NULL where the expression is not NULL.</summary>
    public IEnumerable<Term> WhenKnown(Node expression)
    {
        switch (expression.Name)
        {
            case "VAR" when expression.Int("varlevelsup") == 0 && expression.Int("varattno") != 0:
                var resolved = query.Resolve(expression);
                return resolved.Name != "VAR" ? WhenKnown(resolved)
                    : [new(resolved.Int("varno"), resolved.Int("varattno")), new(resolved.Int("varno"), 0)];
            case "PARAM" when expression.Int("paramkind") == 0:
                return [new(0, expression.Int("paramid"))];
            case "RELABELTYPE" or "COERCEVIAIO" or "ARRAYCOERCEEXPR" or "COERCETODOMAIN" or "COLLATEEXPR":
                return WhenKnown(expression.Child("arg") ?? expression);
            case "FUNCEXPR" when query.Catalog.Function(expression.Oid("funcid")).Strict && !expression.Flag("funcretset"):
            case "OPEXPR" when query.Catalog.Operator(expression).Strict:
                return expression.Children("args").SelectMany(WhenKnown);
            case "BOOLEXPR" when expression.Text("boolop") == "not":
                return expression.Children("args").SelectMany(WhenKnown);
            default:
                return [];
        }
    }

    private IEnumerable<Term> WhenFalse(Node condition) => condition.Name switch
    {
        "BOOLEXPR" => Logic(condition, both: "or", WhenFalse, WhenTrue),
        "NULLTEST" when !IsNotNull(condition) && !condition.Flag("argisrow") => WhenKnown(condition.The("arg")),
        _ => WhenKnown(condition),
    };

    private static IEnumerable<Term> Logic(
        Node condition, string both, Func<Node, IEnumerable<Term>> same, Func<Node, IEnumerable<Term>> opposite)
    {
        var parts = condition.Children("args");
        if (condition.Text("boolop") == "not")
            return opposite(parts[0]);
        return condition.Text("boolop") == both
            ? parts.SelectMany(same)
            : parts.Select(same).Aggregate((some, others) => some.Intersect(others));
    }

    private bool IsStrict(Node expression) => query.Catalog.Operator(expression).Strict;

    public static bool IsNotNull(Node test) => test.Int("nulltesttype") == 1 && !test.Flag("argisrow");

    private const int IsTrue = 0;
    private const int IsFalse = 2;
    private const int IsNotUnknown = 5;
    private const int AnySublink = 2;
}
