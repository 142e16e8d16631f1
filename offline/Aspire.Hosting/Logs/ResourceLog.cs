using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The console of one resource instance: the last lines, and whoever follows.</summary>
internal sealed class ResourceLog : ILogger
{
    private const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = [];
    private readonly List<Channel<LogLine>> _followers = [];
    private int _count;

    public void Add(string content, bool isError)
    {
        lock (_lock)
        {
            var line = new LogLine(++_count, $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffffffZ} {content}", isError);
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }

            _followers.ForEach(f => f.Writer.TryWrite(line));
        }
    }

    public IReadOnlyList<LogLine> Lines()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    /// <summary>The lines so far, and a channel with every later one; give it back to <see cref="Leave" />.</summary>
    public (IReadOnlyList<LogLine> Lines, Channel<LogLine> Later) Follow()
    {
        lock (_lock)
        {
            var channel = Channel.CreateUnbounded<LogLine>(new() { SingleReader = true });
            _followers.Add(channel);
            return ([.. _lines], channel);
        }
    }

    public void Leave(Channel<LogLine> channel)
    {
        lock (_lock)
        {
            _followers.Remove(channel);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _followers.ForEach(f => f.Writer.TryComplete());
        }
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Information)
        {
            return;
        }

        var text = formatter(state, exception) + (exception is null ? "" : Environment.NewLine + exception);
        foreach (var line in text.Split('\n'))
        {
            Add(line.TrimEnd('\r'), logLevel >= LogLevel.Error);
        }
    }
}
