using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using DarkTower.AppHost.Tests.FullStack;
using DarkTower.Fixtures;
using Microsoft.Playwright;

namespace DarkTower.AppHost.Tests.Browser;

/// <summary>The real dashboard in a real browser, beside the stack as <c>dotnet run</c> starts it.</summary>
[Collection(nameof(AppHostProcess))]
public sealed class DashboardTests
{
    private static readonly string[] Running = ["postgres", "darktower", "redis", "gc-database", "mc-state"];

    [Fact]
    public async Task The_dashboard_shows_every_resource_and_traces_of_a_join_and_a_claim_down_to_their_statements()
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

        await SaveAsync(page, "resources");
        await OpenTraceAsync(page, stack, "gc-database", "POST /v1/orgs/{org}/meetings/{meeting}/participants", "JoinMeeting participants", "INSERT INTO participants");
        await OpenTraceAsync(page, stack, "mc-state", "POST /v1/orgs/{org}/meetings/{meeting}/claim", "ClaimMeeting meetings", "UPDATE meetings");
        await Assertions.Expect(page.GetByText("POST /v1/orgs/{org}/meetings/{meeting}/claims").First).ToBeAttachedAsync();
        await SaveAsync(page, "trace");
    }

    private static async Task OpenTraceAsync(IPage page, AppHostProcess stack, string resource, string trace, string span, string statement)
    {
        await page.GotoAsync($"{stack.DashboardLogin.GetLeftPart(UriPartial.Authority)}/traces/resource/{resource}");
        // The list is drawn anew as telemetry arrives: a click may fall between two drawings.
        await Wait.UntilAsync(async () =>
        {
            await Visible(page, trace).ClickAsync(new() { Timeout = 2_000 });
            await page.WaitForURLAsync(new Regex("/traces/detail/"), new() { Timeout = 1_000 });
            return true;
        }, $"the trace of {trace} opening");
        await Visible(page, span).ClickAsync();
        await Assertions.Expect(page.GetByText(statement).First).ToBeVisibleAsync();
    }

    private static ILocator Visible(IPage page, string text) => page.GetByText(text).Filter(new() { Visible = true }).First;

    /// <summary>For the pictures of the README: DARKTOWER_SCREENSHOTS names a folder.</summary>
    private static async Task SaveAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DARKTOWER_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
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
