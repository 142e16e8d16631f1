using System.Globalization;
using System.Text;
using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

internal static class MemoryReport
{
    private const double WantedMegabytes = 200;

    public static string Write(Stage stage, List<Sample> samples, Outcome outcome, int clients)
    {
        var half = samples[(samples.Count / 2)..];
        var slope = Slope(half) * 60;
        var most = samples.Max(sample => sample.ResidentMegabytes);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Memory of gc-database at full load

            `dotnet run -c Release --project benchmarks/DarkTower.HttpSpeed -- memory --report benchmarks/reports/memory.md`

            {Machine.Describe(stage.Version)}

            One replica with its default settings, {clients} clients in a closed loop for {samples[^1].Second / 60:0.0} minutes: seven reads
            of twelve (organization, meeting, lists of 50), joins, claims, new meetings, heartbeats; its background jobs run. {outcome.Requests:#,0} requests,
            {outcome.PerSecond:#,0} a second, {outcome.Failed} failed. Sampled each second.

            - Resident memory: at most {most:0} MB, {(most < WantedMegabytes ? "below" : "**not below**")} the wanted {WantedMegabytes:0}.
            - Second half: {half.Min(sample => sample.ResidentMegabytes):0} to {half.Max(sample => sample.ResidentMegabytes):0} MB,
              trend {slope:+0.00;-0.00} MB a minute (least squares).
            - Allocated: {samples[^1].Memory.AllocatedBytes / outcome.Requests:#,0} bytes a request; {samples[^1].Memory.Collections}
              collections, {samples[^1].Memory.FullCollections} of them full, paused {samples[^1].Memory.PauseMilliseconds:0} ms in all
              ({samples[^1].Memory.PauseMilliseconds / 10 / samples[^1].Second:0.00} % of the time).
            - Connections in use at the samples: at most {samples.Max(sample => sample.Memory.ConnectionsInUse)}.

            | second | RSS MB | heap MB | committed by the collector MB | collections |
            |---|---|---|---|---|

            """);
        foreach (var sample in Chosen(samples))
            text.Append(CultureInfo.InvariantCulture, $"| {sample.Second:0} | {sample.ResidentMegabytes:0.0} | ")
                .Append(CultureInfo.InvariantCulture, $"{sample.Memory.HeapBytes / 1048576.0:0.0} | ")
                .Append(CultureInfo.InvariantCulture, $"{sample.Memory.CommittedBytes / 1048576.0:0.0} | {sample.Memory.Collections} |\n");
        return text.ToString();
    }

    /// <summary>Some twenty lines of the many.</summary>
    private static IEnumerable<Sample> Chosen(List<Sample> samples)
    {
        var step = Math.Max(1, samples.Count / 20);
        return samples.Where((_, index) => index % step == 0);
    }

    /// <summary>Megabytes a second.</summary>
    private static double Slope(List<Sample> samples)
    {
        var (x, y) = (samples.Average(sample => sample.Second), samples.Average(sample => sample.ResidentMegabytes));
        return samples.Sum(sample => (sample.Second - x) * (sample.ResidentMegabytes - y))
            / samples.Sum(sample => Math.Pow(sample.Second - x, 2));
    }
}
