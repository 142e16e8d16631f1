using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DarkTower.Migrator.Seeds.Scale;

namespace DarkTower.Migrator.Verbs;

/// <summary>Millions of rows for benchmarks, the same ones for the same options.</summary>
internal static class SeedScale
{
    public const string Profile = "scale";

    public const string Help = """
        Adds data. demo: a few rows for people to look at; those already there stay. scale: millions of rows for benchmarks, the same ones
        for the same sizes, --random-seed and --as-of, by COPY into a database without rows. Not for one that serves: until it ends, its one
        transaction locks the tables, so that nobody sees them while row security is not forced on their owner. Broken off, it
        leaves nothing.
        """;

    private static readonly Option<int?> Orgs =
        new("--orgs") { Description = "scale: organizations; one for 1,000 meetings when left out." };
    private static readonly Option<int?> Meetings = new("--meetings") { Description = "scale: meetings; 1,000,000 when left out." };
    private static readonly Option<int?> Participants =
        new("--participants") { Description = "scale: stays in meetings; 5 for a meeting when left out." };

    private static readonly Option<long?> RandomSeed =
        new("--random-seed") { Description = "scale: the same number gives the same rows; 1 when left out." };

    private static readonly Option<DateOnly?> AsOf =
        new("--as-of") { Description = "scale: where the data's time ends; the first of this month when left out." };

    public static readonly IReadOnlyList<Option> Options = [Orgs, Meetings, Participants, RandomSeed, AsOf];

    /// <exception cref="Refusal">The options make no sense together.</exception>
    public static ScaleSizes Sizes(ParseResult given, string profile)
    {
        if (profile != Profile && Options.FirstOrDefault(option => given.GetResult(option) is { Implicit: false }) is { } option)
            throw new Refusal(ExitCode.Usage, $"{option.Name} is for --profile {Profile}.");
        return ScaleSizes.Of(given.GetValue(Orgs), given.GetValue(Meetings), given.GetValue(Participants), given.GetValue(RandomSeed) ?? 1,
            given.GetValue(AsOf), DateOnly.FromDateTime(DateTime.UtcNow));
    }

    public static async Task RunAsync(Settings settings, ScaleSizes sizes, TextWriter output, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        await using var target = await Seed.OpenMigratedAsync(settings, output, cancellation);
        var progress = new SeedProgress(output, terminal: !Console.IsOutputRedirected);
        IReadOnlyList<CopiedTable> copied;
        try
        {
            copied = await new ScaleSeed(target.Connection, sizes).RunAsync(settings.LockTimeout, progress, cancellation);
        }
        finally
        {
            progress.End();
        }
        foreach (var table in copied)
            await output.WriteLineAsync(Line(table.Name, table.Rows, table.Time));
        await output.WriteLineAsync($"done: {Line("all", copied.Sum(table => table.Rows), time.Elapsed).TrimStart()}");
    }

    private static string Line(string name, long rows, TimeSpan time) => string.Create(CultureInfo.InvariantCulture,
        $"{name,-22} {rows,12:#,0} rows {time.TotalSeconds,8:0.00} s {rows / Math.Max(0.001, time.TotalSeconds),10:#,0} rows/s");
}
