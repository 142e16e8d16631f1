using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>Starting, stopping and dying of the whole stack, as a person at the console meets them.</summary>
[Collection(nameof(AppHostProcess))]
public sealed class LifetimeTests
{
    [Fact]
    public async Task After_kill_minus_9_no_process_stays_and_the_next_start_has_the_data_and_is_healthy_within_15_seconds()
    {
        var data = Directory.CreateTempSubdirectory("darktower-tests-lifetime-").FullName;
        string org;
        var first = await AppHostProcess.StartAsync(data);
        await using (first.KeepData())
        {
            await first.WaitUntilUpAsync();
            await first.WaitForLineAsync("/login?t=");
            using var client = ClientOf(first);
            org = (string)(await client.PostAsync("/v1/orgs", new { subdomain = "kept", displayName = "Kept" }))["orgId"]!;
            Assert.NotEmpty(first.Descendants());

            first.Kill();

            await Wait.UntilAsync(() => first.Descendants().Count == 0, "the children of the killed AppHost ending");
            foreach (var port in new[] { first.GcDatabase.Port, first.McState.Port, first.DashboardLogin.Port })
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start(); // throws when somebody still has the port
            }
        }

        var clock = Stopwatch.StartNew();
        await using var second = await AppHostProcess.StartAsync(data);
        await second.WaitUntilUpAsync();
        var seconds = clock.Elapsed.TotalSeconds;

        using var again = ClientOf(second);
        Assert.Equal("kept", (string?)(await again.GetAsync($"/v1/orgs/{org}", HttpStatusCode.OK))["subdomain"]);
        Assert.True(seconds < 15, $"The second start took {seconds:0.0} s.\n{second.Output}");
    }

    [Fact]
    public async Task Interrupt_stops_everything()
    {
        await using var stack = await AppHostProcess.StartAsync();
        await stack.WaitUntilUpAsync();

        stack.Interrupt();

        await stack.WaitForExitAsync();
        Assert.Empty(stack.Descendants());
    }

    [Fact]
    public async Task Killing_dotnet_run_stops_what_it_started()
    {
        await using var stack = await AppHostProcess.StartAsync(throughDotnetRun: true);
        await stack.WaitForLineAsync("postgres: Running");

        stack.Kill();

        await Wait.UntilAsync(() => stack.Descendants().Count == 0, "the AppHost and its children ending");
    }

    [Fact]
    public async Task A_second_AppHost_on_the_same_data_is_refused_with_the_process_that_has_it()
    {
        await using var first = await AppHostProcess.StartAsync();
        await first.WaitForLineAsync("postgres: PostgreSQL");

        var second = await AppHostProcess.StartAsync(first.DataDirectory);
        await using (second.KeepData())
        {
            Assert.Equal(2, await second.WaitForExitAsync());
            Assert.Contains("error: Another AppHost (process ", second.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_first_call_on_the_console_works_as_it_stands_also_when_the_folder_has_a_space()
    {
        var data = Directory.CreateTempSubdirectory("darktower tests first call ").FullName;
        await using var stack = await AppHostProcess.StartAsync(data);
        await stack.WaitUntilUpAsync();
        await stack.WaitForLineAsync("  curl ");
        var call = stack.Output.Split('\n').Single(l => l.StartsWith("  curl ", StringComparison.Ordinal));

        await using var shell = await ChildProcess.StartAsync(["/bin/sh", "-c", call]);
        await shell.WaitForExitAsync();

        Assert.Contains("\"orgId\"", shell.Output, StringComparison.Ordinal);
    }

    private static HttpClient ClientOf(AppHostProcess stack) => new()
    {
        BaseAddress = stack.GcDatabase,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", stack.PlatformKey) },
    };
}
