using System.Diagnostics;

namespace DarkTower.Migrator.Running;

/// <summary>Amount, speed and time left of something that is counted; the speed since this object was made.</summary>
internal sealed class Rate
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long? _first;

    /// <summary>The total is an estimate, so more than that can be done.</summary>
    public string Describe(long done, long? total, string unit)
    {
        _first ??= done;
        var perSecond = (done - _first.Value) / Math.Max(0.001, _clock.Elapsed.TotalSeconds);
        var speed = perSecond >= 1 ? $", {perSecond:N0}/s" : "";
        if (total is not { } all || all < done)
            return $"{done:N0} {unit}{speed}";
        var left = perSecond >= 1 ? $", about {TimeSpan.FromSeconds(Math.Ceiling((all - done) / perSecond)):g} left" : "";
        return $"{done:N0} of about {all:N0} {unit} ({100.0 * done / Math.Max(1, all):0} %){speed}{left}";
    }
}
