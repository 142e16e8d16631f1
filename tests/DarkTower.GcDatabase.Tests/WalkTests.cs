using System.Text;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests;

/// <summary>docs/WALK.md as somebody runs it who reads it.</summary>
[Collection(GcDatabaseTests.Name)]
public sealed class WalkTests(GcDatabaseProcess process)
{
    private const string Expectation = "#> ";

    [Fact]
    public async Task The_walk_leads_where_it_says()
    {
        await using var service = await GcDatabaseProcess.StartAsync(process.Database.AppConnectionString, settings: new Dictionary<string, string>
        {
            ["ConnectionStrings:darktower-jobs"] = process.Database.As("darktower_jobs"),
        });
        var (script, expectations) = Script(await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "WALK.md")));
        var file = Path.Combine(Path.GetTempPath(), $"darktower-walk-{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(file, script);

        var environment = new Dictionary<string, string> { ["gc"] = service.Address.ToString().TrimEnd('/'), ["platform"] = GcClient.PlatformKey };
        await using var bash = await ChildProcess.StartAsync(["bash", "-u", file], environment);
        var exitCode = await bash.WaitForExitAsync(TimeSpan.FromSeconds(120));
        File.Delete(file);

        Assert.True(expectations > 40);
        Assert.True(exitCode == 0 && bash.Output.Contains($"all {expectations} as written", StringComparison.Ordinal), bash.Output);
    }

    /// <summary>The page's blocks of code; what a line expects becomes a check of the last answer.</summary>
    private static (string Script, int Expectations) Script(IReadOnlyList<string> page)
    {
        var (script, expectations, isCode) = (new StringBuilder(), 0, false);
        for (var line = 0; line < page.Count; line++)
        {
            if (page[line].StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else if (isCode && page[line].StartsWith(Expectation, StringComparison.Ordinal))
            {
                expectations++;
                var text = page[line][Expectation.Length..].Replace("'", "'\\''", StringComparison.Ordinal);
                script.AppendLine($"case \"$last\" in *'{text}'*) ;; *) echo \"line {line + 1}: no {text.Replace("\"", "", StringComparison.Ordinal)}\"; exit 1 ;; esac");
            }
            else if (isCode) script.AppendLine(page[line]);
        }
        return (script.AppendLine($"echo 'all {expectations} as written'").ToString(), expectations);
    }
}
