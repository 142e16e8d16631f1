using System.Collections.Frozen;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>
/// Every hazard that the review names by itself; the rules of the schema (<see cref="Migrator.Catalog.SchemaRules"/>) add theirs.
/// </summary>
internal static partial class Catalogue
{
    // Lazy: the order in which the fields of several files are initialized is not defined.
    private static readonly Lazy<FrozenDictionary<string, Hazard>> ByCode = new(() => All.ToFrozenDictionary(hazard => hazard.Code));

    public static IReadOnlyList<Hazard> All =>
        [.. Locks, .. Failures, .. Transactions, .. Data, .. Compatibility, .. Tenants, .. WayBack, .. Reviewing];

    public static Hazard Of(string code) => ByCode.Value[code];
}
