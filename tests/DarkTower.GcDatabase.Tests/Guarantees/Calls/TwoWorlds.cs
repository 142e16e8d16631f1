using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>
/// Two services over two databases. To both the same calls are made for tenant A; what other tenants do differs in each. A's answers must
/// be the same.
/// </summary>
internal sealed class TwoWorlds : IAsyncDisposable
{
    private const int CallsOfAnOrg = 250;

    private readonly List<IAsyncDisposable> _owned = [];
    private readonly List<string> _trace = [];
    private readonly List<Side> _sides = [];
    private readonly Renaming _renaming = new();
    private readonly Random _random;
    private readonly int _seed;
    private CallWriter _writer = null!;
    private string? _orgKey;

    private TwoWorlds(int seed) => (_seed, _random) = (seed, new Random(seed));

    public ApiDocument Document { get; private set; } = null!;

    /// <summary>How often A was answered which status, by operation.</summary>
    public Dictionary<(string Operation, int Status), int> Answers { get; } = [];

    public int Calls { get; private set; }

    /// <param name="seed">Of A's calls, and of the others'.</param>
    /// <param name="rewrite">What becomes of the service's statements on the way to the server.</param>
    /// <param name="schema">What becomes of the schema.</param>
    public static async Task<TwoWorlds> CreateAsync(int seed, Func<string, string>? rewrite = null, string schema = "")
    {
        var worlds = new TwoWorlds(seed);
        for (var side = 0; side < 2; side++) worlds._sides.Add(await worlds.SideAsync(side, rewrite, schema));
        worlds._writer = new CallWriter(worlds.Document, worlds._random, worlds._sides[0].World.Own);
        return worlds;
    }

    /// <summary>Makes calls until there are enough; the first difference, told whole, or null.</summary>
    public async Task<string?> RunAsync(int calls)
    {
        for (var at = 0; at < calls; at++)
        {
            if (at % CallsOfAnOrg == 0 && await NewOrgAsync() is { } first) return first;
            if (at % 50 == 25)
                foreach (var side in _sides)
                {
                    await side.DisturbAsync(Document);
                    await side.ShadowAsync();
                }
            var nearEnd = at % CallsOfAnOrg > CallsOfAnOrg * 0.9;
            var operation = Vocabulary.Pick(_random, Document.Operations.Where(operation => nearEnd || !operation.EndsOrg));
            var asOrg = _orgKey is not null && _random.Next(2) == 0;
            // Only A's own key may be used for what has no tenant in its path: the platform sees everybody there.
            if (!operation.OfTenant && _orgKey is null) continue;
            var call = _writer.Write(operation, asOrg || !operation.OfTenant ? _orgKey! : GcClient.PlatformKey);
            // And so is how long a key of an organization that ended is.
            if (await CompareAsync(call, replies => _orgKey = operation.EndsOrg && replies[0].Done ? null : _orgKey) is { } difference)
                return difference;
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in Enumerable.Reverse(_owned)) await owned.DisposeAsync();
    }

    private async Task<Side> SideAsync(int number, Func<string, string>? rewrite, string schema)
    {
        var database = await MigratedDatabase.CreateAsync();
        _owned.Add(database);
        var admin = NpgsqlDataSource.Create(database.AdminConnectionString);
        _owned.Add(admin);
        await using (var prepare = admin.CreateCommand(Side.Registry + schema)) await prepare.ExecuteNonQueryAsync();
        var proxy = rewrite is null ? null : new CountingProxy(database.AppConnectionString, rewrite);
        if (proxy is not null) _owned.Add(proxy);
        var service = await GcDatabaseProcess.StartAsync(proxy?.ConnectionString ?? database.AppConnectionString, TimeSpan.FromHours(1));
        _owned.Add(service);
        Document ??= await ApiDocument.ReadAsync(service);
        return new Side(number, new World(service.Client, Document), admin, new Random(_seed + 1 + number), Document);
    }

    /// <summary>A goes on with another organization, which has the same limits in both worlds; others get what A had, and more.</summary>
    private async Task<string?> NewOrgAsync()
    {
        var create = new Call(Document.Find("CreateOrg")!, "/v1/orgs", [],
            $$"""{"subdomain":"a-{{Calls}}","displayName":"A","maxConcurrentMeetings":12,"maxParticipantsPerMeeting":6}""", GcClient.PlatformKey);
        var org = _sides[0].World.Own.Count("org");
        if (await CompareAsync(create) is { } difference) return difference;
        if (Document.Find("CreateApiKey") is not { } createKey) return null;
        return await CompareAsync(
            new Call(createKey, $"/v1/orgs/«own:org:{org}:org»/api-keys", [], Side.KeyOfAllScopes, GcClient.PlatformKey), replies =>
            {
                // How long a revoked key is still taken is a matter of time: this one is not revoked.
                foreach (var (side, reply) in _sides.Zip(replies)) side.World.Own.Spare("key", reply.Member("keyId"));
                _orgKey = $"«own:secret:{_sides[0].World.Own.Count("secret") - 1}:secret»";
            });
    }

    private async Task<string?> CompareAsync(Call call, Action<List<Reply>>? then = null)
    {
        var replies = new List<Reply>();
        foreach (var side in _sides) replies.Add(await side.World.SendAsync(call));
        Calls++;
        _trace.Add($"{call} -> {replies[0].Status}");
        Answers[(call.Operation.Id, replies[0].Status)] = Answers.GetValueOrDefault((call.Operation.Id, replies[0].Status)) + 1;
        var difference = _renaming.Compare(replies[0], replies[1])
            ?? _sides.Zip(replies).Select(pair => pair.First.LeakIn(pair.Second)).FirstOrDefault(leak => leak is not null);
        if (difference is null) then?.Invoke(replies);
        return difference is null ? null : Tell(call, difference, replies);
    }

    private string Tell(Call call, string difference, List<Reply> replies)
    {
        var file = Path.Combine(Path.GetTempPath(), $"darktower-two-worlds-{_seed}.trace");
        File.WriteAllLines(file, _trace);
        return $"""
            {difference}
            Seed {_seed} (DARKTOWER_TEST_SEED), call {Calls}: {call}
            sent as {_sides[0].World.Resolve(call.Target)} and {_sides[1].World.Resolve(call.Target)}
            --- world 1
            {replies[0].Whole}
            --- world 2
            {replies[1].Whole}
            --- the trace before (whole: {file})
            {string.Join('\n', _trace.TakeLast(25))}
            """;
    }
}
