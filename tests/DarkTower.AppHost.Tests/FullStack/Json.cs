using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>Calls with JSON in and out; a status other than the wanted one fails with the body.</summary>
internal static class Json
{
    public static Task<JsonNode> PostAsync(this HttpClient client, string path, object body, HttpStatusCode wanted = HttpStatusCode.Created, params (string, string)[] headers) =>
        client.SendAsync(HttpMethod.Post, path, body, wanted, headers);

    public static Task<JsonNode> GetAsync(this HttpClient client, string path, HttpStatusCode wanted) => client.SendAsync(HttpMethod.Get, path, null, wanted);

    public static async Task<JsonNode> SendAsync(
        this HttpClient client, HttpMethod method, string path, object? body, HttpStatusCode wanted, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(wanted == response.StatusCode, $"{method} {path} answered {(int)response.StatusCode}, not {(int)wanted}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
