using System.Diagnostics;

namespace DarkTower.QueryCost;

/// <param name="Operation">Of the four.</param>
/// <param name="Pair">Who against whom.</param>
/// <param name="Bytes">Allocated by one operation of who is compared, in the slice that allocated least.</param>
/// <param name="BaselineBytes">The same of the baseline.</param>
/// <param name="Lower">First quartile of the ratio of times.</param>
/// <param name="Median">Second.</param>
/// <param name="Upper">Third.</param>
internal sealed record Ratio(
    string Operation, string Pair, long Bytes, long BaselineBytes, double Lower, double Median, double Upper);

/// <summary>
/// Times of two contestants in short slices in turn, A B B A: what the machine does meanwhile falls on both. BenchmarkDotNet runs one after
/// the other, so on a shared machine its times cannot tell 3 %.
/// </summary>
internal static class Interleaved
{
    private const int Warmup = 8000;

    public static async Task<List<Ratio>> RunAsync(Stage stage, int rounds, int slice, Action<string> say)
    {
        List<Ratio> ratios = [];
        var baseline = stage.Contestants[0];
        foreach (var operation in Operation.All)
        {
            foreach (var contestant in stage.Contestants)
                await SliceAsync(stage, operation, contestant, Warmup);
            foreach (var contestant in stage.Contestants.Skip(1))
            {
                var measured = new List<double>();
                var (bytes, baselineBytes) = (long.MaxValue, long.MaxValue);
                // What is far away shows in few rounds.
                var count = contestant is Checked or HandWritten ? rounds : Math.Max(10, rounds / 10);
                for (var round = 0; round < count; round++)
                {
                    var (a, b) = (await SliceAsync(stage, operation, baseline, slice), await SliceAsync(stage, operation, contestant, slice));
                    var (c, d) = (await SliceAsync(stage, operation, contestant, slice), await SliceAsync(stage, operation, baseline, slice));
                    measured.Add((b.Seconds + c.Seconds) / (a.Seconds + d.Seconds));
                    (bytes, baselineBytes) = (Min(bytes, b.Bytes, c.Bytes), Min(baselineBytes, a.Bytes, d.Bytes));
                }
                measured.Sort();
                ratios.Add(new Ratio(operation.Name, $"{contestant.Name} / {baseline.Name}", bytes, baselineBytes, measured[count / 4], measured[count / 2],
                    measured[count * 3 / 4]));
                say($"{ratios[^1]}");
            }
        }
        return ratios;
    }

    private static long Min(long one, long two, long three) => Math.Min(one, Math.Min(two, three));

    private static async Task<(double Seconds, long Bytes)> SliceAsync(Stage stage, Operation operation, IOperations contestant, int count)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            await operation.RunAsync(contestant, stage);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return (seconds, (GC.GetTotalAllocatedBytes(precise: true) - before) / count);
    }
}
