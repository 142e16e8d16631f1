using System.Net;
using Microsoft.AspNetCore.Builder;

namespace DarkTower.ServiceDefaults.Tests.Requests;

public sealed class JsonCharsetTests
{
    private sealed record Note(string Text);

    private static Task<TestService> StartAsync() => TestService.StartAsync(app =>
        app.MapPost("/notes", (Note note) => note.Text).AllowAnonymous());

    private static HttpRequestMessage Post(string contentType)
    {
        var content = new ByteArrayContent("""{"text":"é"}"""u8.ToArray());
        Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", contentType));
        return new(HttpMethod.Post, "/notes") { Content = content };
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/merge-patch+json; v=1; charset=\"UTF-8\"")]
    public async Task Utf8_is_read_however_its_name_is_written(string contentType)
    {
        await using var service = await StartAsync();

        using var answer = await service.Client.SendAsync(Post(contentType));

        Assert.Equal("200 é", $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    [Theory]
    [InlineData("application/json; charset=bogus")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset=\"\"")]
    public async Task A_charset_that_is_not_utf8_is_415(string contentType)
    {
        await using var service = await StartAsync();

        await service.RefusedAsync(Post(contentType), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }
}
