using System.Text;
using DarkTower.Fixtures;
using DarkTower.Queries.Rules;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>docs/QUERIES.md explains every error, under the heading that the error's link leads to.</summary>
public sealed class QueriesPageTests
{
    private const string Begin = "## The errors\n\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "QUERIES.md");

    [Fact]
    public async Task The_errors_on_the_page_are_the_rules()
    {
        var committed = await File.ReadAllTextAsync(Page);
        var begin = committed.IndexOf(Begin, StringComparison.Ordinal);
        Assert.True(begin > 0, "The heading of the errors is gone.");
        var actual = Path.Combine(Path.GetTempPath(), "darktower-QUERIES.md");

        var text = committed[..(begin + Begin.Length)] + Errors();
        await File.WriteAllTextAsync(actual, text);

        Assert.True(text == committed, $"The rules have changed. If that is meant: cp {actual} {Page}");
    }

    private static string Errors()
    {
        var text = new StringBuilder("Each is an error of the build, at the line of the SQL or of the member it is about.\n");
        foreach (var rule in Rule.ById.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            text.Append($"\n### {rule.Id}\n\n{rule.Title}. {rule.Description}\n");
        return text.ToString();
    }
}
