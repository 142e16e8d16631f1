using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.ServiceDefaults.Tests.Authentication;

public sealed class ScopeTests
{
    /// <summary>Stands for the keys of orgs, the second kind there will be.</summary>
    private sealed class OneOrgKey : IKeyVerifier
    {
        public const string Key = "an-org-key";

        private static readonly ClaimsIdentity Org = new([new Claim(Scopes.ClaimType, "meetings:read"), new Claim("org", "7")], "org-key");

        public ValueTask<ClaimsPrincipal?> VerifyAsync(string key, CancellationToken cancellationToken) =>
            ValueTask.FromResult(key == Key ? new ClaimsPrincipal(Org) : null);
    }

    private static Task<TestService> StartAsync() => TestService.StartAsync(
        app =>
        {
            app.MapGet("/read", (ClaimsPrincipal caller) => caller.FindFirst("org")?.Value ?? "platform").RequireScope("meetings:read");
            app.MapGet("/write", () => "written").RequireScope("meetings:write");
            app.MapGroup("/both").RequireScope("meetings:read").MapGet("/", () => "both").RequireScope("meetings:write");
            app.MapGet("/open", () => "open").AllowAnonymous();
        },
        add: builder => builder.Services.AddSingleton<IKeyVerifier, OneOrgKey>());

    private static HttpRequestMessage Get(string path, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer another-key-that-is-as-long-as-ours-01234")]
    [InlineData(TestService.Key)]
    [InlineData("Basic " + TestService.Key)]
    [InlineData("Bearer " + TestService.Key + "x")]
    [InlineData("Bearer " + TestService.Key + " x")]
    public async Task Without_a_known_key_the_answer_is_401(string? authorization)
    {
        await using var service = await StartAsync();
        service.Client.DefaultRequestHeaders.Authorization = null;

        using var response = await service.Client.SendAsync(Get("/read", authorization));

        await TestService.RefusedAsync(response, HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("/read")]
    [InlineData("/write")]
    [InlineData("/both")]
    public async Task The_platform_key_has_every_scope(string path)
    {
        await using var service = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_second_kind_of_key_has_the_scopes_its_verifier_gives()
    {
        await using var service = await StartAsync();
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bearer", OneOrgKey.Key);

        Assert.Equal("7", await service.Client.GetStringAsync("/read"));
        await service.RefusedAsync(new(HttpMethod.Get, "/write"), HttpStatusCode.Forbidden, "missing-scope");
        await service.RefusedAsync(new(HttpMethod.Get, "/both"), HttpStatusCode.Forbidden, "missing-scope");
    }

    [Fact]
    public async Task Anonymous_endpoints_and_unknown_paths_ask_for_no_key()
    {
        await using var service = await StartAsync();
        service.Client.DefaultRequestHeaders.Authorization = null;

        Assert.Equal("open", await service.Client.GetStringAsync("/open"));
        await service.RefusedAsync(new(HttpMethod.Get, "/nowhere"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task An_endpoint_nobody_protected_stops_the_start()
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() =>
            TestService.StartAsync(app => app.MapPost("/forgotten", () => "open")));

        Assert.Contains("/forgotten", failure.Message, StringComparison.Ordinal);
        Assert.Contains("RequireScope", failure.Message, StringComparison.Ordinal);
    }
}
