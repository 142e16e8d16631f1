using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.Migrator.Review.Hazards;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>docs/REVIEW.md knows every code there is.</summary>
public sealed partial class ReviewPageTests
{
    private const string Begin = "<!-- hazards -->\n";
    private const string End = "<!-- /hazards -->";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "REVIEW.md");

    [Fact]
    public async Task The_table_of_hazards_is_the_catalogue()
    {
        var committed = await File.ReadAllTextAsync(Page);
        var (begin, end) = (committed.IndexOf(Begin, StringComparison.Ordinal), committed.IndexOf(End, StringComparison.Ordinal));
        Assert.InRange(begin, 0, end);
        var actual = Path.Combine(Path.GetTempPath(), "darktower-REVIEW.md");

        var text = committed[..(begin + Begin.Length)] + Table() + committed[end..];
        await File.WriteAllTextAsync(actual, text);

        Assert.True(text == committed, $"The catalogue of hazards has changed. If that is meant: cp {actual} {Page}");
    }

    [Fact]
    public async Task Every_rule_of_the_schema_is_on_the_page_and_no_other()
    {
        var page = await File.ReadAllTextAsync(Page);
        var rules = Directory.GetFiles(Path.Combine(Repository.Root, "DarkTower.Migrator", "Catalog", "Rules"), "*.cs")
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(rules);

        var rows = Row().Matches(page[page.IndexOf(End, StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value);
        Assert.Equal(rules.Order(), rows.Order());
    }

    private static string Table() =>
        "| code | severity | in production | safe form |\n|---|---|---|---|\n" + string.Concat(Catalogue.All.Select(hazard =>
            $"| `{hazard.Code}` | {hazard.Severity.ToString().ToLowerInvariant()} | {Cell(hazard.Effect)} | {Cell(hazard.Safer)} |\n"));

    private static string Cell(string text) => Hazard.Fill(text, "t", "x").Replace("|", "\\|");

    [GeneratedRegex("\"((?:tenant|policy|pii)\\.[a-z-]+)\"")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| `([a-z-]+\.[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
