using DarkTower.Migrator.Review;
using DarkTower.Migrator.Review.Output;
using DarkTower.Migrator.Running;
using FluentMigrator;
using FluentMigrator.Infrastructure;

namespace DarkTower.Migrator.Verbs;

/// <summary>What <c>review</c> was asked for.</summary>
internal sealed record ReviewOptions(
    long? Migration, bool All, string? File, string? Down, IReadOnlyList<string> Prior, bool Empty, bool NonTransactional,
    IReadOnlyList<int> Pg, ReviewFormat Format);

internal enum ReviewFormat
{
    Text,
    Json,
    Sarif,
    Card,
}

/// <summary>Reviews migrations of this build, or any SQL, by executing them on scratch servers.</summary>
internal static class Review
{
    public static async Task RunAsync(ReviewOptions options, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        var set = MigrationSet.Load();
        var requests = options.File is null ? OfBuild(set, options).ToList() : [await OfFileAsync(set, options, cancellation)];
        await using var servers = new ReviewServers(progress.WriteLine);
        var reviewer = new Reviewer(servers);
        List<ReviewReport> reports = [];
        foreach (var request in requests)
        {
            reports.Add(await reviewer.ReviewAsync(request, options.Pg, cancellation));
            if (options.Format == ReviewFormat.Text)
                await TextOutput.WriteAsync(reports[^1], output);
            else if (requests.Count > 1)
                await progress.WriteLineAsync($"reviewed {request.Up.Name} ({reports.Count} of {requests.Count})");
        }
        await WriteAsync(reports, options, output);
        if (reports.Exists(report => report.IsRefused))
        {
            var refused = reports.Where(report => report.IsRefused).Select(report => report.Name);
            throw new Refusal(ExitCode.Unexpected, $"refused: {string.Join(", ", refused)}");
        }
    }

    private static Task WriteAsync(IReadOnlyList<ReviewReport> reports, ReviewOptions options, TextWriter output) => options.Format switch
    {
        ReviewFormat.Json =>
            Json.WriteAsync(output, options.All ? new { Reviews = reports.Select(JsonOutput.Of) } : JsonOutput.Of(reports[0])),
        ReviewFormat.Sarif => Json.WriteAsync(output, SarifOutput.Of(reports)),
        ReviewFormat.Card => Json.WriteAsync(output, options.All ? reports.Select(PositionCard.Of) : PositionCard.Of(reports[0])),
        _ => Task.CompletedTask,
    };

    internal static IEnumerable<ReviewRequest> OfBuild(MigrationSet set, ReviewOptions options)
    {
        var all = set.All.ToList();
        if (options.Migration is { } version)
            set.RefuseUnknownTarget(version);
        // Without a choice, the newest: the one being written.
        var wanted = options.All ? all : all.Where(migration => migration.Version == (options.Migration ?? all[^1].Version));
        return wanted.Select(migration =>
            OfMigration(migration, all.LastOrDefault(earlier => earlier.Version < migration.Version)?.Version));
    }

    private static ReviewRequest OfMigration(IMigrationInfo info, long? through)
    {
        var migration = (SqlMigration)info.Migration;
        return new ReviewRequest(ScriptOf(migration, up: true)!, ScriptOf(migration, up: false), [], through ?? 0,
            info.TransactionBehavior == TransactionBehavior.Default, NeedsDown: true, AsOwner: migration.RunsAsOwner);
    }

    private static Script? ScriptOf(SqlMigration migration, bool up) =>
        Resource.Find(migration.ScriptName(up)) is { } text ? new Script(migration.ScriptName(up), text) : null;

    private static async Task<ReviewRequest> OfFileAsync(MigrationSet set, ReviewOptions options, CancellationToken cancellation)
    {
        List<Script> prior = [];
        foreach (var path in options.Prior)
            prior.Add(await ReadAsync(path, cancellation));
        return new ReviewRequest(
            await ReadAsync(options.File!, cancellation), options.Down is null ? null : await ReadAsync(options.Down, cancellation), prior,
            options.Empty ? null : set.All.Last().Version, InTransaction: !options.NonTransactional, NeedsDown: false,
            AsOwner: !options.Empty);
    }

    private static async Task<Script> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return path == "-"
                ? new Script("standard input", await Console.In.ReadToEndAsync(cancellation))
                : new Script(path, await File.ReadAllTextAsync(path, cancellation));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(ExitCode.Usage, $"{path} cannot be read: {error.Message}", error);
        }
    }
}
