using System.Text.RegularExpressions;
using DarkTower.Migrator.Queries;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

public sealed partial class TenantTests(TenantTests.World world) : IClassFixture<TenantTests.World>
{
    public static TheoryData<int, string> Pairs => AnalysisDatabases.OnBoth(TenantCases.Pairs.Select(one => one.Name));

    public static TheoryData<int, string> Right => AnalysisDatabases.OnBoth(TenantCases.Right.Select(one => one.Name));

    public static TheoryData<int, string> Wrong => AnalysisDatabases.OnBoth(TenantCases.Wrong.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_form_is_right_with_its_condition_and_not_without(int major, string name)
    {
        if (major < 17 && name.Contains("(17)", StringComparison.Ordinal))
            return;
        var one = TenantCases.Pairs.Single(one => one.Name == name);
        var right = await world.ReadAsync(major, Marked().Replace(one.Sql, "$1"), one.Tenancy, TenantCases.Tables);
        Assert.Equal("", Said(right));
        var wrong = await world.ReadAsync(major, Marked().Replace(one.Sql, "$2"), one.Tenancy, TenantCases.Tables);
        Assert.Equal(one.Fault, Said(wrong));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public async Task These_are_tied_to_the_tenant(int major, string name)
    {
        var one = TenantCases.Right.Single(one => one.Name == name);
        Assert.Equal("", Said(await world.ReadAsync(major, one.Sql, one.Tenancy, TenantCases.Tables)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task These_are_not(int major, string name)
    {
        var one = TenantCases.Wrong.Single(one => one.Name == name);
        Assert.Equal(one.Fault, Said(await world.ReadAsync(major, one.Sql, one.Tenancy, TenantCases.Tables)));
    }

    private static string Said(StatementFacts facts) => string.Join(", ", facts.Faults
        .Select(fault => $"{fault.Rule} {(fault.Rule == "error" ? fault.Why : fault.At)}").Order(StringComparer.Ordinal));

    // «with the condition|without it»
    [GeneratedRegex("«([^|»]*)[|]?([^»]*)»")]
    private static partial Regex Marked();

    public sealed class World() : AnalysisDatabases(TenantCases.Schema);
}
