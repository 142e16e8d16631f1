using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>
/// Values that fields of a name take. What the document says (formats, closed lists, words of a description) is taken from it; what only
/// the service knows stands here, so a new endpoint with ordinary names needs no line.
/// </summary>
internal sealed partial class Vocabulary(ApiDocument document)
{
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["displayName"] = ["Ann", "Bob", "Daily", "Ünï 会議"],
        ["email"] = ["ann@a.example", "bob@a.example", "cy@a.example", "di@a.example", "Ann@A.example", .. Enumerable.Range(1, 60).Select(at => $"u{at}@a.example")],
        ["subdomain"] = ["acme", "umbrella", "zorg"],
        ["name"] = ["robot", "ci", "Ann"],
        ["region"] = ["eu-1", "us-1"],
        ["ipAddress"] = ["192.0.2.7", "2001:db8::7"],
        ["assignedBy"] = ["gc-1", "gc-2"],
        ["provider"] = ["google", "okta"],
        ["subject"] = ["s-1", "s-2", "s-3"],
        ["storageBucket"] = ["bucket"],
        ["storagePath"] = ["a/1", "a/2", "a/3", "a/4", "a/5", "a/6"],
        ["resolution"] = ["1920x1080", "1280x720"],
        ["codecs"] = ["vp9", "opus"],
        ["grpcEndpoint"] = ["https://mc.example:443"],
        ["webtransportEndpoint"] = ["https://mc.example:444"],
        ["passwordHash"] = ["$2b$12$" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ."[..53]],
        ["action"] = ["meeting.created", "user.created", "participant.joined", "org.created"],
        ["scopes"] =
        [
            "orgs:read", "orgs:write", "users:read", "users:write", "api-keys:read", "api-keys:write", "meetings:read", "meetings:write",
            "meetings:claim", "participants:read", "participants:write", "recordings:read", "recordings:write", "assignments:read",
            "assignments:write", "audit:read",
        ],
    };

    private static readonly string[] RecordingFields = ["durationSeconds", "fileSizeBytes", "errorMessage", "endedAt"];

    /// <summary>A controller every world has, healthy and with room; see <see cref="TwoWorlds"/>.</summary>
    public const string Controller = "c0000000-0000-7000-8000-000000000001";

    public static JsonElement Text { get; } = JsonDocument.Parse("""{"type":"string"}""").RootElement.Clone();

    /// <summary>A value the field may well take.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="name">Of the field or parameter.</param>
    /// <param name="schema">Without references.</param>
    /// <param name="description">Closed lists stand in it as words.</param>
    public JsonNode? Draw(Random random, string name, JsonElement schema, string description) => ApiDocument.TypeOf(schema) switch
    {
        "boolean" => random.Next(10) < (name.StartsWith("allow", StringComparison.Ordinal) ? 9 : 5),
        "integer" or "number" => Number(random, name),
        "array" => new JsonArray([.. Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => TextOf(random, name, document.Resolve(schema.GetProperty("items")), description)).Distinct()
            .Select(word => (JsonNode)word)]),
        "object" => new JsonObject(),
        _ => TextOf(random, name, schema, description),
    };

    public string TextOf(Random random, string name, JsonElement schema, string description)
    {
        var format = schema.TryGetProperty("format", out var value) ? value.GetString() : null;
        if (name == "controllerId") return Controller;
        if (format == "uuid") return Id(random);
        if (format == "date-time") return Pick(random, ["2030-01-02T03:04:05Z", "2031-05-06T07:08:09.123Z"]);
        var words = ApiDocument.WordsOf(schema);
        if (words.Length == 0) words = Words.GetValueOrDefault(name) ?? [];
        // "voluntary, kicked, connection_lost or meeting_ended; required."
        if (words.Length == 0) words = [.. ListOf().Match(description).Groups[1].Captures.Select(capture => capture.Value)];
        if (words.Length == 0) words = [.. document.Enums[name].SelectMany(list => list).Distinct()];
        return words.Length == 0 ? Pick(random, ["one", "two", "three"]) : Pick(random, words);
    }

    /// <summary>A word of a path.</summary>
    public string Word(Random random, string name) =>
        name == "role" ? Pick(random, ["user", "admin", "org_admin"]) : TextOf(random, name, Text, "");

    /// <summary>What fields of one body owe each other.</summary>
    public static void Reconcile(Random random, JsonObject body, Func<string> user)
    {
        if (random.Next(10) == 0) return;
        if (RecordingFields.Any(body.ContainsKey)) Reconcile(body, body["status"]?.GetValue<string>());
        if (body["participantType"]?.GetValue<string>() is not { } type) return;
        if (type == "member") body["userId"] ??= user();
        else body.Remove("userId");
        if (type == "guest" || random.Next(2) == 0) body.Remove("role");
        if (type != "member") body["displayName"] ??= "Guest";
    }

    private static void Reconcile(JsonObject recording, string? status)
    {
        foreach (var field in RecordingFields) recording.Remove(field);
        if (status == "ready") (recording["durationSeconds"], recording["fileSizeBytes"]) = (60, 1000);
        if (status == "failed") recording["errorMessage"] = "disk full";
        if (recording.Count == 0) recording["status"] = "processing";
    }

    public static string Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>One that leads nowhere in particular.</summary>
    public static string Cursor(Random random) => Base64Url.EncodeToString(new Guid(Id(random)).ToByteArray(bigEndian: true));

    public static Operation Pick(Random random, IEnumerable<Operation> from) =>
        Pick(random, [.. from.SelectMany(operation => Enumerable.Repeat(operation, operation.Weight))]);

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static int Number(Random random, string name) => name.StartsWith("max", StringComparison.Ordinal)
        ? Pick(random, [2, 5, 50, 100])
        : Pick(random, [1, 2, 3, 10, 50]);

    [GeneratedRegex(@"^(?:([a-z_]+)(?:, | or |[.;]|$)){2,}")]
    private static partial Regex ListOf();
}
