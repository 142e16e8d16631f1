namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>
/// Whether an expression may tell of rows that row security hides, as the planner decides it: by any function or operator over a column
/// that is not leakproof, and by everything the planner does not look into.
/// </summary>
internal sealed class Leaks(ServerCatalog catalog)
{
    private static readonly HashSet<string> Silent =
    [
        "VAR", "CONST", "PARAM", "ARRAYEXPR", "FIELDSELECT", "FIELDSTORE", "NAMEDARGEXPR", "BOOLEXPR", "RELABELTYPE", "COLLATEEXPR",
        "CASEEXPR", "CASEWHEN", "CASETESTEXPR", "ROWEXPR", "SQLVALUEFUNCTION", "NULLTEST", "BOOLEANTEST", "NEXTVALUEEXPR", "RETURNINGEXPR",
        "SUBSCRIPTINGREF", "ARRAYCOERCEEXPR", "CURRENTOFEXPR",
    ];

    /// <param name="expression">Whose columns are columns of tables.</param>
    public bool In(Node expression) => expression.Name switch
    {
        _ when Silent.Contains(expression.Name) => Below(expression),
        "FUNCEXPR" => Asks(expression, catalog.Function(expression.Oid("funcid")).Leakproof) || Below(expression),
        "OPEXPR" or "DISTINCTEXPR" or "NULLIFEXPR" or "SCALARARRAYOPEXPR" =>
            Asks(expression, catalog.Operator(expression).Leakproof) || Below(expression),
        "ROWCOMPAREEXPR" =>
            Asks(expression, expression.Numbers("opnos").All(one => catalog.Operators[(uint)one].Leakproof)) || Below(expression),
        "MINMAXEXPR" =>
            Asks(expression, catalog.LeakproofOrders.Contains(expression.Oid("minmaxtype"))) || Below(expression),
        // No type's text form is leakproof.
        "COERCEVIAIO" => Asks(expression, leakproof: false) || Below(expression),
        // Run once and before, when it names nothing outside.
        "SUBLINK" => expression.Has("testexpr") || Query.NamesOutside(expression.The("subselect")),
        _ => true,
    };

    private bool Below(Node expression) => expression.Below().Any(In);

    private static bool Asks(Node expression, bool leakproof) => !leakproof && expression.All().Any(node => node.Name == "VAR");
}
