using DarkTower.Migrator.Review;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scripts;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Patterns;

public sealed class PatternReviewTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Review_finds_no_error_in_any_of_the_migrations()
    {
        var set = MigrationSet.Load();
        await using var servers = new ReviewServers(_ => { });
        var reviewer = new Reviewer(servers);
        List<string> errors = [];

        foreach (var pattern in Pattern.All)
        {
            for (var number = 1; number <= pattern.Ups.Count; number++)
            {
                var name = $"{pattern.Title}, migration {number}";
                var report = await reviewer.ReviewAsync(
                    new ReviewRequest(
                        new Script(name, pattern.Ups[number - 1].Sql), new Script(name + ", down", pattern.Downs[number - 1].Sql),
                        [.. pattern.Ups.Take(number - 1).Select((up, index) => AsOwner($"{pattern.Title}, migration {index + 1}", up))],
                        set.All.Last().Version, !pattern.Ups[number - 1].Stepwise, NeedsDown: true, AsOwner: true),
                    [15, 18], CancellationToken.None);
                foreach (var finding in report.Findings)
                {
                    var line = $"{finding.Severity} {finding.Code} in {finding.Script}, line {finding.Line}: {finding.Effect}";
                    output.WriteLine(line);
                    if (finding.Severity == Severity.Error)
                        errors.Add(line);
                }
            }
        }

        Assert.Empty(errors);
    }

    /// <summary>As the Migrator would have left things: the owner's, with the backfills done for every tenant.</summary>
    private static Script AsOwner(string name, PatternScript script) => new(name, "SET ROLE darktower_owner;\n" + string.Concat(
        script.Statements.Select(statement => statement.Backfill == Backfill.None
            ? $"{statement.Sql};\n"
            : $"RESET ROLE;\n{statement.Sql};\nSET ROLE darktower_owner;\n")) + "RESET ROLE;");
}
