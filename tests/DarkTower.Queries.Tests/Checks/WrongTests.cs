using DarkTower.Queries.Rules;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>Deliberately wrong queries, each with what must be said about it at the very line.</summary>
public sealed class WrongTests
{
    public static TheoryData<string> Files => [.. SourceCase.Names("Wrong")];

    public static TheoryData<string> Rules => [.. Rule.ById.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_wrong_is_said_at_its_line_and_nothing_else_is(string file)
    {
        var source = SourceCase.Read("Wrong", file);

        var (said, _) = await InMemory.BuildAsync(source);

        Assert.NotEmpty(source.Expected);
        Assert.Equal(Lines(source.Expected), Lines(said));
    }

    /// <summary>So that without the check of a rule a test is red.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_file_in_which_nothing_else_is_wrong(string rule) => Assert.Contains(
        SourceCase.Names("Wrong").Select(name => SourceCase.Read("Wrong", name)),
        source => source.Expected.Count > 0
            && source.Expected.All(expected => expected.Contains($": {rule} ", StringComparison.Ordinal)));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
