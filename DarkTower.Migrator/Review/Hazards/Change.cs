using DarkTower.Migrator.Review.Observing;
using Conventions = DarkTower.Migrator.Catalog.Conventions;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>
/// A whole observed change: its steps, and what was there before it. What the change made itself holds no rows that matter.
/// </summary>
// Base: the catalog before the first statement.
// Kept: columns whose rows a shadow made by an earlier change holds.
internal sealed record Change(
    string Script, int Major, bool InTransaction, Conventions Conventions, LiveCatalog Base, IReadOnlyList<Step> Steps,
    IReadOnlySet<(uint Table, short Column)> Kept)
{
    /// <summary>Whether people use it today: it holds rows and was there before.</summary>
    public bool IsLive(uint table) => Base.Relations.TryGetValue(table, out var relation) && relation.HoldsRows;

    public bool IsLive(Relation relation) => IsLive(relation.Id);

    /// <summary>The name people call a live table by: a partition's is its parent's.</summary>
    public string NameOf(uint table) => Base.Relations.TryGetValue(table, out var relation) ? Base.RootOf(relation).Name : $"{table}";

    public LiveCatalog End => Steps.Count == 0 ? Base : Steps[^1].After;
}
