using System.Collections.Concurrent;
using DarkTower.Migrator.Review;
using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Tests.Review;

/// <summary>A reviewed case. A finding names its hazard whatever its severity; only errors and warnings are alarms.</summary>
internal sealed record Judged(ReviewCase Case, ReviewReport Report)
{
    public bool IsNamed => Report.Findings.Any(finding => Case.Expected.Any(code => ReviewCase.Matches(code, finding.Code)));

    public IReadOnlyList<Finding> Alarms => [.. Report.Findings.Where(finding => finding.Severity > Severity.Note)];

    public IReadOnlyList<Finding> OtherErrors =>
    [
        .. Report.Findings.Where(finding => finding.Severity == Severity.Error
            && !Case.Expected.Concat(Case.Also).Any(code => ReviewCase.Matches(code, finding.Code))),
    ];

    public bool IsWrongOfHouse => OtherErrors.Count > 0 || (Case.Name == "perfect" ? Report.IsRefused : !IsNamed);

    public override string ToString() => $"{Case} [{string.Join(", ", Case.Expected)}]:" + string.Concat(Report.Findings.Select(finding =>
        $"\n    {finding.Severity} {finding.Code} {finding.Subject} "
        + $"({finding.Script}:{finding.Line}, {string.Join(", ", finding.Pg)}) {finding.Effect}"));
}

/// <summary>Reviews the cases of a family, two at a time, on servers that all of them share.</summary>
public sealed class ReviewSet : IAsyncLifetime
{
    private const int AtOnce = 2;

    private static readonly long Newest = MigrationSet.Load().All.Last().Version;

    private readonly ReviewServers _servers = new(Console.WriteLine);
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<Judged>>>> _families = new();

    internal Task<IReadOnlyList<Judged>> OfAsync(string family) =>
        _families.GetOrAdd(family, name => new(() => ReviewAllAsync(ReviewCase.Of(name)))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        var all = (await Task.WhenAll(_families.Values.Select(family => family.Value))).SelectMany(family => family).ToList();
        if (all.Count > 0)
            await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "darktower-review-set.md"), ReviewSetReport.Of(all));
        await _servers.DisposeAsync();
    }

    private async Task<IReadOnlyList<Judged>> ReviewAllAsync(IReadOnlyList<ReviewCase> cases)
    {
        var judged = new Judged[cases.Count];
        await Parallel.ForAsync(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellation) =>
            judged[number] = await ReviewAsync(cases[number], cancellation));
        return judged;
    }

    private async Task<Judged> ReviewAsync(ReviewCase one, CancellationToken cancellation)
    {
        Script Part(string text, string part) => new($"{one}{part}.sql", text);
        try
        {
            var request = new ReviewRequest(
                Part(one.Up, ""),
                one.Down is { } down ? Part(down, ".down") : null,
                [.. one.Priors.Select((prior, number) => Part(prior, $".prior-{number + 1}"))],
                one.Empty ? null : Newest,
                one.InTransaction, NeedsDown: !one.Empty, AsOwner: !one.Empty);
            return new Judged(one, await new Reviewer(_servers).ReviewAsync(request, one.Pg, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One case that cannot be reviewed must not hide what became of the others.
            var crash = new Finding("crash", Severity.Error, one.ToString(), 0, 0, "", error.ToString(), "");
            return new Judged(one, new ReviewReport(
                one.ToString(), one.Pg, [crash], new Dictionary<int, IReadOnlyList<SeenStatement>>(), TimeSpan.Zero));
        }
    }
}
