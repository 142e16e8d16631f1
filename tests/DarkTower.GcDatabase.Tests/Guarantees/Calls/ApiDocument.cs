using System.Text.Json;
using DarkTower.Fixtures;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>One operation as the service's own document says it.</summary>
/// <param name="Id">Its operationId, the name of the use case.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">With the names of its parameters in braces.</param>
/// <param name="Parameters">In path, query and header.</param>
/// <param name="Body">Schema of the body, without references; null when it takes none.</param>
/// <param name="BodyRequired">There must be one.</param>
/// <param name="Statuses">Those the document names.</param>
internal sealed record Operation(
    string Id, HttpMethod Method, string Path, IReadOnlyList<ApiParameter> Parameters, JsonElement? Body, bool BodyRequired,
    IReadOnlySet<int> Statuses)
{
    public bool OfTenant => Path == "/v1/orgs/{org}" || Path.StartsWith("/v1/orgs/{org}/", StringComparison.Ordinal);

    /// <summary>Ends the organization it is called on.</summary>
    public bool EndsOrg => (Method == HttpMethod.Delete && Path == "/v1/orgs/{org}") || Path == "/v1/orgs/{org}/erasure";

    /// <summary>Share among random calls: what makes things more often than what ends them, or there would soon be nothing to call.</summary>
    public int Weight => !OfTenant ? 1
        : Path.EndsWith("/suspension", StringComparison.Ordinal) ? (Method == HttpMethod.Delete ? 8 : 1)
        : Method == HttpMethod.Delete || Ending.Any(end => Path.EndsWith(end, StringComparison.Ordinal)) ? 2
        : Statuses.Contains(201) ? 14
        : 5;

    private static string[] Ending { get; } = ["/erasure", "/end", "/cancellation"];

    public IReadOnlyList<string> PathParameters { get; } =
        [.. Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part[1..^1])];

    public bool Takes(string header) => Parameters.Any(each => each.In == "header" && each.Name == header);

    public override string ToString() => $"{Method} {Path}";
}

/// <param name="Name">As sent.</param>
/// <param name="In">path, query or header.</param>
/// <param name="Schema">Of its value, without references.</param>
/// <param name="Description">For people; words of a closed list stand in it.</param>
internal sealed record ApiParameter(string Name, string In, JsonElement Schema, string Description);

/// <summary>The service's OpenAPI document: what holds for every endpoint is tested for every operation in it.</summary>
internal sealed class ApiDocument
{
    private readonly JsonElement _root;

    private ApiDocument(JsonElement root)
    {
        _root = root;
        Operations =
        [
            .. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
                .Where(method => method.Value.ValueKind == JsonValueKind.Object && method.Value.TryGetProperty("operationId", out _))
                .Select(method => Read(path.Name, method.Name, method.Value))),
        ];
        Enums = root.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject())
            .Select(property => (property.Name, Words: WordsOf(Resolve(property.Value))))
            .Where(property => property.Words.Length > 0)
            .ToLookup(property => property.Name, property => property.Words);
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>The closed lists of strings that properties of this name have anywhere in the document.</summary>
    public ILookup<string, string[]> Enums { get; }

    /// <summary>Of the running service: the committed one is compared with it elsewhere.</summary>
    public static async Task<ApiDocument> ReadAsync(ServiceProcess service) =>
        new(JsonDocument.Parse(await service.Client.GetStringAsync("/openapi/v1.json")).RootElement.Clone());

    public Operation? Find(string id) => Operations.FirstOrDefault(operation => operation.Id == id);

    /// <summary>Without a reference, and without the null that a union allows beside one.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Resolve(_root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]));
        foreach (var union in new[] { "oneOf", "anyOf" })
            if (schema.TryGetProperty(union, out var choices))
                return Resolve(choices.EnumerateArray().First(choice => !(choice.TryGetProperty("type", out var type)
                    && type.ValueKind == JsonValueKind.String && type.GetString() == "null")));
        return schema;
    }

    /// <summary>The type of a schema, without null.</summary>
    public static string TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? "any"
        : type.ValueKind == JsonValueKind.String ? type.GetString()!
        : type.EnumerateArray().Select(each => each.GetString()!).First(each => each != "null");

    public static bool MayBeNull(JsonElement schema) => !schema.TryGetProperty("type", out var type)
        || (type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(each => each.GetString() == "null"));

    public static string[] WordsOf(JsonElement schema) => schema.TryGetProperty("enum", out var words)
        ? [.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)]
        : [];

    private Operation Read(string path, string method, JsonElement operation) => new(
        operation.GetProperty("operationId").GetString()!,
        new HttpMethod(method.ToUpperInvariant()),
        path,
        operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(each => new ApiParameter(
                each.GetProperty("name").GetString()!, each.GetProperty("in").GetString()!, Resolve(each.GetProperty("schema")),
                each.TryGetProperty("description", out var text) ? text.GetString()! : ""))]
            : [],
        operation.TryGetProperty("requestBody", out var body)
            ? Resolve(body.GetProperty("content").GetProperty("application/json").GetProperty("schema"))
            : null,
        operation.TryGetProperty("requestBody", out body) && body.TryGetProperty("required", out var required) && required.GetBoolean(),
        operation.GetProperty("responses").EnumerateObject().Where(each => int.TryParse(each.Name, out _))
            .Select(each => int.Parse(each.Name, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet());
}
