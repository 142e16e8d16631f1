using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BenchmarkDotNet.Reports;

namespace DarkTower.QueryCost;

internal static class Report
{
    public static string Write(Stage stage, List<Ratio> ratios, Summary summary, int rounds, int slice)
    {
        var text = new StringBuilder();
        var host = summary.HostEnvironmentInfo;
        text.Append(CultureInfo.InvariantCulture, $"""
            # What a checked query costs

            `dotnet run -c Release --project benchmarks/DarkTower.QueryCost -- --report benchmarks/reports/query-cost.md`

            Four operations on a migrated database with 50 organizations of 200 users, as `darktower_app`, row security on, over TCP on one
            machine: {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, PostgreSQL {stage.Server}, BenchmarkDotNet {host.BenchmarkDotNetVersion}. Hand-written is
            what an expert writes with Npgsql: the same batch with typed positional parameters, without any telemetry. Checked queries have
            their spans and histograms compiled in; nobody listens, as for hand-written. Dapper and EF Core (pooled contexts, compiled
            queries) set the tenant in a transaction, as their users do.

            ## Time

            Ratio of times, median of {rounds} rounds [quartiles] (a tenth for Dapper and EF Core), each round A B B A in slices of {slice}
            operations. Below 1 is faster than hand-written. "hand-written again" is the control: the same code against itself.

            The bytes are those of the slice that allocated least: an await whose answer is not there yet allocates, which depends on the
            server.

            | operation | pair | ratio | bytes | bytes, hand-written |
            |---|---|---|---|---|

            """);
        foreach (var ratio in ratios)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {ratio.Operation} | {ratio.Pair} | {ratio.Median:F3} ")
                .Append(CultureInfo.InvariantCulture, $"[{ratio.Lower:F3}, {ratio.Upper:F3}] | {ratio.Bytes} | {ratio.BaselineBytes} |\n");
        }
        text.Append("""

            ## BenchmarkDotNet, one run

            One after the other, so the machine's other work is in the times, and in the bytes how many awaits had to wait.

            | operation | contestant | mean, µs | error, µs | allocated, B |
            |---|---|---|---|---|

            """);
        foreach (var benchmark in summary.Reports)
        {
            var parameters = benchmark.BenchmarkCase.Parameters;
            var statistics = benchmark.ResultStatistics!;
            var allocated = benchmark.GcStats.GetBytesAllocatedPerOperation(benchmark.BenchmarkCase);
            text.Append(CultureInfo.InvariantCulture, $"| {parameters["What"]} | {parameters["Contestant"]} | {statistics.Mean / 1000:F1} | ")
                .Append(CultureInfo.InvariantCulture, $"{statistics.StandardError / 1000:F1} | {allocated} |\n");
        }
        return text.ToString();
    }
}
