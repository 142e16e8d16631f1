using System.Text;
using DarkTower.Fixtures;
using DarkTower.Queries.Rules;

namespace DarkTower.Queries.Tests.Checks;

/// <summary>The last section of docs/QUERIES.md: what the help link of every diagnostic leads to.</summary>
public sealed class DocumentTests
{
    private const string Section = "## The errors\n";
    private const string Accept = "DARKTOWER_ACCEPT_DOCS";

    [Fact]
    public async Task The_document_explains_every_rule_with_a_message_of_it()
    {
        var path = Path.Combine(Repository.Root, "docs", "QUERIES.md");
        var document = await File.ReadAllTextAsync(path);
        var kept = document[..(document.IndexOf(Section, StringComparison.Ordinal) + Section.Length)];

        var expected = kept + Rules();

        if (Environment.GetEnvironmentVariable(Accept) is not null)
            await File.WriteAllTextAsync(path, expected);
        else
            Assert.Equal(expected, document);
    }

    private static string Rules()
    {
        var examples = SourceCase.Names("Wrong").SelectMany(name => SourceCase.Read("Wrong", name).Expected).ToList();
        var text = new StringBuilder();
        foreach (var rule in Rule.ById.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            var mark = $": {rule.Id} ";
            var example = examples.First(expected => expected.Contains(mark, StringComparison.Ordinal));
            text.Append($"\n### {rule.Id}\n\n");
            Wrap(text, $"**{rule.Title}.** {rule.Description}", "");
            text.Append('\n');
            Wrap(text, example[(example.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..], "> ");
        }
        return text.ToString();
    }

    private static void Wrap(StringBuilder text, string paragraph, string start)
    {
        const int width = 138;
        var line = new StringBuilder(start);
        foreach (var word in paragraph.Split(' '))
        {
            if (line.Length + word.Length > width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(start);
            }
            line.Append(word).Append(' ');
        }
        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
