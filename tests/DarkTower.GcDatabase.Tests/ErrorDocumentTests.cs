using System.Text;
using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;

namespace DarkTower.GcDatabase.Tests;

/// <summary>docs/ERRORS.md: written from the tables of codes and from the calls that use them.</summary>
public sealed partial class ErrorDocumentTests
{
    private const string Accept = "DARKTOWER_ACCEPT_DOCS";

    private const string Head = """
        # Errors

        Every refusal is a problem document (RFC 9457) with a stable `code`; clients decide by it. Written by a test from the services' own tables
        of codes: `DARKTOWER_ACCEPT_DOCS=1 dotnet test tests/DarkTower.GcDatabase.Tests --filter ErrorDocument` writes it anew.


        """;

    [Fact]
    public async Task The_document_lists_every_code()
    {
        var path = Path.Combine(Repository.Root, "docs", "ERRORS.md");
        var expected = Document();

        if (Environment.GetEnvironmentVariable(Accept) is not null) await File.WriteAllTextAsync(path, expected);
        else Assert.Equal(expected, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public void Every_code_is_answered_in_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "ErrorDocumentTests.cs").Select(File.ReadAllText));

        Assert.All(Refusals.All.Concat(ProblemCodes.Common), code => Assert.Contains($"\"{code.Code}\"", tests, StringComparison.Ordinal));
    }

    /// <summary>Nothing answers with a code that is in no table.</summary>
    [Fact]
    public void No_code_is_made_up_elsewhere()
    {
        var known = Refusals.All.Concat(ProblemCodes.Common).Select(code => code.Code).ToHashSet();
        var made = Sources("DarkTower.ServiceDefaults").Concat(Sources("DarkTower.GcDatabase"))
            .SelectMany(file => Made().Matches(file.Text)).Select(match => match.Groups[1].Value).ToList();

        Assert.True(made.Count > 10);
        Assert.Empty(made.Except(known));
    }

    private static string Document()
    {
        var text = new StringBuilder(Head);
        text.Append("## Every call of every service\n\n| status | code | what it means |\n|---|---|---|\n");
        foreach (var code in ProblemCodes.Common) text.Append($"| {code.Status} | `{code.Code}` | {code.Meaning} |\n");
        text.Append("\n## gc-database\n\n| status | code | what it means | calls |\n|---|---|---|---|\n");
        var calls = Sources("DarkTower.GcDatabase").Where(file => file.Text.Contains(".WithName(", StringComparison.Ordinal)).ToList();
        foreach (var code in Refusals.All.OrderBy(code => code.Status).ThenBy(code => code.Code, StringComparer.Ordinal))
        {
            var from = calls.Where(file => Says(file.Text, code.Code)).Select(file => file.Name).Order(StringComparer.Ordinal).ToList();
            text.Append($"| {code.Status} | `{code.Code}` | {code.Meaning} | {string.Join(", ", from)} |\n");
        }
        return text.ToString();
    }

    private static bool Says(string text, string code) => code switch
    {
        "precondition-required" => text.Contains(".RequireIfMatch()", StringComparison.Ordinal),
        "idempotency-key-reused" or "idempotency-key-in-flight" => text.Contains(".Idempotent()", StringComparison.Ordinal),
        _ => Regex.IsMatch(text, $"['\"]{code}['\"]"),
    };

    private static IEnumerable<(string Name, string Text)> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    [GeneratedRegex("(?:Problem\\.Of\\([^\"]*|Refusals\\.Of\\(|\"code\", |THEN ')\"?([a-z]+(?:-[a-z]+)+)['\"]")]
    private static partial Regex Made();
}
