using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using DarkTower.AppHost.Tests.FullStack;
using Microsoft.Playwright;

namespace DarkTower.AppHost.Tests.Browser;

/// <summary>The real dashboard in a real browser, beside the stack as <c>dotnet run</c> starts it.</summary>
[Collection(nameof(AppHostProcess))]
public sealed class DashboardTests
{
    private const string Claim = "POST /v1/orgs/{org}/meetings/{meeting}/claim";
    private static readonly string[] Running = ["postgres", "darktower", "redis", "gc-database", "mc-state"];

    [Fact]
    public async Task The_dashboard_shows_every_resource_and_a_trace_from_mc_state_down_to_the_statement()
    {
        await using var stack = await AppHostProcess.StartAsync();
        await stack.WaitUntilUpAsync();
        await stack.WaitForLineAsync("/login?t=");
        await JoinAndClaimAsync(stack);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1600, Height = 900 } });
        await page.GotoAsync(stack.DashboardLogin.ToString());

        foreach (var resource in Running)
        {
            await Assertions.Expect(Row(page, resource)).ToContainTextAsync("Running", new() { Timeout = 30_000 });
        }

        await Assertions.Expect(Row(page, "migrator")).ToContainTextAsync("Finished");

        await page.GotoAsync($"{stack.DashboardLogin.GetLeftPart(UriPartial.Authority)}/traces/resource/mc-state");
        await page.GetByText(Claim, new() { Exact = false }).First.ClickAsync(new() { Timeout = 30_000 });
        await page.WaitForURLAsync(new Regex("/traces/detail/"));
        await Assertions.Expect(page.GetByText($"{Claim}s", new() { Exact = false }).First).ToBeVisibleAsync();
        await page.GetByText("ClaimMeeting meetings", new() { Exact = false }).Filter(new() { Visible = true }).First.ClickAsync();
        try
        {
            await Assertions.Expect(page.GetByText("UPDATE meetings", new() { Exact = false }).First).ToBeVisibleAsync();
        }
        catch { await page.ScreenshotAsync(new() { Path = "/tmp/shots/fail.png" }); throw; }

        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (Environment.GetEnvironmentVariable("DARKTOWER_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "trace.png") });
        }
    }

    private static ILocator Row(IPage page, string resource) =>
        page.GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) }).First;

    /// <summary>One journey: the join in gc-database, the claim and the live join in mc-state.</summary>
    private static async Task JoinAndClaimAsync(AppHostProcess stack)
    {
        using var gcDatabase = Client(stack.GcDatabase, stack.PlatformKey);
        using var mcState = Client(stack.McState, stack.PlatformKey);
        var org = await gcDatabase.PostAsync("/v1/orgs", new { subdomain = "browser", displayName = "Browser" });
        var user = await gcDatabase.PostAsync($"/v1/orgs/{org["orgId"]}/users", new { email = "ada@example.com", displayName = "Ada" });
        var meeting = await gcDatabase.PostAsync($"/v1/orgs/{org["orgId"]}/meetings", new { displayName = "Standup" });
        var path = $"/v1/orgs/{org["orgId"]}/meetings/{meeting["meetingId"]}";
        await gcDatabase.PostAsync($"{path}/participants", new { participantType = "member", userId = (string?)user["userId"] });
        await mcState.PostAsync($"{path}/claim", new { controllerId = Guid.NewGuid(), leaseMs = 30_000 }, System.Net.HttpStatusCode.OK);
    }

    private static HttpClient Client(Uri address, string key) =>
        new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
}
