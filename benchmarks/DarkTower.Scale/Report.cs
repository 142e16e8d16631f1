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
            text.Append(CultureInfo.InvariantCulture, $"| {size.Database.Participants:#,0} | {size.Bytes} | ")
                .Append(CultureInfo.InvariantCulture, $"{size.Database.Seeding.TotalSeconds:0} s | {size.Outcome.Requests:#,0} | {size.Outcome.Failed} |\n");
        text.Append("\n| call | participants | p50 | p95 | p99 |\n|---|---|---|---|---|\n");
        foreach (var call in calls)
            foreach (var size in sizes)
                text.Append(CultureInfo.InvariantCulture, $"| {call} | {size.Database.Participants:#,0} | ")
                    .Append(size.Outcome.Latencies[call].Cells()).Append(" |\n");

        text.Append(CultureInfo.InvariantCulture, $"""

            ## Growth from the smallest to the largest

            Of all requests, and of the rounds: median [quartiles] of the largest's by the smallest's.

            | call | p50 | p99 | p50, rounds | p99, rounds |
            |---|---|---|---|---|

            """);
        foreach (var call in calls)
            text.Append(CultureInfo.InvariantCulture, $"| {call} | {Growth(small, large, call, 0.5):0.00} | ")
                .Append(CultureInfo.InvariantCulture, $"{Growth(small, large, call, 0.99):0.00} | {OfRounds(small, large, call, 0.5)} | {OfRounds(small, large, call, 0.99)} |\n");

        Verdicts(text, sizes, calls, waits);
        return text.ToString();
    }

    private static void Verdicts(StringBuilder text, IReadOnlyList<Size> sizes, List<string> calls, LockWaits waits)
    {
        var (small, large) = (sizes[0], sizes[^1]);
        var (slowest, p99) = calls.SelectMany(call => sizes.Select(size => (call, size.Outcome.Latencies[call].Percentile(0.99))))
            .MaxBy(one => one.Item2);
        var (grown, growth) = calls.Select(call => (call, Growth(small, large, call, 0.5))).MaxBy(one => one.Item2);
        var (tail, tailGrowth) = calls.Select(call => (call, Growth(small, large, call, 0.99))).MaxBy(one => one.Item2);
        var joins = sizes.Sum(size => size.Outcome.Latencies["POST join"].Count);
        var waited = (double)waits.LongerThanMillisecond / joins;
        text.Append("\n## Against what is wanted\n\n| wanted | measured | |\n|---|---|---|\n");
        Row($"p99 below {WantedP99:0} ms", $"at most {p99:0.00} ms ({slowest})", p99 < WantedP99);
        Row($"p50 grows at most {WantedGrowth:0.0} ×", $"{growth:0.00} × ({grown})", growth <= WantedGrowth);
        Row($"p99 grows at most {WantedGrowth:0.0} ×", $"{tailGrowth:0.00} × ({tail})", tailGrowth <= WantedGrowth);
        Row($"index hit rate above 99 %", $"{Each(sizes, size => size.IndexHitRate)}", sizes.All(size => size.IndexHitRate > 0.99));
        Row($"pool use below 50 %", $"mean {Each(sizes, MeanUse)}", sizes.All(size => MeanUse(size) < 0.5));
        Row($"lock wait p99 below 1 ms", $"{waits.LongerThanMillisecond} of {joins:#,0} joins waited longer ({Percent(waited)})", waited < 0.01);
        text.Append(CultureInfo.InvariantCulture, $"""

            Index hit rate: pg_statio_user_indexes over the run; table blocks: {Each(sizes, size => size.HeapHitRate)}. Pool use: connections
            in use by the driver's own count, sampled every 20 ms, of {PoolSize}; 99th percentile of the samples {Each(sizes, PeakUse)}. Lock
            waits: the server logs every wait longer than 1 ms (log_lock_waits, deadlock_timeout), which was proved before the run; the
            longest was {waits.LongestMilliseconds:0.0} ms.

            """);

        void Row(FormattableString wanted, FormattableString measured, bool reached) => text.Append(CultureInfo.InvariantCulture,
            $"| {FormattableString.Invariant(wanted)} | {FormattableString.Invariant(measured)} | {(reached ? "reached" : "**not reached**")} |\n");
    }

    private static double Growth(Size small, Size large, string call, double share) =>
        large.Outcome.Latencies[call].Percentile(share) / small.Outcome.Latencies[call].Percentile(share);

    private static Quartiles OfRounds(Size small, Size large, string call, double share) => Quartiles.Of(small.Rounds.Zip(large.Rounds,
        (of, other) => other.Latencies[call].Percentile(share) / of.Latencies[call].Percentile(share)));

    private static double MeanUse(Size size) => size.ConnectionsInUse.Average() / PoolSize;

    private static double PeakUse(Size size) =>
        Quartiles.Quantile([.. size.ConnectionsInUse.Select(count => (double)count).Order()], 0.99) / PoolSize;

    private static string Each(IReadOnlyList<Size> sizes, Func<Size, double> share) =>
        string.Join(", ", sizes.Select(size => Percent(share(size))));

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");
}
