using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace DarkTower.LiveMigration.Load;

internal sealed record Request(string Name, Func<Task> SendAsync);

internal sealed record Sample(long Due, TimeSpan Late, string Request);

/// <summary>
/// Requests at a fixed rate, whatever becomes of those before: each is due at a moment, and what it took counts from there. So a stall is
/// seen by all the requests that come during it, also those that had to wait for a free connection.
/// </summary>
internal sealed class OpenLoop(IReadOnlyList<Request> requests)
{
    private readonly ConcurrentBag<Sample> _samples = [];
    private readonly ConcurrentBag<string> _failures = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _workers = Task.CompletedTask;
    private long _start;
    private long _next = -1;

    public IEnumerable<Sample> Samples => _samples;

    public IReadOnlyCollection<string> Failures => _failures;

    public void Start(int requestsPerSecond, int connections)
    {
        _start = Stopwatch.GetTimestamp();
        var interval = Stopwatch.Frequency / requestsPerSecond;
        _workers = Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => WorkAsync(interval))));
    }

    /// <summary>Every request that was begun is awaited.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _workers;
    }

    private async Task WorkAsync(long interval)
    {
        while (!_stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _next);
            var due = _start + (number * interval);
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.Zero)
                await Task.Delay(early);
            var request = requests[(int)(number % requests.Count)];
            try
            {
                await request.SendAsync();
            }
            catch (Exception error)
            {
                _failures.Add($"{request.Name}: {(error as PostgresException)?.SqlState} {error.Message}");
            }
            _samples.Add(new Sample(due, Stopwatch.GetElapsedTime(due), request.Name));
        }
    }
}
