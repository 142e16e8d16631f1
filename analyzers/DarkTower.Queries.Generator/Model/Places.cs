using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Model;

/// <summary>
/// Where the parts of a declaration stand. Apart from the declaration: they move with every line that is put in above, and what is
/// generated does not.
/// </summary>
internal sealed class Places
{
    public const int Method = 0;
    public const int Attribute = 1;
    public const int Result = 2;

    private readonly List<Location> _locations = [];

    public Places(Location method, Location attribute, Location result) => _locations.AddRange([method, attribute, result]);

    public Location this[int index] => _locations[index];

    public int Add(Location location)
    {
        _locations.Add(location);
        return _locations.Count - 1;
    }

    /// <summary>Where the symbol is declared; the result's place when that is in no source.</summary>
    public int Add(ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.IsInSource) is { } location ? Add(location) : Result;
}
