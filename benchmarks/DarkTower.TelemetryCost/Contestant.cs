using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using DarkTower.Fixtures;

namespace DarkTower.TelemetryCost;

/// <summary>One running service and what its slices gave.</summary>
internal sealed class Contestant(ServiceProcess service) : IAsyncDisposable
{
    private const string Key = "a-platform-key-of-the-benchmark-0123456789";
    private const int Clients = 16;

    public static async Task<Contestant> StartAsync(string connectionString, Dictionary<string, string> settings)
    {
        var service = await ServiceProcess.StartAsync("DarkTower.TelemetryCost", new Dictionary<string, string>(settings)
        {
            ["TelemetryCost__Serve"] = "true",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Authentication:PlatformKey"] = Key,
            ["ConnectionStrings:darktower"] = connectionString,
        });
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return new Contestant(service);
    }

    /// <summary>Closed loop of all clients for a time: requests a second, and processor time of the service per request.</summary>
    public async Task<Slice> RunAsync(TimeSpan time)
    {
        var (cpu, allocated) = (ProcessorMicroseconds(), await AllocatedAsync());
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(1, Clients).Select(client => LoopAsync(client, clock, time)));
        var elapsed = clock.Elapsed;
        var requests = counts.Sum();
        return new Slice(requests / elapsed.TotalSeconds, (ProcessorMicroseconds() - cpu) / requests,
            (await AllocatedAsync() - allocated) / requests);
    }

    private async Task<double> AllocatedAsync() =>
        double.Parse(await service.Client.GetStringAsync("/allocated"), CultureInfo.InvariantCulture);

    /// <summary>Of all threads, in nanoseconds from the scheduler; a process's own total counts in steps of 10 ms.</summary>
    private double ProcessorMicroseconds() => Directory.EnumerateDirectories($"/proc/{service.ProcessId}/task").Sum(thread =>
        double.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1000);

    private async Task<int> LoopAsync(int id, Stopwatch clock, TimeSpan time)
    {
        var count = 0;
        for (; clock.Elapsed < time; count++)
        {
            using var answer = await service.Client.GetAsync($"/v1/rows/{id}");
            answer.EnsureSuccessStatusCode();
        }
        return count;
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();
}

internal readonly record struct Slice(double PerSecond, double MicrosecondsPerRequest, double BytesPerRequest)
{
    public static Slice Mean(Slice a, Slice b) => new(
        (a.PerSecond + b.PerSecond) / 2,
        (a.MicrosecondsPerRequest + b.MicrosecondsPerRequest) / 2,
        (a.BytesPerRequest + b.BytesPerRequest) / 2);
}
