using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DarkTower.ServiceDefaults;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>What shows that a job lives: an alarm watches that the time of its last success grows.</summary>
internal sealed class JobMetrics : IDisposable
{
    private readonly Meter _meter = new(Telemetry.Name);
    private readonly Counter<long> _runs;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _rows;
    private readonly Histogram<double> _duration;
    private readonly ConcurrentDictionary<string, long> _lastSuccess = new();

    public JobMetrics()
    {
        _runs = _meter.CreateCounter<long>("darktower.jobs.runs", "{run}", "Runs of a job that have ended.");
        _failures = _meter.CreateCounter<long>("darktower.jobs.failures", "{run}", "Runs of a job that have failed.");
        _rows = _meter.CreateCounter<long>("darktower.jobs.rows", "{row}", "Rows that a job has changed.");
        _duration = _meter.CreateHistogram<double>("darktower.jobs.duration", "s", "Duration of a job's runs.");
        _meter.CreateObservableGauge(
            "darktower.jobs.last_success", () => _lastSuccess.Select(job => new Measurement<long>(job.Value, Tag(job.Key))), "s",
            "When a job last ran to its end, in seconds since 1970.");
    }

    public void Succeeded(string job, long rows, TimeSpan duration, DateTimeOffset now)
    {
        _lastSuccess[job] = now.ToUnixTimeSeconds();
        _rows.Add(rows, Tag(job));
        Ended(job, duration);
    }

    public void Failed(string job, TimeSpan duration)
    {
        _failures.Add(1, Tag(job));
        Ended(job, duration);
    }

    public void Dispose() => _meter.Dispose();

    private void Ended(string job, TimeSpan duration)
    {
        _runs.Add(1, Tag(job));
        _duration.Record(duration.TotalSeconds, Tag(job));
    }

    private static KeyValuePair<string, object?> Tag(string job) => new("darktower.job", job);
}
