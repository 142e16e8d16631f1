using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DarkTower.Measuring;

namespace DarkTower.QueryCost;

/// <summary>Checked queries without HTTP beside pgbench: the same pair of statements, the same number of clients and connections.</summary>
internal static class PgbenchCommand
{
    private const double Wanted = 0.6;

    private static readonly Option<int> Rounds =
        new("--rounds") { DefaultValueFactory = _ => 6, Description = "Rounds A B B A for each number of clients." };

    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 2, Description = "Of a slice." };

    private static readonly Option<int[]> Clients =
        new("--clients") { DefaultValueFactory = _ => [1, 8], Description = "Clients at once." };

    private static readonly Option<string?> ReportPath = new("--report") { Description = "File to write the report to." };

    public static Command Create()
    {
        var command = new Command("pgbench", "Compares data access through checked queries with pgbench -M prepared.")
            { Rounds, Seconds, Clients, ReportPath };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult given, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.CreateAsync();
        using var pgbench = Pgbench.Find(stage.ConnectionString, stage.Org, stage.User);
        var (rounds, seconds) = (given.GetValue(Rounds), given.GetValue(Seconds));
        List<string> lines = [];
        foreach (var clients in given.GetValue(Clients)!)
        {
            await using var pool = Stage.Pool(stage.ConnectionString, clients);
            var operations = new Checked(Stage.CheckedOver(pool));
            await LoopAsync(operations, stage, clients, seconds);
            var (ratios, again, ours, theirs) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                var first = await LoopAsync(operations, stage, clients, seconds);
                var (one, two) = (pgbench.Run(clients, seconds), pgbench.Run(clients, seconds));
                var last = await LoopAsync(operations, stage, clients, seconds);
                ratios.Add((first + last) / (one + two));
                again.Add(one / two);
                ours.Add((first + last) / 2);
                theirs.Add((one + two) / 2);
                Console.WriteLine($"{clients} clients: {ratios[^1]:0.00}");
            }
            var ratio = Quartiles.Of(ratios);
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"| {clients} | {ratio} | {Quartiles.Of(again)} | {Quartiles.Of(ours).Median:#,0} | {Quartiles.Of(theirs).Median:#,0} | ")
                + $"{(ratio.Median >= Wanted ? "reached" : "not reached")} |");
        }

        var report = string.Create(CultureInfo.InvariantCulture, $"""
            # Checked queries without HTTP beside pgbench

            `dotnet run -c Release --project benchmarks/DarkTower.QueryCost -- pgbench --report benchmarks/reports/pgbench.md`

            {Machine.Describe(stage.Server)} {pgbench.Version}.

            A point read under row security: `set_config` and a SELECT of a user by key, in one round trip. Ours is a checked query on
            `Database` in a loop, with its span and histogram compiled in, reading the row into a record; pgbench runs the same two
            statements with `-M prepared` between `\startpipeline` and `\endpipeline`, and throws the row away. The same number of clients and of
            connections, over TCP; {rounds} rounds A B B A in slices of {seconds} s. Ratio of pairs a second, ours / pgbench: median [first,
            third quartile]; wanted at least {Wanted:0.0}. Control: pgbench / pgbench.

            | clients | ours / pgbench | control | ours, pairs/s | pgbench, pairs/s | |
            |---|---|---|---|---|---|
            {string.Join('\n', lines)}

            """);
        Console.WriteLine(report);
        if (given.GetValue(ReportPath) is { } path)
            await File.WriteAllTextAsync(path, report, cancellationToken);
    }

    private static async Task<double> LoopAsync(Checked operations, Stage stage, int clients, int seconds)
    {
        var clock = Stopwatch.StartNew();
        var time = TimeSpan.FromSeconds(seconds);
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            var count = 0L;
            for (; clock.Elapsed < time; count++)
                if (await operations.PointReadAsync(stage.Org, stage.User, CancellationToken.None) is null)
                    throw new InvalidOperationException("The user is not there.");
            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }
}
