using System.Diagnostics;

namespace DarkTower.Migrator.Running;

/// <summary>How far a long step is: one line that is written over on a terminal, else a line every few seconds.</summary>
internal sealed class ProgressLine(TextWriter output, TimeSpan interval, TimeSpan? firstAfter = null)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(200);

    private readonly bool _terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan? _next;
    private int _shown;

    public async Task SayAsync(string text)
    {
        var pause = _terminal ? OnTerminal : interval;
        _next ??= _terminal ? pause : firstAfter ?? pause;
        if (_clock.Elapsed < _next)
            return;
        _next = _clock.Elapsed + pause;
        if (_terminal)
            await OverwriteAsync(text);
        else
            await output.WriteLineAsync(text);
    }

    /// <summary>The line that stays, if any.</summary>
    public async Task EndAsync(string? text)
    {
        if (_shown > 0)
            await OverwriteAsync("");
        if (text is not null)
            await output.WriteLineAsync(text);
    }

    private async Task OverwriteAsync(string text)
    {
        var width = Math.Max(20, Console.WindowWidth - 1);
        var fitting = text.Length > width ? text[..width] : text;
        await output.WriteAsync($"\r{fitting.PadRight(_shown)}{(text.Length == 0 ? "\r" : "")}");
        _shown = fitting.Length;
    }
}
