using DarkTower.Queries.Locking;
using DarkTower.Queries.Shapes;
using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Model;

/// <summary>Compares the arguments with what the statements take.</summary>
/// <param name="input">The query.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class ParameterBinding(QueryInput input, List<Finding> findings)
{
    private readonly HashSet<string> _reported = [];

    public EquatableArray<BoundParameter> Bind(PositionalSql statement, LockedStatement locked, int index)
    {
        var bound = new List<BoundParameter>();
        foreach (var name in statement.Parameters)
        {
            if (Named(name) is not { } parameter)
                continue;
            if (locked.Parameters.FirstOrDefault(known => known.Name == name) is not { } known)
            {
                findings.Add(Finding.Of("DTQ102", Place.Sql(index, 0, 1), input.Query.Name, $"the SQL with its parameter {name}"));
                continue;
            }
            bound.Add(new BoundParameter(parameter, known.Type));
            if (parameter.Shape.Leaf is not { } leaf || !PgTypes.Matches(leaf, known.Type))
                Report("DTQ203", parameter, parameter.Shape.Display, known.Type, Advice(known.Type));
            else if (leaf.Kind == LeafKind.Enum && EnumRule.Difference(leaf, known.Check, input.Checks) is { } difference)
                Report("DTQ304", parameter, parameter.Shape.Display, difference);
            if (known.NotNull && parameter.Shape.Nullable)
                Report("DTQ204", parameter, parameter.Shape.Display);
        }
        return bound.ToEquatable();
    }

    /// <summary>The look-up is not described apart: its arguments have the types they have elsewhere, or the usual ones.</summary>
    public EquatableArray<BoundParameter> BindLookUp(PositionalSql lookUp)
    {
        var bound = new List<BoundParameter>();
        foreach (var parameter in lookUp.Parameters.Select(Named).OfType<QueryParameter>())
        {
            if (parameter.Shape.Leaf is { } leaf)
                bound.Add(new BoundParameter(parameter, TypeElsewhere(parameter) ?? PgTypes.Default(leaf)));
            else
                Report("DTQ203", parameter, parameter.Shape.Display, "one value", "Declare it as a column's type");
        }
        return bound.ToEquatable();
    }

    private QueryParameter? Named(string name) => input.Query.Values.FirstOrDefault(value => value.Sql == name);

    private string? TypeElsewhere(QueryParameter parameter) => input.Locked!.Statements
        .SelectMany(statement => statement.Parameters)
        .FirstOrDefault(known => known.Name == parameter.Sql)?.Type;

    private static string Advice(string type) => PgTypes.Suggestion(type) is { } suggestion
        ? $"Declare it as {suggestion}"
        : "Cast it in the SQL to a type that the code has";

    /// <summary>Once for a parameter, however many statements take it.</summary>
    private void Report(string id, QueryParameter parameter, params string[] more)
    {
        if (_reported.Add(id + parameter.Name))
            findings.Add(Finding.Of(id, Place.Code(parameter.Place), [input.Query.Name, parameter.Name, .. more]));
    }
}
