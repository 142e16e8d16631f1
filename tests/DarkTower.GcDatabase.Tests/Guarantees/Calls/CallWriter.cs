using System.Text.Json;
using System.Text.Json.Nodes;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>
/// Writes random calls of the operations of the document: mostly sensible ones on things that were answered before, some with other
/// tenants' ids, ids of nobody, wrong tags, used idempotency keys.
/// </summary>
/// <param name="document">The operations.</param>
/// <param name="random">Draws everything.</param>
/// <param name="own">How many things there are to choose from; in all worlds the same.</param>
internal sealed class CallWriter(ApiDocument document, Random random, Pool own)
{
    private readonly Vocabulary _vocabulary = new(document);
    private readonly List<Call> _written = [];

    /// <summary>The users of the organization that the call is about; the index of each.</summary>
    private List<int> _users = [];

    /// <summary>The share of ids that are another tenant's, or nobody's.</summary>
    public double Wrong { get; init; } = 0.12;

    public Call Write(Operation operation, string key = GcClient.PlatformKey)
    {
        if (_written.Count > 0 && random.NextDouble() < 0.04 && Vocabulary.Pick(random, _written) is var again
            && again.Operation.Id == operation.Id)
            return again;
        var path = Path(operation, key);
        var query = string.Join('&', operation.Parameters.Where(each => each.In == "query").Select(each => Query(operation, each))
            .Where(each => each.Length > 0));
        var call = new Call(operation, query.Length > 0 ? $"{path}?{query}" : path, [.. Headers(operation)], Body(operation), key);
        _written.Add(call);
        return call;
    }

    private string Path(Operation operation, string key)
    {
        var names = operation.PathParameters;
        // The thing the call is about, with everything that leads to it.
        var thing = names.Reverse().FirstOrDefault(name => own.Count(name) > 0);
        var index = thing is null ? 0 : Recent(thing);
        var leading = thing is null ? null : $"{thing}:{index}";
        _users = thing is null || !own.At(thing, index).TryGetValue("org", out var org) ? []
            : [.. Enumerable.Range(0, own.Count("user")).Where(at => own.At("user", at)["org"] == org)];
        var target = operation.Path;
        foreach (var name in names)
            target = target.Replace($"{{{name}}}", Part(name, leading is not null && Leads(thing!, name) ? leading : null, key));
        return target;
    }

    private bool Leads(string thing, string name) => own.At(thing, 0).ContainsKey(name);

    private string Part(string name, string? leading, string key)
    {
        var draw = random.NextDouble();
        // The platform may act for any organization: its calls stay with the caller's.
        if (name == "org") return draw < Wrong / 2 && key != GcClient.PlatformKey ? $"«foreign:org:{random.Next(1000)}:org»"
            : $"«own:{leading ?? "org:0"}:org»";
        if (draw < Wrong / 2 && IsId(name)) return $"«foreign:{name}:{random.Next(1000)}:{name}»";
        if (draw < Wrong) return IsId(name) ? Vocabulary.Id(random) : Word(name);
        if (leading is not null) return $"«own:{leading}:{name}»";
        return IsId(name) ? $"«own:{name}:{random.Next(1000)}:{name}»" : Word(name);

        string Word(string of) => Uri.EscapeDataString(_vocabulary.Word(random, of));
    }

    /// <summary>A thing of the caller, more likely a new one, and mostly of its newest organization.</summary>
    private int Recent(string kind)
    {
        var all = Enumerable.Range(0, own.Count(kind));
        var org = own.Count("org") == 0 ? null : own.At("org", own.Count("org") - 1)["org"];
        var ofOrg = all.Where(at => own.At(kind, at).GetValueOrDefault("org") == org).ToList();
        var from = ofOrg.Count > 0 && random.NextDouble() < 0.9 ? ofOrg : [.. all];
        return from.Count == 0 ? 0 : from[Math.Max(0, from.Count - 1 - (int)(Math.Pow(random.NextDouble(), 3) * 40))];
    }

    public static bool IsId(string name) => name is not ("region" or "role" or "provider" or "subject");

    private string Query(Operation operation, ApiParameter parameter)
    {
        var required = parameter.Description.Contains("required", StringComparison.Ordinal);
        if (random.NextDouble() > (required ? 0.97 : 0.3)) return "";
        var value = parameter.Name switch
        {
            // Not another tenant's: a cursor is a point in time, which may lie before or after what the caller did.
            "cursor" => own.Count($"cursor{operation.Id}") == 0 || random.NextDouble() < Wrong ? Vocabulary.Cursor(random)
                : $"«own:cursor{operation.Id}:{random.Next(1000)}:cursor»",
            "target" or "actor" when random.Next(2) == 0 => $"«own:meeting:{Recent("meeting")}:meeting»",
            "limit" => Vocabulary.Pick(random, ["1", "2", "3", "200"]),
            _ => Uri.EscapeDataString(_vocabulary.Draw(random, parameter.Name, parameter.Schema, parameter.Description)!.ToString()
                .Replace("True", "true").Replace("False", "false")),
        };
        return $"{parameter.Name}={value}";
    }

    private IEnumerable<(string Name, string Value)> Headers(Operation operation)
    {
        // Where a header means nothing it is sent too, now and then.
        if (random.NextDouble() < (operation.Takes("If-Match") ? 0.9 : 0.05))
            yield return ("If-Match", random.NextDouble() is var draw && draw < 0.8 ? "«tag»" : draw < 0.9 ? "*" : "\"77\"");
        if (random.NextDouble() < (operation.Takes("Idempotency-Key") ? 0.3 : 0.05))
            yield return ("Idempotency-Key", $"key-{random.Next(40)}");
        if (random.NextDouble() < 0.1) yield return ("X-Acting-User", Acting());
    }

    /// <summary>The trail repeats whoever is named, so it is nobody of another tenant, who differs between two worlds.</summary>
    private string Acting() => random.NextDouble() < Wrong ? Vocabulary.Id(random)
        : $"«own:user:{(_users.Count > 0 ? Vocabulary.Pick(random, _users) : Recent("user"))}:user»";

    private string User() => random.NextDouble() is var draw && draw < Wrong ? Vocabulary.Id(random)
        : draw < 2 * Wrong ? $"«foreign:user:{random.Next(1000)}:user»"
        : $"«own:user:{(_users.Count > 0 ? Vocabulary.Pick(random, _users) : Recent("user"))}:user»";

    private string? Body(Operation operation)
    {
        if (operation.Body is not { } schema || !schema.TryGetProperty("properties", out var properties)) return operation.Body is null ? null : "{}";
        var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(each => each.GetString()).ToHashSet() : [];
        var body = new JsonObject();
        foreach (var property in properties.EnumerateObject())
            if (required.Contains(property.Name) ? random.NextDouble() < 0.99
                : random.NextDouble() < (property.Name.StartsWith("allow", StringComparison.Ordinal) ? 0.8 : 0.4))
                body[property.Name] = Value(property.Name, document.Resolve(property.Value));
        if (body.Count == 0 && properties.EnumerateObject().ToList() is { Count: > 0 } all && random.NextDouble() < 0.95
            && Vocabulary.Pick(random, all) is var one)
            body[one.Name] = Value(one.Name, document.Resolve(one.Value));
        Vocabulary.Reconcile(random, body, User);
        return body.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private JsonNode? Value(string name, JsonElement schema)
    {
        var description = schema.TryGetProperty("description", out var text) ? text.GetString()! : "";
        if (name.EndsWith("serId", StringComparison.Ordinal)) return User();
        return _vocabulary.Draw(random, name, schema, description);
    }
}
