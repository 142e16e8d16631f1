using System.Diagnostics;
using System.Globalization;

namespace DarkTower.Measuring;

/// <summary>Every latency, none rounded into a bucket: the 99th percentile is one that was measured.</summary>
public sealed class Latencies
{
    private readonly List<long> _ticks = [];
    private bool _sorted;

    public int Count => _ticks.Count;

    public void Add(long ticks)
    {
        _ticks.Add(ticks);
        _sorted = false;
    }

    public void Add(Latencies others)
    {
        _ticks.AddRange(others._ticks);
        _sorted = false;
    }

    /// <summary>In milliseconds; the smallest that so large a share does not exceed.</summary>
    public double Percentile(double share)
    {
        if (_ticks.Count == 0)
            return double.NaN;
        if (!_sorted)
            _ticks.Sort();
        _sorted = true;
        var at = Math.Clamp((int)Math.Ceiling(share * _ticks.Count) - 1, 0, _ticks.Count - 1);
        return _ticks[at] * 1000.0 / Stopwatch.Frequency;
    }

    /// <summary>50th, 95th and 99th percentile in milliseconds, as three cells of a table.</summary>
    public string Cells() =>
        string.Create(CultureInfo.InvariantCulture, $"{Percentile(0.5):0.00} | {Percentile(0.95):0.00} | {Percentile(0.99):0.00}");
}
