using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Queries.Analysis;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

public sealed class NullabilityTests(NullabilityTests.World world, ITestOutputHelper output) : IClassFixture<NullabilityTests.World>
{
    public static TheoryData<int, string> Cases => AnalysisDatabases.OnBoth(NullabilityCases.All.Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Columns_are_null_as_said(int major, string name)
    {
        var one = NullabilityCases.All.Single(one => one.Name == name);
        if (major < one.Since)
            return;
        var facts = await world.ReadAsync(major, one.Sql, Tenancy.Global);
        Assert.Empty(facts.Faults);
        output.WriteLine(string.Join(", ", facts.Columns!.Select(Said)));
        Assert.Equal(one.Columns, string.Join(", ", facts.Columns!.Select(Said)));

        var rows = await world.RowsAsync(major, one.Sql, one.Arguments);
        Assert.NotEmpty(rows);
        foreach (var (column, number) in facts.Columns!.Select((column, number) => (column, number)))
            if (!one.Claims.Contains(column.Name))
                Check(column, [.. rows.Select(row => row[number])], [.. rows.Select(row => IsThere(row, column.Absent, facts.Columns!))]);
        foreach (var group in facts.Columns!.Select((column, number) => (column, number)).GroupBy(pair => pair.column.Absent))
        {
            if (group.Key is null)
                continue;
            foreach (var row in rows)
                Assert.Single(group.Where(pair => !pair.column.MayBeNull).Select(pair => row[pair.number] is null).Append(
                    !IsThere(row, group.Key, facts.Columns!)).Distinct());
        }
    }

    [Fact]
    public async Task Outer_joins_over_a_column_are_those_the_server_marks()
    {
        var compared = 0;
        foreach (var one in NullabilityCases.All)
        {
            var answer = await ServerAnswer.AskAsync(world.On(18), one.Sql, default);
            foreach (var query in new Query(answer.Tree, null, answer.Catalog, new Counter()).All())
                foreach (var var in query.Output.SelectMany(Query.Level).Where(node => node.Name == "VAR" && node.Int("varlevelsup") == 0))
                {
                    if (query.EntryOf(var).Kind == EntryKind.Group)
                        continue;
                    var ours = query.Joins.Nullings(var.Int("varno")).Select(side => side.Join);
                    Assert.Equal(var.Numbers("varnullingrels"), ours.Order());
                    compared++;
                }
        }
        Assert.True(compared > 200, $"{compared} compared.");
    }

    /// <summary>A column is as said in rows that the data make: what may be NULL is, and what never is, is not.</summary>
    private static void Check(ColumnFact column, string?[] values, bool[] there)
    {
        var present = values.Where((_, i) => there[i]).ToList();
        Assert.True(column.MayBeNull == present.Contains(null),
            $"{column}: {string.Join(" | ", values.Select(value => value ?? "NULL"))}");
        Assert.True(column.Absent is null || there.Contains(false), $"{column} is never absent.");
        if (column.Type.EndsWith("[]", StringComparison.Ordinal))
            Assert.Equal(column.ElementsMayBeNull, present.Exists(value => value?.Contains("NULL") == true));
    }

    private static bool IsThere(string?[] row, string? group, IReadOnlyList<ColumnFact> columns) => group is null
        || !columns.Select((column, number) => (column, number)).Any(pair => pair.column is { MayBeNull: false } column
            && column.Absent == group && row[pair.number] is null);

    private static string Said(ColumnFact column) => column.Name
        + (column.MayBeNull ? "?" : "") + (column.ElementsMayBeNull ? "[?]" : "") + (column.Absent is { } group ? $":{group}" : "");

    public sealed class World() : AnalysisDatabases(NullabilityCases.Schema);
}
