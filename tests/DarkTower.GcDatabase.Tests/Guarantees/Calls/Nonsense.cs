using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>Spoils a sensible call in one way, so that it can only be refused.</summary>
internal sealed class Nonsense(ApiDocument document, Random random)
{
    private static readonly string[] BadIds =
    [
        "x", "0", "-1", "%20", "null", "00000000000000000000000000000001", "%7B00000000-0000-0000-0000-000000000001%7D",
        "00000000-0000-0000-0000-00000000000G", "%F0%9F%8E%89", "%E4%BC%9A", "%27%20OR%201=1--", "AAAAAAAA-0000-0000-0000-000000000001",
        "%25s%25n", new string('9', 2000),
    ];

    private static readonly string[] NoBody = ["", " ", "null"];

    private static readonly string[] NoJson =
    [
        "{", "}", "{]", "{\"", "nul", "{\"a\":}", "{'a':1}", "{\"a\":1,}", "// c\n{}", "[]", "1", "\"x\"", "true", "[{}]", "{}{}",
        "\ufeff\ufeff{}",
    ];

    /// <summary>Each way once, in random order.</summary>
    public IEnumerable<RawCall> Of(Operation operation, RawCall sensible) =>
        Ways(operation, sensible).OrderBy(_ => random.Next());

    private IEnumerable<RawCall> Ways(Operation operation, RawCall call)
    {
        foreach (var name in operation.PathParameters.Where(CallWriter.IsId))
            yield return Path(operation, call, name, Vocabulary.Pick(random, BadIds));
        foreach (var parameter in operation.Parameters.Where(each => each.In == "query"))
            foreach (var bad in BadValues(parameter))
                yield return call with { What = $"query {parameter.Name}", Target = WithQuery(call.Target, parameter.Name, bad) };
        if (operation.Takes("If-Match"))
            yield return Header(call, "If-Match", Vocabulary.Pick(random, ["\"1\", \"2\"", "abc", "\"", "W/\"1\"", "\"99999999999999999999\"", "\"-1\""]));
        if (operation.Takes("Idempotency-Key"))
            yield return Header(call, "Idempotency-Key", Vocabulary.Pick(random, [new string('k', 256), "a b", "\u007f"]));
        yield return Header(call, "Authorization", Vocabulary.Pick(random, ["", "Bearer", "Bearer x", "Basic YTpi", "Bearer dtk_" + new string('A', 86)]));
        if (operation.Body is { } schema)
            foreach (var spoiled in Bodies(operation, schema, call))
                yield return spoiled;
    }

    private IEnumerable<RawCall> Bodies(Operation operation, JsonElement schema, RawCall call)
    {
        var json = JsonNode.Parse(call.Body!)!.AsObject();
        yield return Text(call, "no JSON", Vocabulary.Pick(random, NoJson));
        if (operation.BodyRequired) yield return Text(call, "no body", Vocabulary.Pick(random, NoBody));
        yield return Text(call, "unknown field", Changed(json, "unknown", 1));
        yield return Text(call, "deep", $$"""{"a":{{new string('[', random.Next(60, 20_000))}}""");
        yield return Text(call, "huge", $$"""{"a":"{{new string('x', random.Next(65_537, 200_000))}}"}""");
        yield return call with { What = "no UTF-8", Body = [.. "{\""u8, 0xc3, 0x28, .. "\":1}"u8] };
        yield return call with { What = "media type", ContentType = Vocabulary.Pick(random, ["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data; boundary=x"]) };
        yield return call with { What = "no media type", ContentType = null };
        if (!schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var property in properties.EnumerateObject())
        {
            var type = document.Resolve(property.Value);
            var good = json[property.Name]?.ToJsonString() ?? "1";
            yield return Text(call, $"{property.Name} twice", $$"""{"{{property.Name}}":{{good}},"{{property.Name}}":{{good}}}""");
            foreach (var bad in BadTypes(type))
                yield return Text(call, $"{property.Name} of a wrong kind", Changed(json, property.Name, bad));
            if (ApiDocument.TypeOf(type) == "string")
                foreach (var bad in BadTexts)
                    yield return Text(call, $"{property.Name} of bad text", Raw(json, property.Name, Vocabulary.Pick(random, bad)));
        }
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(each => each.GetString()!))
                yield return Text(call, $"without {name}", Without(json, name));
    }

    /// <summary>As JSON literals.</summary>
    private static readonly string[][] BadTexts =
    [
        ["\"a\\u0000b\"", "\"\\u001b[31m\"", "\"a\\nb\\u0007\""],
        ["\"\\ud800\"", "\"\\udc00x\"", "\"a\\ud83d\""],
        [$"\"{new string('x', 3000)}\"", $"\"{new string('é', 5000)}\"", $"\"{string.Concat(Enumerable.Repeat("🎉", 1500))}\""],
    ];

    private IEnumerable<JsonNode?> BadTypes(JsonElement schema)
    {
        var format = schema.TryGetProperty("format", out var value) ? value.GetString() : null;
        yield return ApiDocument.TypeOf(schema) switch
        {
            "string" => Vocabulary.Pick<Func<JsonNode>>(random, [() => 12, () => true, () => new JsonObject(), () => new JsonArray("x")])(),
            "integer" or "number" => Vocabulary.Pick<Func<JsonNode>>(
                random, [() => "12", () => 1.5, () => 99999999999999999m, () => true, () => new JsonArray(1), () => JsonNode.Parse("1e400")!])(),
            "boolean" => Vocabulary.Pick<Func<JsonNode>>(random, [() => "true", () => 1, () => new JsonObject()])(),
            "array" => Vocabulary.Pick<Func<JsonNode>>(random, [() => "x", () => new JsonObject(), () => new JsonArray(1, 2), () => new JsonArray((JsonNode?)null)])(),
            _ => JsonValue.Create("x"),
        };
        if (format == "uuid") yield return Vocabulary.Pick(random, ["x", "", "00000000-0000-0000-0000-00000000000g", "{}"]);
        if (format == "date-time") yield return Vocabulary.Pick(random, ["tomorrow", "", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z"]);
    }

    private IEnumerable<string> BadValues(ApiParameter parameter) => parameter.Name switch
    {
        "limit" => [Vocabulary.Pick(random, ["0", "-1", "201", "x", "1.5", "99999999999", "%00", ""])],
        "cursor" => [Vocabulary.Pick(random, ["", "x", "%00", "AAAAAAAAAAAAAAAAAAAAA!", new string('A', 4000), "%F0%9F%8E%89"])],
        _ => ApiDocument.TypeOf(parameter.Schema) switch
        {
            "boolean" => [Vocabulary.Pick(random, ["maybe", "2", "%00"])],
            "integer" => [Vocabulary.Pick(random, ["x", "-1", "1.5", "99999999999999999999"])],
            _ => [Vocabulary.Pick(random, ["a%00b", "%1B", new string('x', 3000)])],
        },
    };

    private static string Changed(JsonObject json, string name, JsonNode? value)
    {
        var copy = json.DeepClone().AsObject();
        copy[name] = value;
        return copy.ToJsonString();
    }

    private static string Raw(JsonObject json, string name, string literal)
    {
        var rest = Without(json, name)[1..^1];
        return $"{{\"{name}\":{literal}{(rest.Length > 0 ? "," : "")}{rest}}}";
    }

    private static string Without(JsonObject json, string name)
    {
        var copy = json.DeepClone().AsObject();
        copy.Remove(name);
        return copy.ToJsonString();
    }

    private static RawCall Text(RawCall call, string what, string body) => call with { What = what, Body = Encoding.UTF8.GetBytes(body) };

    private static RawCall Header(RawCall call, string name, string value) =>
        call with { What = $"header {name}", Headers = [.. call.Headers.Where(header => header.Name != name), (name, value)] };

    private static RawCall Path(Operation operation, RawCall call, string name, string value)
    {
        var parts = call.Target.Split('?')[0].Split('/');
        parts[Array.IndexOf(operation.Path.Split('/'), $"{{{name}}}")] = value;
        var query = call.Target.IndexOf('?', StringComparison.Ordinal);
        return call with { What = $"path {name}", Target = string.Join('/', parts) + (query < 0 ? "" : call.Target[query..]) };
    }

    private static string WithQuery(string target, string name, string value)
    {
        var parts = target.Split('?');
        var others = parts.Length < 2 ? [] : parts[1].Split('&').Where(part => !part.StartsWith($"{name}=", StringComparison.Ordinal));
        return $"{parts[0]}?{string.Join('&', others.Append($"{name}={value}"))}";
    }
}
