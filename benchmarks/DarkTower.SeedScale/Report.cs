using System.Globalization;
using System.Runtime.InteropServices;
using DarkTower.Measuring;
using DarkTower.Migrator.Seeds.Scale;
using Npgsql;

namespace DarkTower.SeedScale;

internal static class Report
{
    public static string Write(ScaleSizes sizes, List<Round> rounds, string server) => string.Create(CultureInfo.InvariantCulture, $"""
        # The scale seed beside a plain COPY

        The same rows ({sizes.Meetings:#,0} meetings, {sizes.Participants:#,0} participants and what belongs to them) into the same tables
        with all their constraints and indexes: by `seed --profile scale`, which makes the rows, copies them as the owner, checks the
        foreign keys and ends with VACUUM (ANALYZE); and by a client that hands bytes it has in memory to one binary COPY a table, as
        superuser. {rounds.Count} rounds, each seed, plain, plain, seed, each into an empty database after a checkpoint. Ratios of rows a
        second: median [first, third quartile].

        | | participants | all tables |
        |---|---|---|
        | seed to plain COPY | {Spread(rounds, Ratio, r => r.Participants)} | {Spread(rounds, Ratio, r => r.All)} |
        | plain to plain (control) | {Spread(rounds, Control, r => r.Participants)} | {Spread(rounds, Control, r => r.All)} |

        Seed: {Median(rounds, r => r.Seed.Participants):#,0} participants/s, {Median(rounds, r => r.Seed.All):#,0} rows/s of all tables.
        Plain COPY: {Median(rounds, r => r.Plain.Participants):#,0} participants/s, {Median(rounds, r => r.Plain.All):#,0} rows/s.
        The seed gains because it checks each foreign key with one join at the end, and COPY with one query for each row.

        {Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription},
        PostgreSQL {server}, Npgsql {typeof(NpgsqlConnection).Assembly.GetName().Version}, {DateTime.UtcNow:yyyy-MM-dd}. Again:
        `dotnet run -c Release --project benchmarks/DarkTower.SeedScale`.

        """);

    private static double Ratio(Round round, Func<Measured, double> speed) =>
        (speed(round.Seed) + speed(round.SeedAgain)) / (speed(round.Plain) + speed(round.PlainAgain));

    private static double Control(Round round, Func<Measured, double> speed) => speed(round.PlainAgain) / speed(round.Plain);

    private static string Spread(
        List<Round> rounds, Func<Round, Func<Measured, double>, double> ratio, Func<Measured, double> speed) =>
        Quartiles.Of(rounds.Select(round => ratio(round, speed))).ToString();

    private static double Median(List<Round> rounds, Func<Round, double> speed) => Quartiles.Of(rounds.Select(speed)).Median;
}
