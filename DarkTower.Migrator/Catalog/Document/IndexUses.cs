using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Catalog.Document;

/// <summary>Which checked queries find their rows by an index, as the lock files of the services say.</summary>
internal sealed partial class IndexUses
{
    private readonly SortedDictionary<string, SortedSet<string>> _queries = new(StringComparer.Ordinal);

    public IEnumerable<string> Of(string index) => _queries.TryGetValue(index, out var queries) ? queries : [];

    /// <param name="root">The clone; its services are the folders right below it.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IndexUses> ReadAsync(string root, CancellationToken cancellation)
    {
        var uses = new IndexUses();
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, "queries.lock.json");
            if (File.Exists(file))
                uses.Add(JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation))!["queries"]!.AsObject());
        }
        return uses;
    }

    private void Add(JsonObject queries)
    {
        foreach (var (name, query) in queries)
        {
            foreach (var line in query!["statements"]!.AsArray().SelectMany(statement => statement!["plan"]!.AsArray()))
            {
                if (Index().Match(line!.GetValue<string>()) is not { Success: true } match)
                    continue;
                if (!_queries.TryGetValue(match.Groups[1].Value, out var users))
                    _queries[match.Groups[1].Value] = users = new SortedSet<string>(StringComparer.Ordinal);
                users.Add(name);
            }
        }
    }

    [GeneratedRegex(@": (\w+) \(")]
    private static partial Regex Index();
}
