using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>One service over a database of its own, in which the caller and others have done many things.</summary>
internal sealed class LivelyService : IAsyncDisposable
{
    private readonly MigratedDatabase _database;
    private readonly CountingProxy? _proxy;
    private readonly Random _random;
    private readonly CallWriter _writer;
    private readonly CallWriter _sensible;
    private readonly CallWriter _others;

    private LivelyService(
        MigratedDatabase database, NpgsqlDataSource admin, CountingProxy? proxy, ServiceProcess service, ApiDocument document, int seed)
    {
        (_database, Admin, _proxy, Service, Document, _random) = (database, admin, proxy, service, document, new Random(seed));
        World = new World(service.Client, document);
        _writer = new CallWriter(document, _random, World.Own);
        _sensible = new CallWriter(document, _random, World.Own) { Wrong = 0 };
        _others = new CallWriter(document, _random, World.Others) { Wrong = 0 };
    }

    public NpgsqlDataSource Admin { get; }

    public ServiceProcess Service { get; }

    public ApiDocument Document { get; }

    public World World { get; }

    /// <summary>Every statement's text that the service ever sent.</summary>
    public IEnumerable<string> Texts => _proxy!.Texts;

    /// <summary>What the caller's organization calls with; null while there are no such keys.</summary>
    public string? OrgKey { get; private set; }

    /// <param name="seed">Of all calls.</param>
    /// <param name="counting">Whether what the service asks the database is counted.</param>
    /// <param name="settings">Further ones of the service.</param>
    public static async Task<LivelyService> StartAsync(
        int seed, bool counting = false, IReadOnlyDictionary<string, string>? settings = null)
    {
        var database = await MigratedDatabase.CreateAsync();
        var admin = NpgsqlDataSource.Create(database.AdminConnectionString);
        await using (var command = admin.CreateCommand(Side.Registry)) await command.ExecuteNonQueryAsync();
        var proxy = counting ? new CountingProxy(database.AppConnectionString) : null;
        var service = await GcDatabaseProcess.StartAsync(
            proxy?.ConnectionString ?? database.AppConnectionString, TimeSpan.FromHours(1),
            settings: settings);
        return new LivelyService(database, admin, proxy, service, await ApiDocument.ReadAsync(service), seed);
    }

    /// <summary>Makes random calls, of the caller or of others, on two new organizations.</summary>
    /// <param name="foreign">Whether others make them.</param>
    /// <param name="calls">How many.</param>
    /// <param name="then">Told each, with the round trips and statements it took when those are counted.</param>
    public async Task LiveAsync(bool foreign, int calls, Action<Call, Reply, (int RoundTrips, int Statements)>? then = null)
    {
        for (var org = 0; org < 2; org++)
        {
            var create = new Call(Document.Find("CreateOrg")!, "/v1/orgs", [],
                $$"""{"subdomain":"{{GcClient.NewSubdomain()}}","displayName":"O","maxConcurrentMeetings":30}""", GcClient.PlatformKey);
            await SendAsync(create, foreign);
            if (!foreign) OrgKey = await NewKeyAsync();
            for (var at = 0; at < calls / 2; at++)
            {
                var operation = Vocabulary.Pick(_random, Document.Operations.Where(operation => operation.OfTenant && !operation.EndsOrg));
                await OneAsync(operation, foreign, then);
            }
        }
    }

    /// <summary>One random call of an operation, which may also be one without a tenant.</summary>
    public async Task OneAsync(
        Operation operation, bool foreign = false, Action<Call, Reply, (int RoundTrips, int Statements)>? then = null)
    {
        await SendAsync((foreign ? _others : _writer).Write(operation), foreign, then);
    }

    /// <summary>A call as it is, by the platform.</summary>
    public Task<Reply> PlatformAsync(
        string operation, string target, string? body, Action<Call, Reply, (int RoundTrips, int Statements)> then) =>
        SendAsync(new Call(Document.Find(operation)!, target, [], body, GcClient.PlatformKey), foreign: false, then);

    /// <summary>Reads an organization with a key, uncounted.</summary>
    public Task<Reply> KnockAsync(string org, string key) => World.SendAsync(new Call(Document.Find("GetOrg")!, org, [], null, key));

    private async Task<Reply> SendAsync(Call call, bool foreign, Action<Call, Reply, (int RoundTrips, int Statements)>? then)
    {
        _proxy?.Reset();
        var reply = await SendAsync(call, foreign);
        then?.Invoke(call, reply, _proxy?.Count ?? default);
        return reply;
    }

    /// <summary>Every row of every table, as one number: equal means that nothing was written. That a key was used is no effect.</summary>
    public async Task<string> ContentAsync()
    {
        await using var tables = Admin.CreateCommand("""
            SELECT string_agg(format('SELECT %L AS name, count(*), sum(hashtextextended((to_jsonb(t) - %L::text[])::text, 0)) FROM %s AS t',
                    oid::regclass, CASE relname WHEN 'api_keys' THEN '{last_used_at,updated_at}' ELSE '{}' END, oid::regclass),
                ' UNION ALL ' ORDER BY relname)
            FROM pg_class
            WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace)
            """);
        var sql = (string)(await tables.ExecuteScalarAsync())!;
        await using var content = Admin.CreateCommand($"SELECT string_agg(c::text, ' ' ORDER BY name) FROM ({sql}) AS c");
        return (string)(await content.ExecuteScalarAsync())!;
    }

    /// <summary>A call that may well be granted.</summary>
    public Call Sensible(Operation operation, string key = GcClient.PlatformKey) => _sensible.Write(operation, key);

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (_proxy is not null) await _proxy.DisposeAsync();
        await Admin.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<Reply> SendAsync(Call call, bool foreign) => foreign ? World.SendForeignAsync(call) : World.SendAsync(call);

    private async Task<string?> NewKeyAsync()
    {
        if (Document.Find("CreateApiKey") is not { } create) return null;
        var reply = await World.SendAsync(new Call(create, $"/v1/orgs/«own:org:{World.Own.Count("org") - 1}:org»/api-keys", [], Side.KeyOfAllScopes,
            GcClient.PlatformKey));
        World.Own.Spare("key", reply.Member("keyId"));
        return $"«own:secret:{World.Own.Count("secret") - 1}:secret»";
    }
}
