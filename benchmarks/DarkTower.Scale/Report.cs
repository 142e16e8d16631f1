using System.Globalization;
using System.Text;
using DarkTower.Measuring;

namespace DarkTower.Scale;

internal static class Report
{
    private const double WantedP99 = 10;
    private const double WantedGrowth = 1.3;
    private const int PoolSize = 5;

    public static string Write(IReadOnlyList<Size> sizes, LockWaits waits, string options, string version, int rate)
    {
        var (small, large) = (sizes[0], sizes[^1]);
        var calls = small.Outcome.Latencies.Keys.ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # gc-database from {small.Database.Participants:#,0} to {large.Database.Participants:#,0} participants

            `dotnet run -c Release --project benchmarks/DarkTower.Scale -- --report benchmarks/reports/scale.md`

            {Machine.Describe(version)}

            Each size is a database of its own on one server (`{options}`), filled by the Migrator's
            `seed --profile scale`, read into memory as far as it fits, with a gc-database of its own with default settings. {rate} requests
            a second are offered, of ten: four meetings by id, two lists of a meeting's participants, one list of 50 meetings, one
            organization, two joins of a guest; rows drawn at random from the whole database. The sizes take turns of seconds, up and down,
            {small.Rounds.Count} rounds. A latency counts from when the request was due, and has the clients' own delay in it. Milliseconds.

            | participants | on disk | seeded in | requests | failed |
            |---|---|---|---|---|

            """);
        foreach (var size in sizes)
            text.Append(CultureInfo.InvariantCulture, $"| {size.Database.Participants:#,0} | {size.Bytes} | {size.Database.Seeding.TotalSeconds:0} s | ")
                .Append(CultureInfo.InvariantCulture, $"{size.Outcome.Requests:#,0} | {size.Outcome.Failed} |\n");
        text.Append("\n| call | participants | p50 | p95 | p99 |\n|---|---|---|---|---|\n");
        foreach (var call in calls)
            foreach (var size in sizes)
                text.Append(CultureInfo.InvariantCulture, $"| {call} | {size.Database.Participants:#,0} | {size.Outcome.Latencies[call].Cells()} |\n");

        text.Append(CultureInfo.InvariantCulture, $"""

            ## Growth from the smallest to the largest

            Of all requests, and of the rounds: median [quartiles] of the largest's by the smallest's.

            | call | p50 | p99 | p50, rounds | p99, rounds |
            |---|---|---|---|---|

            """);
        foreach (var call in calls)
            text.Append(CultureInfo.InvariantCulture, $"| {call} | {Growth(small, large, call, 0.5):0.00} | {Growth(small, large, call, 0.99):0.00} | ")
                .Append(CultureInfo.InvariantCulture, $"{OfRounds(small, large, call, 0.5)} | {OfRounds(small, large, call, 0.99)} |\n");

        var worst = sizes.SelectMany(size => calls.Select(call => (Call: call, P99: size.Outcome.Latencies[call].Percentile(0.99)))).MaxBy(one => one.P99);
        var growth = calls.Select(call => (Call: call, Growth: Growth(small, large, call, 0.5))).MaxBy(one => one.Growth);
        var tail = calls.Select(call => (Call: call, Growth: Growth(small, large, call, 0.99))).MaxBy(one => one.Growth);
        var joins = sizes.Sum(size => size.Outcome.Latencies["POST join"].Count);
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Against what is wanted

            | wanted | measured | |
            |---|---|---|
            | p99 below {WantedP99:0} ms | at most {worst.P99:0.00} ms ({worst.Call}) | {Word(worst.P99 < WantedP99)} |
            | p50 grows at most {WantedGrowth:0.0} × | {growth.Growth:0.00} × ({growth.Call}) | {Word(growth.Growth <= WantedGrowth)} |
            | p99 grows at most {WantedGrowth:0.0} × | {tail.Growth:0.00} × ({tail.Call}) | {Word(tail.Growth <= WantedGrowth)} |
            | index hit rate above 99 % | {string.Join(", ", sizes.Select(size => Percent(size.IndexHitRate)))} | {Word(sizes.All(size => size.IndexHitRate > 0.99))} |
            | pool use below 50 % | mean {string.Join(", ", sizes.Select(size => Percent(Use(size, all => all.Average()))))} | {Word(sizes.All(size => Use(size, all => all.Average()) < 0.5))} |
            | lock wait p99 below 1 ms | {waits.LongerThanMillisecond} of {joins:#,0} joins waited longer ({Percent((double)waits.LongerThanMillisecond / joins)}) | {Word(waits.LongerThanMillisecond < joins * 0.01)} |

            Index hit rate: pg_statio_user_indexes over the run; table blocks: {string.Join(", ", sizes.Select(size => Percent(size.HeapHitRate)))}.
            Pool use: connections in use by the driver's own count, sampled every 20 ms, of {PoolSize}; 99th percentile of the samples
            {string.Join(", ", sizes.Select(size => Percent(Use(size, NinetyNinth))))}. Lock waits: the server logs every wait longer than
            1 ms (log_lock_waits, deadlock_timeout); the longest was {waits.LongestMilliseconds:0.0} ms.

            """);
        return text.ToString();
    }

    private static double Growth(Size small, Size large, string call, double share) =>
        large.Outcome.Latencies[call].Percentile(share) / small.Outcome.Latencies[call].Percentile(share);

    private static Quartiles OfRounds(Size small, Size large, string call, double share) => Quartiles.Of(small.Rounds.Zip(large.Rounds,
        (of, other) => other.Latencies[call].Percentile(share) / of.Latencies[call].Percentile(share)));

    private static double Use(Size size, Func<List<double>, double> of) => of([.. size.ConnectionsInUse.Select(count => (double)count / PoolSize)]);

    private static double NinetyNinth(List<double> values) => Quartiles.Quantile([.. values.Order()], 0.99);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    private static string Word(bool reached) => reached ? "reached" : "**not reached**";
}
