using System.Net;
using System.Net.Sockets;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>What a person at the console reads when something about the machine or the configuration is wrong.</summary>
[Collection(nameof(AppHostProcess))]
public sealed class BadSurroundingsTests
{
    [Theory]
    [InlineData("--DarkTower:PostgersMajor=17", "PostgersMajor")]
    [InlineData("--DarkTower:PostgresMajor=14", "DarkTower:PostgresMajor is '14'; it must be between 15 and 18.")]
    [InlineData("--DarkTower:GcDatabaseReplicas=many", "GcDatabaseReplicas")]
    [InlineData("--DarkTower:RedisEngine=memcached", "garnet, redis-server or valkey-server")]
    [InlineData("--ConnectionStrings:darktower=Hots=localhost", "ConnectionStrings:darktower cannot be read")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string argument, string named)
    {
        await using var stack = await AppHostProcess.StartAsync(arguments: [argument]);

        Assert.Equal(2, await stack.WaitForExitAsync());

        var line = Assert.Single(stack.Output.Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", stack.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_ports_are_replaced_and_said()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var stack = await AppHostProcess.StartAsync(environment: new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://localhost:{port}" });
        await stack.WaitUntilUpAsync();

        await stack.WaitForLineAsync("/login?t=");
        Assert.NotEqual(port, stack.DashboardLogin.Port);
        Assert.Contains(stack.Output.Split('\n'), l => l.Contains($"{port}", StringComparison.Ordinal) && l.Contains("taken", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_password_that_is_not_the_data_s_is_said_with_the_file_and_nothing_starts_on_it()
    {
        var first = await AppHostProcess.StartAsync();
        await using (first.KeepData())
        {
            await first.WaitUntilUpAsync();
            first.Interrupt();
            await first.WaitForExitAsync();
        }

        await File.WriteAllTextAsync(Path.Combine(first.DataDirectory, "secrets", "postgres-password"), "not-the-password-of-this-data");
        await using var second = await AppHostProcess.StartAsync(first.DataDirectory);

        await second.WaitForLineAsync("error: postgres: The password in ");

        Assert.Single(second.Output.Split('\n'), l => l.Contains("is not the one of the data in", StringComparison.Ordinal));
        Assert.DoesNotContain("Dark Tower is up.", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_migrator_gives_its_reason_and_the_services_stay_away()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await database.ExecuteAsync("CREATE TABLE public.organizations (in_the_way int)");

        await using var stack = await AppHostProcess.StartAsync(arguments: [$"--ConnectionStrings:darktower={database.ConnectionString}"]);

        await stack.WaitForLineAsync("42P07");
        Assert.DoesNotContain("Dark Tower is up.", stack.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(stack.Descendants(), line => line.Contains("DarkTower.GcDatabase", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_by_the_migrator()
    {
        var connection = $"Host=127.0.0.1;Port={ChildProcess.FreePort()};Username=postgres;Password=x;Database=darktower";

        await using var stack = await AppHostProcess.StartAsync(arguments: [$"--ConnectionStrings:darktower={connection}"]);

        await stack.WaitForLineAsync("migrator: failed with exit code");
        Assert.Contains(stack.Output.Split('\n'), l => l.StartsWith("migrator | ", StringComparison.Ordinal) && l.Contains("127.0.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_disk_is_said()
    {
        await using var stack = await AppHostProcess.StartAsync(smallDiskMegabytes: 12);

        await stack.WaitForLineAsync("PostgreSQL could not make its data directory");
        Assert.DoesNotContain("Dark Tower is up.", stack.Output, StringComparison.Ordinal);
    }
}
