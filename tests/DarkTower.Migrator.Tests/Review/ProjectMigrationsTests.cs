using DarkTower.Migrator.Review;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Verbs;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>Every migration of the project passes its own review.</summary>
public sealed class ProjectMigrationsTests
{
    [Fact]
    public async Task No_migration_of_the_project_is_refused_and_a_review_takes_less_than_ten_seconds()
    {
        var everything = new ReviewOptions(
            null, All: true, null, null, [], Empty: false, NonTransactional: false, [15, 18], ReviewFormat.Text);
        await using var servers = new ReviewServers(Console.WriteLine);
        List<string> refused = [];
        List<TimeSpan> took = [];
        foreach (var request in DarkTower.Migrator.Verbs.Review.OfBuild(MigrationSet.Load(), everything))
        {
            var report = await new Reviewer(servers).ReviewAsync(request, everything.Pg, default);
            refused.AddRange(report.Findings.Where(finding => finding.Severity == Severity.Error)
                .Select(finding => $"{report.Name}: {finding}"));
            took.Add(report.Took);
        }
        Assert.Equal([], refused);
        // The middle one: other tests run at the same time.
        Assert.True(took.Order().ElementAt(took.Count / 2) < TimeSpan.FromSeconds(10), string.Join(", ", took));
    }
}
