using System.Net.Http.Headers;
using System.Text.Json;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>What the service answered, whole: a failed assertion shows it.</summary>
public sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Text.Length > 0 && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? ETag => Headers.ETag?.ToString();

    public JsonElement this[string name] => Json.GetProperty(name);

    public Guid Id(string name) => this[name].GetGuid();

    public List<JsonElement> Items => [.. this["items"].EnumerateArray()];

    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    public Answer ExpectRefusal(int status, string code)
    {
        Assert.True(Status == status && Code == code, $"Expected {status} {code}, got {Status}: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        return this;
    }
}
