using System.Diagnostics;
using DarkTower.Migrator.Queries.Plans;
using DarkTower.Migrator.Queries.Worlds;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Queries.Worlds;

[Collection(nameof(WorldServers))]
public sealed class ServiceDifferentialTests(WorldServers servers, ITestOutputHelper output)
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task The_service_says_whose_rows_it_means_everywhere_and_is_seen_doing_all_it_does(int major)
    {
        await using var connection = await servers.CloneAsync(major);
        var differential = new Differential(connection, await PlanCatalog.ReadAsync(connection, default));
        List<string> wrong = [];
        var all = Stopwatch.StartNew();
        foreach (var described in await Described.OfServiceAsync(connection))
        {
            var watch = Stopwatch.StartNew();
            var found = await differential.CompareAsync(described.Name, described.Text, described.Facts, default);
            output.WriteLine($"{described.Name}: {found.Runs} runs, {watch.ElapsedMilliseconds} ms");
            // What is NULL when a row is absent has its place in these results; the build knows.
            wrong.AddRange(found.Faults.Where(fault => fault.Rule != "null-absent").Select(fault => $"{described.Name}: {fault}"));
            wrong.AddRange(found.Notes.Select(note => $"{described.Name}: {note}"));
        }
        output.WriteLine($"all: {all.ElapsedMilliseconds} ms");
        Assert.Empty(wrong);
    }
}
