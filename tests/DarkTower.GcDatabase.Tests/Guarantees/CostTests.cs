using System.Reflection;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Tests.Guarantees.Calls;
using DarkTower.GcDatabase.Tests.Harness;
using DarkTower.Queries;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>What an operation asks of the database, counted on the wire: the same on every machine.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    private const string LockFirst = "a lock taken by an earlier statement of the same batch: what it protects is read after it";

    /// <summary>What more than one round trip or two statements of an operation are for. Nothing else may have more.</summary>
    private static readonly Dictionary<string, (int RoundTrips, int Statements, string Why)> Excused = new()
    {
        ["EndMeeting"] = (1, 3, LockFirst),
        ["CancelMeeting"] = (1, 3, LockFirst),
        ["AssignMeeting"] = (1, 3, LockFirst),
    };

    /// <summary>With a key the effect and its answer are one transaction; a refused one is kept in a second one.</summary>
    private static readonly (int RoundTrips, int Statements) ForIdempotencyKey = (7, 12);

    private readonly Dictionary<string, (int RoundTrips, int Statements)> _most = [];
    private readonly Dictionary<string, int> _granted = [];
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Every_operation_of_the_document_is_at_most_one_round_trip_of_two_statements()
    {
        await using var service = await LivelyService.StartAsync(TestSize.Seed, counting: true);
        var (ofTenant, others) = (Of(operation => operation.OfTenant), Of(operation => !operation.OfTenant));

        await SeldomGrantedAsync(service);
        // While the registry is as it was made: random calls drain what there is to pick from.
        foreach (var read in others.Where(each => each.Method == HttpMethod.Get))
            for (var round = 0; round < 50 && !_granted.ContainsKey(read.Id); round++)
                await service.OneAsync(read, then: Note);
        await service.LiveAsync(foreign: false, TestSize.Calls(800), Note);
        // The rest until each was granted once, the registry last, which assignments need as it is; what random calls have spoiled is anew in
        // other organizations.
        for (var life = 0; life < 8 && ofTenant.Concat(others).Any(NotYet); life++)
        {
            foreach (var operations in new[] { ofTenant, others })
                for (var round = 0; round < 60 && operations.Any(NotYet); round++)
                    foreach (var operation in operations.Where(each => NotYet(each) || each.Statuses.Contains(201)))
                        await service.OneAsync(operation, then: Note);
            await service.LiveAsync(foreign: false, 100, Note);
        }
        await service.LiveAsync(foreign: false, 2);

        Assert.True(_faults.Count == 0, $"Seed {TestSize.Seed}, {_faults.Count}:\n{string.Join('\n', _faults.Take(15))}");
        Assert.Empty(ofTenant.Concat(others).Select(each => each.Id).Except(_granted.Keys)
            .Select(id => $"{id} was never granted; seed {TestSize.Seed}"));
        // Every statement was seen on the wire, but for those of jobs, which run on connections of their own.
        var assembly = typeof(OrgId).Assembly;
        var unseen = QueriesOf(assembly).Where(query => query.Sql.Except(service.Texts).Any()).Select(query => query.Name);
        Assert.Empty(unseen.Except(OfJobs(assembly)));
        output.WriteLine($"seed {TestSize.Seed}");
        foreach (var (id, cost) in _most.OrderBy(each => each.Key)) output.WriteLine($"{id}: {_granted[id]} granted, at most {cost}");

        bool NotYet(Operation operation) => !_granted.ContainsKey(operation.Id);

        List<Operation> Of(Func<Operation, bool> which) => [.. service.Document.Operations.Where(each => which(each) && !each.EndsOrg)];
    }

    /// <summary>What takes more than luck: it must come right after what it undoes or completes.</summary>
    private async Task SeldomGrantedAsync(LivelyService service)
    {
        var org = await MadeAsync("CreateOrg", "/v1/orgs", $$"""{"subdomain":"{{GcClient.NewSubdomain()}}","displayName":"O"}""", "orgId");
        var user = await MadeAsync("CreateUser", $"{org}/users", """{"email":"a@example.org","displayName":"Ann"}""", "userId");
        await service.PlatformAsync("GrantRole", $"{user}/roles/admin", null, Note);
        await service.PlatformAsync("RevokeRole", $"{user}/roles/admin", null, Note);
        await service.PlatformAsync("LinkIdentity", $"{user}/identities/google/1", null, Note);
        await service.PlatformAsync("UnlinkIdentity", $"{user}/identities/google/1", null, Note);
        var meeting = await MadeAsync("CreateMeeting", $"{org}/meetings", """{"displayName":"M"}""", "meetingId");
        await service.PlatformAsync("AssignMeeting", $"{meeting}/assignments", """{"region":"eu-1","assignedBy":"gc"}""", Note);
        await service.PlatformAsync("ConfirmAssignment", $"{meeting}/assignments/eu-1/confirmation", null, Note);
        var key = (await service.PlatformAsync("CreateApiKey", $"{org}/api-keys", Side.KeyOfAllScopes, Note)).Member("key");
        // The key is looked up when it is first seen, which is a round trip of its own.
        Assert.True((await service.KnockAsync(org, key)).Done);
        await service.PlatformAsync("CancelMeeting", $"{meeting}/cancellation", null, Note);
        await service.PlatformAsync("DeleteOrg", org, null, Note);
        await service.PlatformAsync("EraseOrg", $"{org}/erasure", null, Note);
        await service.PlatformAsync("GetOrgErasure", $"{org}/erasure", null, Note);

        async Task<string> MadeAsync(string operation, string target, string body, string id) =>
            $"{target}/{(await service.PlatformAsync(operation, target, body, Note)).Member(id)}";
    }

    private void Note(Call call, Reply reply, (int RoundTrips, int Statements) cost)
    {
        var id = call.Operation.Id;
        var limit = Excused.TryGetValue(id, out var excuse) ? (excuse.RoundTrips, excuse.Statements) : (RoundTrips: 1, Statements: 2);
        if (call.Operation.Takes("Idempotency-Key") && call.Headers.Any(header => header.Name == "Idempotency-Key"))
            limit = (limit.RoundTrips + ForIdempotencyKey.RoundTrips, limit.Statements + ForIdempotencyKey.Statements);
        if (cost.RoundTrips > limit.RoundTrips || cost.Statements > limit.Statements) _faults.Add($"{call} -> {reply.Status}: {cost}");
        if (!reply.Done) return;
        _granted[id] = _granted.GetValueOrDefault(id) + 1;
        var known = _most.GetValueOrDefault(id);
        _most[id] = (Math.Max(known.RoundTrips, cost.RoundTrips), Math.Max(known.Statements, cost.Statements));
    }

    private static IEnumerable<string> OfJobs(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        .Where(method => (method.GetCustomAttribute<TenantQueryAttribute>()?.Role ?? method.GetCustomAttribute<GlobalQueryAttribute>()?.Role) is not null)
        .Select(method => method.Name[..^"Async".Length]);

    private static IEnumerable<Query> QueriesOf(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Query))
        .Select(field => (Query)field.GetValue(null)!);
}
