using System.Net;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Infrastructure;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_lists_every_call_with_its_refusals()
    {
        var live = await Live.OnAsync("garnet");

        var document = (await Answer.OfAsync(live.Client.GetAsync("/openapi/v1.json"))).Expect(HttpStatusCode.OK);

        const string meeting = "/v1/orgs/{org}/meetings/{meeting}";
        var calls = document["paths"].EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method =>
            $"{method.Name} {path.Name} {string.Join(' ', method.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order())}"));
        Assert.Equal(
        [
            $"get {meeting} 200 400 404 503",
            $"post {meeting}/claim 200 400 404 409 503",
            $"post {meeting}/participants 201 400 409 422 503",
            $"post {meeting}/participants/heartbeats 200 400 409 503",
        ], calls.Order(StringComparer.Ordinal));
    }
}
