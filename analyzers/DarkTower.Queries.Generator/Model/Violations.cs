using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Model;

/// <summary>Constraints whose violation is a refusal.</summary>
internal static class Violations
{
    public const string Refusal = "Refusal";

    public static IEnumerable<Finding> Check(QueryInput input)
    {
        var query = input.Query;
        foreach (var violation in query.Violations)
        {
            if (!input.Constraints.Contains(violation.Constraint))
                yield return Finding.Of("DTQ307", Place.Code(violation.Place), query.Name, violation.Constraint);
        }
        if (query.Violations.FirstOrDefault() is { } first && !CanRefuse(input))
            yield return Finding.Of("DTQ308", Place.Code(first.Place), query.Name, query.Result?.Display ?? "nothing");
    }

    /// <summary>One row, a tuple of <c>string? Refusal</c> and parts that may all be null.</summary>
    private static bool CanRefuse(QueryInput input) => input.Locked!.Statements.Count(statement => statement.Columns is not null) == 1
        && input.Query.Result is { Kind: ShapeKind.Tuple } row
        && row.Members.Any(member => member is { Name: Refusal, Shape.Leaf: { Kind: LeafKind.String, IsArray: false } })
        && row.Members.All(member => member.Shape.Nullable);
}
