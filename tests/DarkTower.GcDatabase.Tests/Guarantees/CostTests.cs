using DarkTower.GcDatabase.Tests.Guarantees.Calls;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>What an operation asks of the database, counted on the wire: the same on every machine.</summary>
public sealed class CostTests(ITestOutputHelper output)
{
    /// <summary>What more than one round trip or two statements of an operation are for. Nothing else may have more.</summary>
    private static readonly Dictionary<string, (int RoundTrips, int Statements, string Why)> Excused = [];

    /// <summary>With a key the effect and its answer are one transaction; a refused one also goes back to a savepoint.</summary>
    private static readonly (int RoundTrips, int Statements) WithIdempotencyKey = (7, 11);

    [Fact]
    public async Task Every_operation_of_the_document_is_at_most_one_round_trip_of_two_statements()
    {
        await using var service = await LivelyService.StartAsync(TestSize.Seed, counting: true);
        Dictionary<string, (int RoundTrips, int Statements)> most = [];
        Dictionary<string, int> granted = [];
        List<string> faults = [];

        await service.LiveAsync(foreign: false, TestSize.Calls(1500), (call, reply, cost) =>
        {
            var id = call.Operation.Id;
            var limit = call.Headers.Any(header => header.Name == "Idempotency-Key") && call.Operation.Takes("Idempotency-Key")
                ? WithIdempotencyKey
                : Excused.TryGetValue(id, out var excuse) ? (excuse.RoundTrips, excuse.Statements) : (1, 2);
            if (cost.RoundTrips > limit.Item1 || cost.Statements > limit.Item2) faults.Add($"{call} -> {reply.Status}: {cost}");
            if (!reply.Done) return;
            granted[id] = granted.GetValueOrDefault(id) + 1;
            var known = most.GetValueOrDefault(id);
            most[id] = (Math.Max(known.RoundTrips, cost.RoundTrips), Math.Max(known.Statements, cost.Statements));
        });

        Assert.True(faults.Count == 0, $"Seed {TestSize.Seed}\n{string.Join('\n', faults)}");
        var tried = service.Document.Operations.Where(operation => operation.OfTenant && !operation.EndsOrg).Select(each => each.Id);
        Assert.Empty(tried.Except(granted.Keys).Select(id => $"{id} was never granted; seed {TestSize.Seed}"));
        foreach (var (id, cost) in most.OrderBy(each => each.Key)) output.WriteLine($"{id}: {granted[id]} granted, at most {cost}");
    }
}
