using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>One service over one database, with what it has answered so far: to the caller (own), and to others (foreign).</summary>
internal sealed partial class World(HttpClient http, ApiDocument document)
{
    // The role of a participant is another thing than that of a user, and only the latter stands in paths.
    private readonly HashSet<string> _kinds =
        [.. document.Operations.SelectMany(operation => operation.PathParameters).Where(name => name != "role")];

    private readonly Dictionary<string, string> _tags = [];

    public Pool Own { get; } = new();

    public Pool Others { get; } = new();

    /// <summary>What was sent for the caller, to tell an echo from a leak.</summary>
    public HashSet<string> Sent { get; } = [];

    /// <summary>Ids, codes and secrets that others were answered.</summary>
    public HashSet<string> Foreigners { get; } = [];

    /// <summary>As another tenant: its own things are foreign to the caller.</summary>
    public async Task<Reply> SendForeignAsync(Call call)
    {
        var reply = await SendAsync(call with
        {
            Target = Foreign(call.Target), Body = call.Body is null ? null : Foreign(call.Body),
            Headers = [.. call.Headers.Select(header => (header.Name, Foreign(header.Value)))],
        }, own: false);
        if (reply.Done && reply.Text.Length > 0) Foreigners.UnionWith(
            TextsOf(JsonDocument.Parse(reply.Text).RootElement).SelectMany(Renaming.TokensOf).Where(Renaming.LooksDrawn));
        return reply;

        static string Foreign(string text) => text.Replace("«own:", "«foreign:", StringComparison.Ordinal);
    }

    public async Task<Reply> SendAsync(Call call, bool own = true)
    {
        var raw = Raw(call);
        if (own) Sent.UnionWith(Renaming.TokensOf($"{raw.Target} {string.Join(' ', raw.Headers)} {(raw.Body is null ? "" : Encoding.UTF8.GetString(raw.Body))}"));
        var reply = await raw.SendAsync(http);
        if (reply.Done) Learn(own ? Own : Others, call, raw.Target.Split('?')[0], reply);
        return reply;
    }

    /// <summary>As it would be sent.</summary>
    public RawCall Raw(Call call)
    {
        var target = Resolve(call.Target);
        return new RawCall("", call.Operation.Method, target,
            [("Authorization", $"Bearer {Resolve(call.Key)}"), .. call.Headers.Select(each => (each.Name, Resolve(each.Value, target.Split('?')[0])))],
            call.Body is null ? null : Encoding.UTF8.GetBytes(Resolve(call.Body)), call.Body is null ? null : "application/json");
    }

    /// <summary>In the pool of the caller, or of the others when the placeholder says so; what nobody has is an id that nobody has.</summary>
    public string Resolve(string text, string? path = null) => Placeholder().Replace(text, match =>
    {
        var (whose, kind, index, part) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value);
        if (whose == "tag") return _tags.GetValueOrDefault(path!) ?? _tags.GetValueOrDefault(Parent(path!)) ?? "\"1\"";
        var pool = whose == "own" ? Own : Others;
        var at = int.Parse(index, System.Globalization.CultureInfo.InvariantCulture);
        return pool.Count(kind) > 0 && pool.At(kind, at).TryGetValue(part, out var value)
            ? value
            : $"00000000-0000-7000-8000-{at:D12}";
    });

    /// <summary>Adds what the answer names, where the call leads, and the tag of what it changed.</summary>
    private void Learn(Pool pool, Call call, string target, Reply reply)
    {
        var values = target.Split('/');
        var path = call.Operation.Path.Split('/').Select((part, at) => (part, at)).Where(each => each.part.StartsWith('{'))
            .ToDictionary(each => each.part[1..^1], each => Uri.UnescapeDataString(values[each.at]));
        if (path.Count > 0) pool.Add(path.Keys.Last(), path);
        pool.Read(_kinds, path, reply.Text, call.Operation.Id);
        if (reply.ETag is null) return;
        _tags[reply.Location ?? target] = reply.ETag;
        // The tag of an action below a thing, POST …/end, is the thing's.
        if (reply.Location is null && call.Operation.Path.Split('/')[^1][0] != '{') _tags[Parent(target)] = reply.ETag;
    }

    private static IEnumerable<string> TextsOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => TextsOf(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    private static string Parent(string path) => path[..path.LastIndexOf('/')];

    [GeneratedRegex("«(own|foreign|tag):?([a-zA-Z]*):?([0-9]*):?([a-zA-Z]*)»")]
    private static partial Regex Placeholder();

}
