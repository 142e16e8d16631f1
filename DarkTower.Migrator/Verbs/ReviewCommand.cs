using System.CommandLine;

namespace DarkTower.Migrator.Verbs;

/// <summary>The command line of <c>review</c>; it needs no database, so it reads no settings.</summary>
internal static class ReviewCommand
{
    private static readonly Option<long?> Migration = new("--migration") { Description = "Version to review; without it, the newest." };
    private static readonly Option<bool> All = new("--all") { Description = "Every migration of this build." };
    private static readonly Option<string?> File = new("--file")
    {
        Description = "SQL to review instead, on top of this build's schema; - reads it from standard input.",
    };

    private static readonly Option<string?> Down = new("--down") { Description = "The way back of --file." };
    private static readonly Option<string[]> Prior = new("--prior")
    {
        Description = "SQL that is applied and committed before --file; may insert rows; repeatable.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Empty = new("--empty") { Description = "Start from an empty database: somebody else's schema." };
    private static readonly Option<bool> NonTransactional = new("--non-transactional")
    {
        Description = "Each statement of --file commits by itself.",
    };

    private static readonly Option<string> Pg = new("--pg")
    {
        Description = "PostgreSQL versions, 15 to 18.",
        DefaultValueFactory = _ => "15,18",
    };

    private static readonly Option<bool> AsJson = new("--json") { Description = "For programs." };
    private static readonly Option<bool> AsSarif = new("--sarif") { Description = "SARIF 2.1.0, for code hosts." };
    private static readonly Option<bool> AsCard = new("--card") { Description = "The position card of the database role, as JSON." };
    private static readonly Option<string?> Context = new("--context")
    {
        Description = "A get_database_context request (JSON file, - for standard input); answers with database_response.",
    };

    public static Command Create(Func<Func<Task>, Task<int>> guarded)
    {
        var review = new Command("review", """
            Says what would happen on a live database, by doing it on scratch servers: locks, rewrites, scans, the way back, the rules of
            the schema. Exit code 1 when there is an error finding. -- review:allow <code> <reason> above a statement silences one there.
            """)
        {
            Migration, All, File, Down, Prior, Empty, NonTransactional, Pg, AsJson, AsSarif, AsCard, Context,
        };
        Pg.Validators.Add(result =>
        {
            if (Versions(result.GetValueOrDefault<string>()) is null)
                result.AddError("--pg takes versions from 15 to 18, such as 15,18.");
        });
        review.Validators.Add(result =>
        {
            string? problem = null;
            if (result.GetResult(File) is null && (result.GetResult(Down) is not null || result.GetResult(Prior) is not null
                || result.GetValue(Empty) || result.GetValue(NonTransactional)))
                problem = "--down, --prior, --empty and --non-transactional belong to --file.";
            else if (new object?[] { result.GetResult(File), result.GetResult(Migration), result.GetResult(Context) }
                .Count(option => option is not null) + (result.GetValue(All) ? 1 : 0) > 1)
                problem = "Only one of --file, --migration, --all and --context can be given.";
            if (problem is not null)
                result.AddError(problem);
        });
        review.SetAction((given, stop) => guarded(async () =>
        {
            var pg = Versions(given.GetValue(Pg)!)!;
            if (given.GetValue(Context) is { } path)
            {
                await ReviewContext.RunAsync(path, pg, Console.Out, Console.Error, stop);
                return;
            }
            var format = given.GetValue(AsJson) ? ReviewFormat.Json : given.GetValue(AsSarif) ? ReviewFormat.Sarif
                : given.GetValue(AsCard) ? ReviewFormat.Card : ReviewFormat.Text;
            var options = new ReviewOptions(
                given.GetValue(Migration), given.GetValue(All), given.GetValue(File), given.GetValue(Down), given.GetValue(Prior) ?? [],
                given.GetValue(Empty), given.GetValue(NonTransactional), pg, format);
            await Review.RunAsync(options, Console.Out, Console.Error, stop);
        }));
        return review;
    }

    private static int[]? Versions(string? text)
    {
        var versions = (text ?? "").Split(',', StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, out var version) ? version : 0).ToArray();
        return versions.All(version => version is >= 15 and <= 18) ? [.. versions.Distinct().Order()] : null;
    }
}
