using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Queries.Plans;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Queries.Plans;

[Collection(nameof(WorldServers))]
public sealed class ServicePlanTests(WorldServers servers, ITestOutputHelper output)
{
    [Fact]
    public async Task Every_version_plans_the_service_alike_and_without_faults()
    {
        var plans = new[] { await PlansAsync(15), await PlansAsync(18) };

        Assert.Equal(plans[0], plans[1]);
        Assert.DoesNotContain(plans[0], line => line.StartsWith("  !", StringComparison.Ordinal));
    }

    private async Task<List<string>> PlansAsync(int major)
    {
        await using var connection = await servers.CloneAsync(major);
        List<string> lines = [];
        var catalog = await PlanCatalog.ReadAsync(connection, default);
        var reader = new PlanReader(connection, catalog, Conventions.Project.TenantTables);
        foreach (var described in await Described.OfServiceAsync(connection))
        {
            var facts = await reader.ReadAsync(described.Text, described.Facts, default);
            lines.AddRange([described.Name, .. facts.Lines.Select(line => "    " + line), .. facts.Faults.Select(fault => "  ! " + fault)]);
        }
        output.WriteLine($"{major}\n" + string.Join("\n", lines));
        return lines;
    }
}
