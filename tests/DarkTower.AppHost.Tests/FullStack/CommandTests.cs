using System.Net;
using Aspire.Hosting.ApplicationModel;
using DarkTower.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>The buttons of the dashboard, pressed through the same service that the dashboard uses.</summary>
[Collection(nameof(Stack))]
public sealed class CommandTests(Stack stack)
{
    [Fact]
    public async Task Seed_adds_the_demo_data_and_reset_leaves_an_empty_migrated_database()
    {
        await PressAsync("darktower", "seed-demo");
        Assert.Single(await OrgsAsync("globex"));

        await PressAsync("darktower", "reset");
        // The services' connections were cut: they take new ones by themselves.
        await Wait.UntilAsync(async () => (await OrgsAsync("globex")).Count == 0, "gc-database answering from the new database");

        await stack.GcDatabase.PostAsync("/v1/orgs", new { subdomain = "globex", displayName = "After the reset" });
    }

    [Fact]
    public async Task Plan_and_run_migrations_succeed_when_there_is_nothing_to_do()
    {
        await PressAsync("migrator", "plan");
        await PressAsync("migrator", "migrate");
    }

    [Fact]
    public async Task Upkeep_runs_once_the_schema_is_there_and_again_by_hand()
    {
        foreach (var job in new[] { "retention", "partitions" })
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await stack.App.ResourceNotifications.WaitForResourceAsync(job, e => e.Snapshot.ExitCode == 0, deadline.Token);
            await PressAsync(job, "run");
        }
    }

    [Fact]
    public async Task Demo_load_starts_by_hand_and_drives_the_real_calls()
    {
        Assert.Empty(await OrgsAsync("demo-load-1"));

        await PressAsync("demo-load", "start");

        await Wait.UntilAsync(async () => (await OrgsAsync("demo-load-1")).Count == 1, "demo-load making its organization");
        await PressAsync("demo-load", "stop");
    }

    private async Task PressAsync(string resource, string command)
    {
        var commands = stack.App.Services.GetRequiredService<ResourceCommandService>();
        var result = await commands.ExecuteCommandAsync(resource, command);
        Assert.True(result.Success, $"{command} on {resource}: {result.Message}");
    }

    private async Task<System.Text.Json.Nodes.JsonArray> OrgsAsync(string subdomain) =>
        (await stack.GcDatabase.GetAsync($"/v1/orgs?subdomain={subdomain}", HttpStatusCode.OK))["items"]!.AsArray();
}
