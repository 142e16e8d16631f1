using System.Diagnostics.Metrics;
using System.Globalization;
using DarkTower.ServiceDefaults;

namespace DarkTower.DemoLoad;

/// <summary>What happened since the last line.</summary>
internal sealed class Tally
{
    private static readonly Counter<long> Journeys =
        Telemetry.Meter.CreateCounter<long>("darktower.demo_load.journeys", "{journey}", "Journeys, by result.");

    private readonly Lock _lock = new();
    private readonly List<double> _milliseconds = [];
    private readonly Dictionary<string, int> _errors = [];
    private int _skipped;

    public void Done(TimeSpan took)
    {
        Journeys.Add(1, new KeyValuePair<string, object?>("result", "ok"));
        lock (_lock) _milliseconds.Add(took.TotalMilliseconds);
    }

    public void Failed(string why)
    {
        Journeys.Add(1, new KeyValuePair<string, object?>("result", "failed"));
        lock (_lock) _errors[why] = _errors.GetValueOrDefault(why) + 1;
    }

    public void Skipped()
    {
        lock (_lock) _skipped++;
    }

    public string TakeLine()
    {
        lock (_lock)
        {
            _milliseconds.Sort();
            var line = string.Create(CultureInfo.InvariantCulture,
                $"journeys {_milliseconds.Count}, errors {_errors.Values.Sum()}, p50 {Percentile(0.50):0} ms, p99 {Percentile(0.99):0} ms");
            if (_skipped > 0) line += $", not begun {_skipped}";
            if (_errors.Count > 0) line += $" ({string.Join(", ", _errors.Select(error => $"{error.Key} {error.Value}"))})";
            _milliseconds.Clear();
            _errors.Clear();
            _skipped = 0;
            return line;
        }
    }

    private double Percentile(double share) =>
        _milliseconds.Count == 0 ? 0 : _milliseconds[(int)Math.Ceiling(_milliseconds.Count * share) - 1];
}
