using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Infrastructure;

public sealed class EngineProbeTests
{
    [Theory]
    [InlineData("\"LuaTransactionMode\":true", "\"LuaTransactionMode\":false", "--lua-transaction-mode")]
    [InlineData("\"EnableLua\":true", "\"EnableLua\":false", "start Garnet with --lua")]
    public async Task A_Garnet_whose_scripts_are_not_atomic_is_not_used(string setting, string unsafeSetting, string advice)
    {
        await using var live = await Live.StartAsync("garnet", instances: 0);
        await live.Redis.KillAsync();
        var file = Path.Combine(live.Redis.DataDirectory, "garnet.conf");
        var configuration = await File.ReadAllTextAsync(file);
        Assert.Contains(setting, configuration);
        await File.WriteAllTextAsync(file, configuration.Replace(setting, unsafeSetting));
        await live.Redis.StartAgainAsync();
        await using var service = await Live.StartInstanceAsync(live.Redis.ConnectionString, live.GcDatabase.Service.Address, waitForHealth: false);

        await NotUsedAsync(live, service, advice);
    }

    [Fact]
    public async Task A_store_that_may_evict_meetings_is_not_used_until_it_is_set_right()
    {
        await using var live = await Live.StartAsync("redis-server", instances: 0);
        using var redis = await live.ConnectAsync();
        await redis.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
        await using var service = await Live.StartInstanceAsync(live.Redis.ConnectionString, live.GcDatabase.Service.Address, waitForHealth: false);

        var meeting = await NotUsedAsync(live, service, "set maxmemory-policy noeviction");

        await redis.GetDatabase().ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "noeviction");
        await Wait.UntilAsync(async () => (await meeting.ClaimAsync()).Status == HttpStatusCode.OK, "a claim after the setting is right");
    }

    [Theory]
    [InlineData("garnet", "garnet", "none")]
    [InlineData("redis-server", "redis", "noeviction")]
    public async Task Health_shows_which_engine_it_is_and_that_its_scripts_are_atomic(string program, string engine, string eviction)
    {
        var live = await Live.OnAsync(program);

        var health = (await Answer.OfAsync(live.Client.GetAsync("/health"))).Expect(HttpStatusCode.OK);

        var data = health["checks"].GetProperty("redis").GetProperty("data");
        Assert.Equal([engine, "atomic", eviction], new[] { "engine", "lua", "eviction" }.Select(name => data.GetProperty(name).GetString()));
        Assert.Matches(@"^\d+\.\d+", data.GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("garnet")]
    [InlineData("redis-server")]
    public async Task A_password_that_is_not_the_stores_is_told_in_one_line(string program)
    {
        var live = await Live.OnAsync(program);
        var address = live.Redis.ConnectionString.Split(',')[0];
        await using var service = await Live.StartInstanceAsync($"{address},password=not-this-one", live.GcDatabase.Service.Address, waitForHealth: false);

        await Wait.UntilAsync(() => service.Output.Contains("it refuses the password of ConnectionStrings:redis"), "the reason on the console");
        Assert.DoesNotContain("not-this-one", service.Output);
    }

    [Theory]
    [InlineData("ConnectionStrings:redis", "", "ConnectionStrings:redis")]
    [InlineData("LiveState:Presense", "00:00:30", "LiveState:Presense")]
    [InlineData("LiveState:EventRing", "9", "LiveState:EventRing")]
    [InlineData("Redis:Limits:Deadlines", "1", "Redis:Limits:Deadlines")]
    public async Task A_configuration_it_cannot_work_with_ends_the_start_and_names_the_key(string key, string value, string named)
    {
        var (exitCode, output) = await ServiceProcess.RunAsync("DarkTower.McState", [], new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ConnectionStrings:redis"] = "127.0.0.1:1",
            ["Authentication:PlatformKey"] = SharedGcDatabase.PlatformKey,
            ["services:gc-database:http:0"] = "http://127.0.0.1:1",
            [key] = value,
        });

        Assert.Equal(1, exitCode);
        Assert.Contains(named, Assert.Single(output.Trim().Split('\n')));
    }

    private static async Task<LiveMeeting> NotUsedAsync(Live live, ServiceProcess service, string advice)
    {
        var meeting = new LiveMeeting(service.Client, live.GcDatabase.Org, await live.GcDatabase.MeetingAsync());
        await Wait.UntilAsync(
            async () => await meeting.TryClaimAsync() is { Status: HttpStatusCode.ServiceUnavailable } refused && refused.Text.Contains(advice),
            $"a refusal that says '{advice}'");
        var health = (await Answer.OfAsync(service.Client.GetAsync("/health"))).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Contains(advice, health.Text);
        Assert.Contains(advice, service.Output);
        using var redis = await live.ConnectAsync();
        Assert.Empty(redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "m:*"));
        return meeting;
    }
}
