using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.Migrator.Scripts;

namespace DarkTower.Migrator.Tests.Patterns;

internal sealed record PatternScript(string Sql, bool Stepwise)
{
    public IReadOnlyList<Statement> Statements => StatementSplitter.Split(Sql);
}

/// <summary>A block that is meant for the time between two migrations.</summary>
internal sealed record PatternQuery(string Sql, int From, int To);

/// <summary>One chapter of docs/knowledge/patterns.md, its blocks read as what they say they are.</summary>
internal sealed partial record Pattern(
    string Title, IReadOnlyList<PatternScript> Ups, IReadOnlyList<PatternScript> Downs, IReadOnlyList<PatternQuery> Code,
    IReadOnlyList<PatternQuery> Never)
{
    public static IReadOnlyList<Pattern> All { get; } = Read();

    private static List<Pattern> Read()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "knowledge", "patterns.md"));
        return [.. Chapter().Split(text).Skip(1).Select(Of)];
    }

    private static Pattern Of(string chapter)
    {
        var blocks = Block().Matches(chapter);
        var heads = blocks.Select(HeadOf).ToList();
        Assert.All(heads, head => Assert.Matches(Head(), head));

        return new Pattern(chapter.Split('\n')[0], Scripts("up"), Scripts("down"), Queries("code"), Queries("never"));

        List<PatternScript> Scripts(string direction)
        {
            var scripts = blocks.Where(block => HeadOf(block).Contains($", {direction}")).ToList();
            Assert.Equal(Enumerable.Range(1, scripts.Count), scripts.Select(block => Numbers(block)[0]));
            return [.. scripts.Select(block => new PatternScript(Sql(block), HeadOf(block).EndsWith("stepwise")))];
        }

        List<PatternQuery> Queries(string kind) =>
        [
            .. blocks.Where(block => HeadOf(block).StartsWith(kind))
                .Select(block => new PatternQuery(Sql(block), Numbers(block)[0], Numbers(block)[1])),
        ];
    }

    private static string HeadOf(Match block) => block.Groups["head"].Value;

    private static string Sql(Match block) => block.Groups["sql"].Value;

    private static List<int> Numbers(Match block) => [.. Number().Matches(HeadOf(block)).Select(number => int.Parse(number.Value))];

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^```sql\n-- (?<head>.*)\n(?<sql>[^`]*)^```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(migration \d, (up|down)(, stepwise)?|(code|never), migrations \d to \d)$")]
    private static partial Regex Head();

    [GeneratedRegex(@"\d")]
    private static partial Regex Number();
}
