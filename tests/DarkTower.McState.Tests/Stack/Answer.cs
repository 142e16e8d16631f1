using System.Net;
using System.Text.Json;

namespace DarkTower.McState.Tests.Stack;

/// <summary>A response with its body, shown when an assertion on it fails.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public string? Code => Json.GetProperty("code").GetString();

    public JsonElement this[string property] => Json.GetProperty(property);

    public override string ToString() => $"{(int)Status} {Text}";

    public static async Task<Answer> OfAsync(Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta);
    }

    public Answer Expect(HttpStatusCode status)
    {
        if (Status != status) Assert.Fail($"Expected {(int)status} {status}, got {(int)Status} {Status}: {Text}");
        return this;
    }

    public Answer Refused(HttpStatusCode status, string code)
    {
        Expect(status);
        Assert.Equal(code, Code);
        return this;
    }
}
