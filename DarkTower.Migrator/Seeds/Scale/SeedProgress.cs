using System.Diagnostics;
using System.Globalization;

namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>How far it is: one line that is written anew on a terminal, a line every few seconds elsewhere.</summary>
internal sealed class SeedProgress(TextWriter output, bool terminal)
{
    private readonly TimeSpan _interval = terminal ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(5);
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private TimeSpan _next = terminal ? TimeSpan.Zero : TimeSpan.FromSeconds(5);
    private int _written;
    private long _expected;
    private long _done;

    public void Expect(long rows)
    {
        _expected = rows;
        _time.Restart();
    }

    public void Add(long rows)
    {
        _done += rows;
        if (_time.Elapsed < _next)
            return;
        _next = _time.Elapsed + _interval;
        Write(Line(_done, _expected, _time.Elapsed));
    }

    /// <summary>Leaves a terminal's line empty for what comes next.</summary>
    public void End()
    {
        if (_written > 0)
            output.Write($"\r{new string(' ', _written)}\r");
    }

    public static string Line(long done, long expected, TimeSpan time)
    {
        var perSecond = done / Math.Max(0.001, time.TotalSeconds);
        var left = TimeSpan.FromSeconds((expected - done) / Math.Max(1, perSecond));
        return string.Create(CultureInfo.InvariantCulture,
            $"{done:#,0} of {expected:#,0} rows, {100.0 * done / Math.Max(1, expected):0} %, {perSecond:#,0} rows/s, "
            + $"{(int)left.TotalMinutes}:{left.Seconds:00} left");
    }

    private void Write(string line)
    {
        if (!terminal)
        {
            output.WriteLine(line);
            return;
        }
        output.Write($"\r{line.PadRight(_written)}");
        _written = line.Length;
    }
}
