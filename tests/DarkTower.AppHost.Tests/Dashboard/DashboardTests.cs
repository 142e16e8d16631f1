using System.Net;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.Dashboard;

/// <summary>The real dashboard as the AppHost starts it: who is let in.</summary>
[Collection(ServedApplication.Collection)]
public sealed class DashboardTests(ServedApplication served)
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Without_the_token_there_is_only_the_login_page()
    {
        using var browser = await BrowserAsync();

        using var login = await browser.GetAsync("/login?t=guessed");
        using var page = await browser.GetAsync("/");

        Assert.DoesNotContain(login.Headers, header => header.Key == "Set-Cookie");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Contains("/login", page.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_login_link_opens_the_resources_page()
    {
        using var browser = await BrowserAsync();

        using var login = await browser.GetAsync($"/login?t={served.BrowserToken}");
        using var page = await browser.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, login.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("the-otlp-key", GrpcClient.Ok)]
    [InlineData("the-otlp-kez", GrpcClient.Unauthenticated)]
    [InlineData(null, GrpcClient.Unauthenticated)]
    public async Task Telemetry_is_taken_with_its_key_only(string? key, int status)
    {
        using var browser = await BrowserAsync();
        using var traces = served.Traces(key);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var answer = await traces.CallAsync("Export", new WireMessage(), deadline.Token);

        Assert.Equal(status, answer.Status);
    }

    private async Task<HttpClient> BrowserAsync()
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = served.DashboardUrl };
        await Wait.UntilAsync(async () =>
        {
            using var answer = await browser.GetAsync("/login");
            return answer.IsSuccessStatusCode;
        }, "the dashboard answers", StartDeadline);
        return browser;
    }
}
