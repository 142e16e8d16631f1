using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// How much of the pool is in use at peak, as a gauge, and an alarm above half: from there on a burst waits for connections. Npgsql gives
/// the numbers only
/// to a meter listener; they are sampled often, because a peak between two exports would not be seen.
/// </summary>
internal sealed partial class PoolUse : BackgroundService
{
    public const double AlarmAbove = 0.5;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AlarmEvery = TimeSpan.FromMinutes(1);

    private readonly Meter _meter = new(Telemetry.Name);
    private readonly MeterListener _npgsql = new();
    private readonly Counter<long> _alarms;
    private readonly PostgresPool _pool;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private DateTimeOffset _lastAlarm = DateTimeOffset.MinValue;
    private long _inUse;
    private long _peak;

    public PoolUse(string poolName, PostgresPool pool, TimeProvider time, ILogger<PoolUse> logger)
    {
        (_pool, _time, _logger) = (pool, time, logger);
        KeyValuePair<string, object?> tag = new("db.client.connection.pool.name", poolName);
        _alarms = _meter.CreateCounter<long>("darktower.postgres.pool.alarms", "{alarm}",
            "Minutes in which more than half of the pool was in use.", [tag]);
        _meter.CreateObservableGauge("darktower.postgres.pool.use",
            () => new Measurement<double>((double)Interlocked.Exchange(ref _peak, Interlocked.Read(ref _inUse)) / pool.MaxSize, tag), "1",
            "Largest share of the pool in use since the last export.");

        _npgsql.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Npgsql", Name: "db.client.connection.count" })
                listener.EnableMeasurementEvents(instrument);
        };
        _npgsql.SetMeasurementEventCallback<int>((_, value, tags, _) => Count(value, tags, poolName));
        _npgsql.SetMeasurementEventCallback<long>((_, value, tags, _) => Count(value, tags, poolName));
    }

    /// <summary>Connections in use at the last sample.</summary>
    public long InUse => Interlocked.Read(ref _inUse);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _npgsql.Start();
        using var timer = new PeriodicTimer(SampleEvery, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Sample();
    }

    private void Sample()
    {
        _npgsql.RecordObservableInstruments();
        var inUse = Interlocked.Read(ref _inUse);
        if (inUse > Interlocked.Read(ref _peak))
            Interlocked.Exchange(ref _peak, inUse);
        if (inUse <= _pool.MaxSize * AlarmAbove || _time.GetUtcNow() - _lastAlarm < AlarmEvery)
            return;
        _lastAlarm = _time.GetUtcNow();
        _alarms.Add(1);
        Alarm(_logger, inUse, _pool.MaxSize);
    }

    private void Count(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, string poolName)
    {
        var (used, ours) = (false, false);
        foreach (var tag in tags)
        {
            used |= tag is { Key: "db.client.connection.state", Value: "used" };
            ours |= tag.Key == "db.client.connection.pool.name" && poolName.Equals(tag.Value);
        }
        if (used && ours)
            Interlocked.Exchange(ref _inUse, value);
    }

    public override void Dispose()
    {
        base.Dispose();
        _npgsql.Dispose();
        _meter.Dispose();
    }

    [LoggerMessage(113, LogLevel.Warning, "{InUse} of {MaxSize} PostgreSQL connections are in use, more than half")]
    private static partial void Alarm(ILogger logger, long inUse, int maxSize);
}
