namespace DarkTower.Migrator.Catalog.Drift;

/// <summary>Facts of a database beside those its migrations make.</summary>
internal static class Comparison
{
    // What best says in a line what a thing is.
    private static readonly string[] Telling = ["definition", "type", "using", "kind", "schema"];

    public static IReadOnlyList<Difference> Of(IReadOnlyCollection<Fact> expected, IReadOnlyCollection<Fact> found)
    {
        var wanted = ByThing(MonthPartitions.AsIn(expected, found));
        var there = ByThing(found.Where(fact => !MonthPartitions.IsPutAside(fact)));
        var added = there.Keys.Except(wanted.Keys).ToList();
        var removed = wanted.Keys.Except(there.Keys).ToList();
        return
        [
            .. removed.Where(thing => !BelongsTo(removed, thing, wanted[thing]))
                .Select(thing => new Difference("removed", thing, null, Told(wanted[thing]), null)),
            .. added.Where(thing => !BelongsTo(added, thing, there[thing]))
                .Select(thing => new Difference("added", thing, null, null, Told(there[thing]))),
            .. wanted.Keys.Intersect(there.Keys).SelectMany(thing => Changes(thing, wanted[thing], there[thing])),
        ];
    }

    private static IEnumerable<Difference> Changes(
        string thing, Dictionary<string, string> wanted, Dictionary<string, string> there) =>
        // A column that went moves all that come after it; that it went is said by itself.
        from aspect in wanted.Keys
        where aspect != "position" && wanted[aspect] != there.GetValueOrDefault(aspect)
        select new Difference("changed", thing, aspect, wanted[aspect], there.GetValueOrDefault(aspect));

    /// <summary>Whether it came or went with a table that did, which is named already.</summary>
    private static bool BelongsTo(List<string> things, string thing, Dictionary<string, string> aspects)
    {
        var name = thing[(thing.IndexOf(' ') + 1)..];
        return things.Exists(other => other != thing
            && other.Split(' ', 2) is ["table" or "partition" or "view", var table]
            && (name.StartsWith(table + ".", StringComparison.Ordinal) || aspects.GetValueOrDefault("table") == table));
    }

    private static string? Told(Dictionary<string, string> aspects) =>
        Telling.Select(aspect => aspects.GetValueOrDefault(aspect)).FirstOrDefault(value => value is not (null or "none"));

    private static SortedDictionary<string, Dictionary<string, string>> ByThing(IEnumerable<Fact> facts) => new(
        facts.GroupBy(fact => fact.Thing)
            .ToDictionary(thing => thing.Key, thing => thing.ToDictionary(fact => fact.Aspect, fact => fact.Value)),
        StringComparer.Ordinal);
}
