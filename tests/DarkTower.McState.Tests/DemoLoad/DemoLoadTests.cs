using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.DemoLoad;

public sealed partial class DemoLoadTests
{
    [Fact]
    public async Task Journeys_go_through_both_services_leave_no_seat_taken_and_the_next_run_uses_the_same_meetings()
    {
        var live = await Live.OnAsync("garnet");

        await TravelAsync(live);
        var first = await MeetingsAsync(live);
        await TravelAsync(live);

        Assert.Equal(2, first);
        Assert.Equal(first, await MeetingsAsync(live));
        Assert.Equal(0L, await ScalarAsync(live, $"SELECT count(*) {OfTheDemo} AND left_at IS NULL"));
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "many")]
    [InlineData("--rate")]
    [InlineData("--speed", "2")]
    public async Task What_it_does_not_understand_is_refused_in_one_line(params string[] args)
    {
        var (exitCode, output) = await ServiceProcess.RunAsync("DarkTower.DemoLoad", args, Settings(await Live.OnAsync("garnet")));

        Assert.Equal(1, exitCode);
        Assert.Contains(args[0][2..], output, StringComparison.OrdinalIgnoreCase);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Help_needs_no_configuration()
    {
        var (exitCode, output) = await ServiceProcess.RunAsync("DarkTower.DemoLoad", ["--help"], new Dictionary<string, string>());

        Assert.Equal(0, exitCode);
        Assert.Contains("--rate", output);
    }

    private const string OfTheDemo = "FROM participants JOIN organizations USING (org_id) WHERE subdomain LIKE 'demo-load-%'";

    private static async Task TravelAsync(Live live)
    {
        const string left = $"SELECT count(*) {OfTheDemo} AND left_at IS NOT NULL";
        var before = await ScalarAsync(live, left);
        await using var load = await ChildProcess.StartAsync(["dotnet", Repository.AssemblyOf("DarkTower.DemoLoad"), "--rate", "10"], Settings(live));
        await Wait.UntilAsync(
            async () => await ScalarAsync(live, left) >= before + 20, "20 journeys", TimeSpan.FromSeconds(60));
        load.Signal("TERM");

        Assert.Equal(0, await load.WaitForExitAsync());
        var line = Line().Match(load.Output);
        Assert.True(line.Success && int.Parse(line.Groups[1].Value) > 0 && line.Groups[2].Value == "0", load.Output);
    }

    private static async Task<long> MeetingsAsync(Live live) => await ScalarAsync(
        live, "SELECT count(*) FROM meetings JOIN organizations USING (org_id) WHERE subdomain LIKE 'demo-load-%'");

    private static async Task<long> ScalarAsync(Live live, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(live.GcDatabase.Database.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static Dictionary<string, string> Settings(Live live) => new()
    {
        ["Authentication:PlatformKey"] = SharedGcDatabase.PlatformKey,
        ["services:gc-database:http:0"] = live.GcDatabase.Service.Address.ToString(),
        ["services:mc-state:http:0"] = live.Service.Address.ToString(),
    };

    [GeneratedRegex(@"journeys (\d+), errors (\d+), p50 \d+ ms, p99 \d+ ms")]
    private static partial Regex Line();
}
