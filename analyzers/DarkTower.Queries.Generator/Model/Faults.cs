using DarkTower.Queries.Locking;
using DarkTower.Queries.Source;
using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Model;

/// <summary>What <c>describe</c> found wrong becomes an error at the SQL's line.</summary>
internal static class Faults
{
    /// <summary>A fault of a claim only where the result has no place for the absent row; see <see cref="RowBinding"/>.</summary>
    public const string NullWhenAbsent = "null-absent";

    private static readonly string[] Scans = ["scan", "index-without-org"];

    public static IEnumerable<Finding> Check(QueryDeclaration query, int index, LockedStatement statement)
    {
        foreach (var fault in statement.Faults)
        {
            if (fault.Rule == NullWhenAbsent || query.Scan is not null && Scans.Contains(fault.Rule))
                continue;
            var place = PlaceOf(query, index, fault);
            yield return fault.Rule == "unbound" && query.Kind == QueryKind.Global
                ? Finding.Of("DTQ007", place, query.Name, $"is global and touches {fault.At}, a tenant's table")
                : Finding.Of(Rule(fault.Rule), place, query.Name, fault.At.Length > 0 ? fault.At : "a table", fault.Why.TrimEnd('.'));
        }
    }

    /// <summary>An excuse that excuses nothing hides the fault that comes later.</summary>
    public static IEnumerable<Finding> Unneeded(QueryDeclaration query, EquatableArray<LockedStatement> statements)
    {
        if (query.Scan is not null && !statements.SelectMany(statement => statement.Faults).Any(fault => Scans.Contains(fault.Rule)))
            yield return Finding.Of("DTQ703", Place.Code(Places.Attribute), query.Name);
    }

    private static Place PlaceOf(QueryDeclaration query, int index, LockedFault fault)
    {
        var sql = query.Statements[index];
        var found = (fault.Rule == "null-claimed" ? SqlPlaces.Column(sql, fault.At) : null) ?? SqlPlaces.Find(sql, fault.At);
        // The look-up of the tenant is described with the first statement.
        if (found is null && index == 0 && query.TenantFrom is { } lookUp && SqlPlaces.Find(lookUp, fault.At) is { } there)
            return Place.Sql(-1, there.Start, there.Length);
        return Place.Sql(index, found?.Start ?? 0, found?.Length ?? 1);
    }

    private static string Rule(string fault) => fault switch
    {
        "error" => "DTQ105",
        "opaque" => "DTQ008",
        "null-claimed" => "DTQ404",
        "unbound" => "DTQ501",
        "leaks" => "DTQ502",
        "org-id-update" => "DTQ601",
        "org-id-insert" => "DTQ602",
        "scan" => "DTQ701",
        "index-without-org" => "DTQ702",
        _ => "DTQ901",
    };
}
