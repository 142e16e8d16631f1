using DarkTower.GcDatabase.Tests.Guarantees.Calls;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>Isolation as a caller can observe it: A's answers say nothing of what others have.</summary>
public sealed class TwoWorldsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_tenants_answers_are_the_same_whatever_other_tenants_have_and_do()
    {
        await using var worlds = await TwoWorlds.CreateAsync(TestSize.Seed);

        var difference = await worlds.RunAsync(TestSize.Calls(2000));

        Assert.True(difference is null, difference);
        Report(worlds);
    }

    [Theory]
    [InlineData("row security alone", true, false)]
    [InlineData("the statements' own conditions alone", false, true)]
    public async Task Either_lock_alone_keeps_tenants_apart(string what, bool withoutConditions, bool withoutRowSecurity)
    {
        await using var worlds = await TwoWorlds.CreateAsync(
            TestSize.Seed, withoutConditions ? Forgetful.All : null, withoutRowSecurity ? Unlocked("") : "");

        var difference = await worlds.RunAsync(TestSize.Calls(600));

        Assert.True(difference is null, $"{what}: {difference}");
        Report(worlds);
    }

    /// <summary>The control: a comparison that could not fail would show nothing.</summary>
    [Theory]
    [InlineData("organizations")]
    [InlineData("users")]
    [InlineData("meetings")]
    [InlineData("participants")]
    public async Task A_table_that_lost_both_locks_is_found(string table)
    {
        await using var worlds = await TwoWorlds.CreateAsync(TestSize.Seed, Forgetful.All, Unlocked(table));

        var difference = await worlds.RunAsync(3000);

        Assert.NotNull(difference);
        output.WriteLine($"found at call {worlds.Calls}:\n{string.Join('\n', difference.Split('\n').Take(4))}");
    }

    /// <param name="table">Which; empty for all.</param>
    private static string Unlocked(string table) => $$"""
        DO $$
        DECLARE locked regclass;
        BEGIN
            FOR locked IN SELECT oid::regclass FROM pg_class WHERE relrowsecurity AND relkind IN ('r', 'p')
                AND ('{{table}}' = '' OR relname = '{{table}}')
            LOOP
                EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', locked);
            END LOOP;
        END
        $$;
        """;

    private void Report(TwoWorlds worlds)
    {
        output.WriteLine($"seed {TestSize.Seed}, {worlds.Calls} calls");
        foreach (var operation in worlds.Answers.GroupBy(answer => answer.Key.Operation).OrderBy(group => group.Key))
            output.WriteLine($"{operation.Key}: {string.Join(", ", operation.OrderBy(each => each.Key.Status)
                .Select(each => $"{each.Value} x {each.Key.Status}"))}");
    }
}
