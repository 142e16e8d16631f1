using System.Text.Json;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>
/// The things that answers named, each with the path parameters that lead to it: a participant with its meeting and organization. Kinds are
/// the names of path parameters.
/// </summary>
internal sealed class Pool
{
    private readonly Dictionary<string, List<IReadOnlyDictionary<string, string>>> _things = [];
    private readonly HashSet<string> _known = [];
    private readonly HashSet<(string Kind, string Value)> _spared = [];

    public int Count(string kind) => _things.TryGetValue(kind, out var things) ? things.Count : 0;

    public IReadOnlyDictionary<string, string> At(string kind, int index) => _things[kind][index % Count(kind)];

    /// <summary>The values of all things, whatever they are.</summary>
    public IEnumerable<string> Values => _things.Values.SelectMany(things => things).SelectMany(thing => thing.Values).Distinct();

    /// <summary>Leaves a thing alone: nothing is called on it.</summary>
    public void Spare(string kind, string value)
    {
        _spared.Add((kind, value));
        if (_things.TryGetValue(kind, out var things)) things.RemoveAll(thing => thing[kind] == value);
    }

    public void Add(string kind, IReadOnlyDictionary<string, string> thing)
    {
        if (thing.TryGetValue(kind, out var value) && _spared.Contains((kind, value))) return;
        if (!_known.Add($"{kind} {string.Join(' ', thing.OrderBy(part => part.Key).Select(part => $"{part.Key}={part.Value}"))}")) return;
        if (!_things.TryGetValue(kind, out var things)) _things[kind] = things = [];
        things.Add(thing);
    }

    /// <summary>What an answer names: itself or its items.</summary>
    /// <param name="kinds">All path parameters of the document.</param>
    /// <param name="path">The path parameters of the call.</param>
    /// <param name="text">The answer's body.</param>
    /// <param name="operation">Whose cursor it may have: one of another list means nothing here, and what it does is chance.</param>
    public void Read(IEnumerable<string> kinds, IReadOnlyDictionary<string, string> path, string text, string operation)
    {
        if (text.Length == 0 || text[0] != '{') return;
        var root = JsonDocument.Parse(text).RootElement;
        var items = root.TryGetProperty("items", out var list) ? list.EnumerateArray().ToList() : [];
        foreach (var item in items.Prepend(root))
            foreach (var kind in kinds)
                if (ValueOf(item, kind) is { } value)
                    Add(kind, new Dictionary<string, string>(path) { [kind] = value });
        foreach (var secret in root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String)
            .Select(property => property.Value.GetString()!).Where(text => text.StartsWith("dtk_", StringComparison.Ordinal) && text.Length > 40))
            Add("secret", new Dictionary<string, string> { ["secret"] = secret });
        if (root.TryGetProperty("nextCursor", out var cursor) && cursor.GetString() is { } next)
            Add($"cursor{operation}", new Dictionary<string, string> { ["cursor"] = next });
    }

    private static string? ValueOf(JsonElement item, string kind) =>
        new[] { $"{kind}Id", $"meeting{char.ToUpperInvariant(kind[0])}{kind[1..]}", kind }
            .Select(name => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(value => value is not null);
}
