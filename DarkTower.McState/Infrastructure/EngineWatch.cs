using System.Diagnostics.Metrics;
using DarkTower.ServiceDefaults;

namespace DarkTower.McState.Infrastructure;

/// <summary>Connects, then probes the engine: at once after a reconnect, every second while it is not usable, else every 30 s.</summary>
internal sealed partial class EngineWatch(RedisConnection connection, EngineProbe probe, EngineState engine, ILogger<EngineWatch> logger)
    : BackgroundService
{
    private static readonly Counter<long> Probes =
        Telemetry.Meter.CreateCounter<long>("darktower.redis.engine_probes", "{probe}", "Probes of the Redis-protocol engine, by result.");

    private readonly SemaphoreSlim _restored = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        connection.Restored += () => _restored.Release();
        while (!stoppingToken.IsCancellationRequested)
        {
            var before = engine.Report;
            engine.Report = await ProbeAsync(before, stoppingToken);
            Probes.Add(1, new KeyValuePair<string, object?>("result", engine.Refusal is null ? "usable" : "refused"));
            if (before != engine.Report) Announce(engine.Report);
            await _restored.WaitAsync(engine.Refusal is null ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(1), stoppingToken);
        }
    }

    private async Task<EngineReport> ProbeAsync(EngineReport last, CancellationToken cancel)
    {
        try
        {
            await connection.OpenAsync();
            return await probe.RunAsync(last, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // A verdict stays while the engine does not answer: calls find out by themselves, and pass the moment it answers again.
            return last.Refusal is null ? last : last with { Refusal = RedisConnection.Explain(failure) };
        }
    }

    private void Announce(EngineReport report)
    {
        if (report.Refusal is null) LogUsable(report.Name, report.Version, report.Eviction);
        else LogRefused(report.Name, report.Refusal);
    }

    [LoggerMessage(1001, LogLevel.Information, "Redis-protocol store usable: {Engine} {Version}, scripts atomic, eviction {Eviction}")]
    private partial void LogUsable(string engine, string version, string eviction);

    [LoggerMessage(1002, LogLevel.Error, "Redis-protocol store {Engine} is not used: {Reason}")]
    private partial void LogRefused(string engine, string reason);
}
