using System.Net.Http.Headers;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>A call as it goes over the wire, which may be nonsense.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">All but the content's.</param>
/// <param name="Body">Null for none.</param>
/// <param name="ContentType">Null for none.</param>
internal sealed record RawCall(
    string What, HttpMethod Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body, string? ContentType)
{
    public async Task<Reply> SendAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(Method, Target);
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            if (ContentType is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
            // A refusal that closes the connection while the body is being written can get lost.
            request.Headers.ExpectContinue = Body.Length > 50_000;
        }
        using var response = await http.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    public override string ToString() =>
        $"{What}: {Method} {Short(Target)} {string.Join(' ', Headers.Where(header => header.Name != "Authorization")
            .Select(header => $"[{header.Name}: {Short(header.Value)}]"))} {(Body is null ? "" : Short(System.Text.Encoding.UTF8.GetString(Body)))}";

    private static string Short(string text) => text.Length <= 300 ? text : $"{text[..300]}… ({text.Length})";
}
