using System.Net;
using DarkTower.GcDatabase.Tests.Harness;
using Microsoft.Playwright;

namespace DarkTower.GcDatabase.Tests;

[Collection(GcDatabaseTests.Name)]
public sealed class DocsPageTests(GcDatabaseProcess process)
{
    /// <summary>In a real browser, as somebody new would do it.</summary>
    [Fact]
    public async Task A_call_can_be_tried_at_the_page()
    {
        var org = await process.Gc.NewOrgAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1200, Height = 1200 } });

        await page.GotoAsync(new Uri(process.Service.Address, "/docs").ToString());
        await page.Locator(".auth-wrapper .authorize").ClickAsync();
        await page.Locator(".auth-container input").FillAsync(GcClient.PlatformKey);
        await page.Locator(".auth-container .auth.authorize").ClickAsync();
        await page.Locator(".btn-done").ClickAsync();
        var operation = page.Locator("[id$=GetOrg]");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.Locator(".try-out__btn").ClickAsync();
        await operation.Locator("tr[data-param-name=org] input").FillAsync(org.ToString());
        await operation.Locator(".execute").ClickAsync();

        await Assertions.Expect(operation.Locator(".live-responses-table tbody .response-col_status").First).ToContainTextAsync("200");
        await Assertions.Expect(operation.Locator(".live-responses-table")).ToContainTextAsync(org.ToString());
    }

    [Fact]
    public async Task The_page_is_for_development_alone()
    {
        await using var service = await GcDatabaseProcess.StartAsync(process.Database.AppConnectionString, environment: "Production");

        using var answer = await service.Client.GetAsync("/docs/index.html");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
