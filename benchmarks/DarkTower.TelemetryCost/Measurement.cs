using DarkTower.Fixtures;

namespace DarkTower.TelemetryCost;

/// <summary>
/// Short slices in the order A B C D D C B A, so that what changes on the machine over a round falls on all alike. The control C is the
/// same as A:
/// what C differs from A is noise.
/// </summary>
internal static class Measurement
{
    private const int Rounds = 20;
    private static readonly TimeSpan SliceTime = TimeSpan.FromMilliseconds(250);

    private static readonly (string Name, Dictionary<string, string> Settings)[] Contestants =
    [
        ("telemetry off", []),
        ("telemetry on, default sampling (5 %)", []),
        ("telemetry off again (control)", []),
        ("telemetry on, every trace", new() { ["OTEL_TRACES_SAMPLER"] = "always_on" }),
    ];

    public static async Task<int> RunAsync(string reportPath)
    {
        await using var database = await OwnDatabase.CreateAsync();
        await database.ExecuteAsync(
            "CREATE TABLE rows (id int PRIMARY KEY, name text); INSERT INTO rows SELECT i, 'row ' || i FROM generate_series(1, 1000) i");
        await using var collector = await Collector.StartAsync();
        var running = new List<Contestant>();
        try
        {
            foreach (var (name, settings) in Contestants)
                running.Add(await Contestant.StartAsync(database.ConnectionString, WithTelemetry(name, settings, collector)));
            foreach (var contestant in running) // twice, so that the second meets code compiled with what the first taught
                for (var warmUp = 0; warmUp < 2; warmUp++)
                    await contestant.RunAsync(TimeSpan.FromSeconds(1));

            var rounds = new List<Slice[]>();
            for (var round = 0; round < Rounds; round++)
                rounds.Add(await RoundAsync(running));
            var report = Report.Write([.. Contestants.Select(contestant => contestant.Name)], rounds, SliceTime, collector.Bytes);
            await File.WriteAllTextAsync(reportPath, report);
            Console.WriteLine(report);
            return 0;
        }
        finally
        {
            foreach (var contestant in running)
                await contestant.DisposeAsync();
        }
    }

    private static async Task<Slice[]> RoundAsync(List<Contestant> contestants)
    {
        var slices = new Slice[contestants.Count];
        for (var index = 0; index < slices.Length; index++)
            slices[index] = await contestants[index].RunAsync(SliceTime);
        for (var index = slices.Length - 1; index >= 0; index--)
            slices[index] = Slice.Mean(slices[index], await contestants[index].RunAsync(SliceTime));
        return slices;
    }

    private static Dictionary<string, string> WithTelemetry(string name, Dictionary<string, string> settings, Collector collector) =>
        name.Contains("off", StringComparison.Ordinal)
            ? settings
            : new(settings)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "10000", // the default minute would not come round
            };
}
