using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes to the console of every instance of the resource.</summary>
    public ILogger GetLogger(IResource resource) =>
        resource.GetResolvedResourceNames() is [var only] ? Of(only) : new SeveralLogs([.. resource.GetResolvedResourceNames().Select(Of)]);

    public ILogger GetLogger(string resourceName) => Of(resourceName);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => WatchAsync(resource.GetResolvedResourceNames()[0]);

    /// <summary>The lines so far, then later ones in batches, until the resource completes or the caller stops.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => WatchAsync(resourceName, default);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) => GetAllAsync(resource.GetResolvedResourceNames()[0]);

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask;
        yield return Of(resourceName).Lines();
    }

    public void Complete(IResource resource)
    {
        foreach (var id in resource.GetResolvedResourceNames())
        {
            Complete(id);
        }
    }

    public void Complete(string name) => Of(name).Complete();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal ResourceLog Of(string id) => _logs.GetOrAdd(id, _ => new ResourceLog());

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var log = Of(id);
        var (lines, later) = log.Follow();
        try
        {
            if (lines.Count > 0)
            {
                yield return lines;
            }

            while (await later.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (batch.Count < 1000 && later.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                }

                yield return batch;
            }
        }
        finally
        {
            log.Leave(later);
        }
    }

    private sealed class SeveralLogs(ILogger[] logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logs[0].IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            foreach (var log in logs)
            {
                log.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
