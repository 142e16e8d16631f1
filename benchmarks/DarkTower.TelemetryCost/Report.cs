using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DarkTower.Measuring;
using Npgsql;
using OpenTelemetry;

namespace DarkTower.TelemetryCost;

internal static class Report
{
    public static string Write(string[] names, List<Slice[]> rounds, TimeSpan sliceTime, long exportedBytes)
    {
        var text = new StringBuilder($"""
            # What telemetry costs

            One endpoint that reads one row from PostgreSQL, with everything ServiceDefaults does; 16 clients in a closed loop on the
            same machine. Ratios to "{names[0]}" of {rounds.Count} rounds, each A B C D D C B A in slices of
            {sliceTime.TotalMilliseconds} ms: median [first, third quartile].
            Processor time per request is the service's own; on a machine shared with the clients it is the surer of the two.
            A difference inside the spread of the control is noise.

            | | throughput | processor time per request | bytes allocated per request |
            |---|---|---|---|

            """);
        for (var index = 1; index < names.Length; index++)
        {
            text.AppendLine(
                $"| {names[index]} | {Spread(rounds.Select(round => round[index].PerSecond / round[0].PerSecond))} "
                + $"| {Spread(rounds.Select(round => round[index].MicrosecondsPerRequest / round[0].MicrosecondsPerRequest))} "
                + $"| {Spread(rounds.Select(round => round[index].BytesPerRequest / round[0].BytesPerRequest))} |");
        }
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"{names[0]}: {Median(rounds.Select(round => round[0].PerSecond)):0} requests/s, each with "
            + $"{Median(rounds.Select(round => round[0].MicrosecondsPerRequest)):0} µs of processor time and "
            + $"{Median(rounds.Select(round => round[0].BytesPerRequest)):0} bytes. Exported: {exportedBytes / 1024} KiB.");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.FrameworkDescription}, "
            + $"OpenTelemetry {Version(typeof(Sdk))}, Npgsql {Version(typeof(NpgsqlConnection))}, {DateTime.UtcNow:yyyy-MM-dd}. "
            + $"Again: `dotnet run -c Release --project benchmarks/DarkTower.TelemetryCost`.");
        return text.ToString();
    }

    private static string Version(Type type) => FileVersionInfo.GetVersionInfo(type.Assembly.Location).ProductVersion!.Split('+')[0];

    private static string Spread(IEnumerable<double> ratios) => Quartiles.Of(ratios).ToString();

    private static double Median(IEnumerable<double> values) => Quartiles.Of(values).Median;
}
