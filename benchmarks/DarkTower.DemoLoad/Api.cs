using System.Net.Http.Json;
using System.Text.Json;

namespace DarkTower.DemoLoad;

internal sealed class GcDatabaseApi(HttpClient http) : Api(http);

internal sealed class McStateApi(HttpClient http) : Api(http);

/// <summary>Calls a service; a refusal is an exception that carries its code.</summary>
internal abstract class Api(HttpClient http)
{
    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) => SendAsync(new(HttpMethod.Get, path), cancel);

    public Task DeleteAsync(string path, CancellationToken cancel) => SendAsync(new(HttpMethod.Delete, path), cancel);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancel, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return SendAsync(request, cancel);
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            using var answer = await http.SendAsync(request, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode) throw new RefusedException(Code(text) ?? $"status-{(int)answer.StatusCode}");
            return text is "" ? default : JsonElement.Parse(text);
        }
    }

    private static string? Code(string text)
    {
        try
        {
            return JsonElement.Parse(text).TryGetProperty("code", out var code) ? code.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="code">The problem's stable code.</param>
internal sealed class RefusedException(string code) : Exception(code)
{
    public string Code => Message;
}
