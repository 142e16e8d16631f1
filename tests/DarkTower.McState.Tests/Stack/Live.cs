using System.Collections.Concurrent;
using System.Net.Http.Headers;
using DarkTower.Fixtures;
using StackExchange.Redis;

namespace DarkTower.McState.Tests.Stack;

/// <summary>A Redis-protocol server with mc-state before it, over the shared gc-database.</summary>
internal sealed class Live : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Live>>> Shared = new();

    private readonly List<ServiceProcess> _instances = [];
    private readonly Lazy<Task<ServiceProcess>> _brief;

    private Live(OwnRedis redis, SharedGcDatabase gcDatabase)
    {
        Redis = redis;
        GcDatabase = gcDatabase;
        _brief = new(() => StartInstanceAsync(("LiveState:Presence", "00:00:03"), ("LiveState:RequestRecord", "00:00:01")));
    }

    public OwnRedis Redis { get; }

    public SharedGcDatabase GcDatabase { get; }

    public HttpClient Client => _instances[0].Client;

    public HttpClient OtherClient => _instances[1].Client;

    public ServiceProcess Service => _instances[0];

    /// <summary>The engines every test of a script runs on.</summary>
    public static TheoryData<string> Engines => ["garnet", "redis-server"];

    /// <summary>One for the whole test process, with two instances of mc-state.</summary>
    public static Task<Live> OnAsync(string engine) => Shared.GetOrAdd(engine, _ => new(() => StartAsync(engine, instances: 2, untilProcessEnds: true))).Value;

    /// <summary>The caller's own, to freeze and kill.</summary>
    public static Task<Live> StartAsync(string engine, int instances = 1) => StartAsync(engine, instances, untilProcessEnds: false);

    private static async Task<Live> StartAsync(string engine, int instances, bool untilProcessEnds)
    {
        var live = new Live(await OwnRedis.StartAsync(engine, untilProcessEnds), await SharedGcDatabase.GetAsync());
        for (var i = 0; i < instances; i++) live._instances.Add(await live.StartInstanceAsync());
        return live;
    }

    /// <summary>An instance for which presence lasts three seconds and a request record one.</summary>
    public async Task<HttpClient> BriefClientAsync() => (await _brief.Value).Client;

    public Task<ServiceProcess> StartInstanceAsync(params (string Key, string Value)[] settings) =>
        StartInstanceAsync(Redis.ConnectionString, GcDatabase.Service.Address, waitForHealth: true, settings);

    public static async Task<ServiceProcess> StartInstanceAsync(
        string redis, Uri gcDatabase, bool waitForHealth, params (string Key, string Value)[] settings)
    {
        var configuration = new Dictionary<string, string>
        {
            ["ConnectionStrings:redis"] = redis,
            ["Authentication:PlatformKey"] = SharedGcDatabase.PlatformKey,
            ["services:gc-database:http:0"] = gcDatabase.ToString(),
            // A machine that runs many tests at once may stand still for longer than the default; OutageTests sets it back.
            ["Redis:Limits:Deadline"] = "00:00:08",
        };
        foreach (var (key, value) in settings) configuration[key] = value;
        var service = await ServiceProcess.StartAsync("DarkTower.McState", configuration, waitForHealth: waitForHealth);
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SharedGcDatabase.PlatformKey);
        return service;
    }

    public async Task<LiveMeeting> MeetingAsync() => new(Client, GcDatabase.Org, await GcDatabase.MeetingAsync());

    /// <summary>A meeting that <see cref="LiveMeeting.Controller"/> has claimed.</summary>
    public async Task<LiveMeeting> ClaimedAsync()
    {
        var meeting = await MeetingAsync();
        await meeting.ClaimAsync();
        return meeting;
    }

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectionMultiplexer.ConnectAsync(Redis.ConnectionString + ",syncTimeout=20000,allowAdmin=true");

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances) await instance.DisposeAsync();
        if (_brief.IsValueCreated) await (await _brief.Value).DisposeAsync();
        await Redis.DisposeAsync();
    }
}
