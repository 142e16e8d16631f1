using System.Diagnostics;
using DarkTower.Migrator.Review.Hazards;
using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Review;

/// <summary>Reviews changes by executing them on scratch servers, one for each version asked for.</summary>
internal sealed class Reviewer(ReviewServers servers)
{
    /// <summary>Runs the change on every version at once; what several versions show is one finding.</summary>
    /// <exception cref="Refusal">The servers cannot be started, or a prior script does not run.</exception>
    public async Task<ReviewReport> ReviewAsync(ReviewRequest request, IReadOnlyList<int> majors, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        var (up, broken) = Read(request.Up);
        if (up is null)
        {
            return new ReviewReport(request.Up.Name, majors, [broken! with { Pg = majors }],
                new Dictionary<int, IReadOnlyList<SeenStatement>>(), time.Elapsed);
        }
        var seen = await Task.WhenAll(majors.Select(major => new Examination(servers, request, up, major, cancellation).RunAsync()));
        var merged = seen.SelectMany(one => one.Findings.Select(finding => finding with { Pg = [one.Major] }))
            .GroupBy(finding => finding.Identity)
            .Select(group => group.First() with { Pg = [.. group.SelectMany(finding => finding.Pg).Distinct().Order()] });
        var findings = Allows.Apply([.. merged], request.Up.Name, up)
            .OrderBy(finding => finding.Script != request.Up.Name).ThenBy(finding => finding.Statement)
            .ThenByDescending(finding => finding.Severity).ThenBy(finding => finding.Code, StringComparer.Ordinal);
        return new ReviewReport(
            request.Up.Name, majors, [.. findings], seen.ToDictionary(one => one.Major, one => one.Statements), time.Elapsed);
    }

    private static (IReadOnlyList<Statement>? Statements, Finding? Broken) Read(Script script)
    {
        try
        {
            return (StatementSplitter.Split(script.Text), null);
        }
        catch (ScriptException error)
        {
            var hazard = Catalogue.Of("fail.syntax");
            return (null, new Finding(hazard.Code, hazard.Severity, script.Name, 0, error.Line, "",
                Hazard.Fill(hazard.Effect, "", "42601") + $" {error.Message}.",
                "End what was begun on that line."));
        }
    }
}
