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

    private static async Task<LiveMeeting> NotUsedAsync(Live live, ServiceProcess service, string advice)
    {
        var meeting = new LiveMeeting(service.Client, live.GcDatabase.Org, await live.GcDatabase.MeetingAsync());
        await Wait.UntilAsync(
            async () => await meeting.TryClaimAsync() is { Status: HttpStatusCode.ServiceUnavailable } refused && refused.Text.Contains(advice),
            $"a refusal that says '{advice}'");
        (await Answer.OfAsync(service.Client.GetAsync("/health"))).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Contains(advice, service.Output);
        using var redis = await live.ConnectAsync();
        Assert.Empty(redis.GetServer(redis.GetEndPoints()[0]).Keys(pattern: "m:*"));
        return meeting;
    }
}
