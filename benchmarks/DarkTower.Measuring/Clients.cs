using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DarkTower.Measuring;

/// <summary>Connections to one server, each used by one thread while a loop runs.</summary>
public sealed partial class Clients : IDisposable
{
    private readonly HttpConnection[] _connections;
    private readonly Uri _address;

    public Clients(Uri address, int count)
    {
        _address = address;
        _connections = [.. Enumerable.Range(0, count).Select(_ => new HttpConnection(address))];
    }

    public int Count => _connections.Length;

    /// <summary>Every client sends its next request when the last is answered.</summary>
    /// <param name="calls">In turn.</param>
    /// <param name="time">No request begins after it.</param>
    /// <param name="next">Number of the next request; goes on from one loop to the next.</param>
    public Outcome Closed(IReadOnlyList<Call> calls, TimeSpan time, Counter next)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return Run(client =>
        {
            var outcome = new Outcome();
            while (Stopwatch.GetTimestamp() < end)
            {
                var number = next.Take();
                Send(client, calls[(int)(number % calls.Count)], number, Stopwatch.GetTimestamp(), outcome);
            }
            return outcome;
        });
    }

    /// <summary>
    /// Requests are due at a fixed rate, whatever becomes of those before, and what one took counts from when it was due: a stall is seen
    /// by all that came during it, also by those for which no client was free.
    /// </summary>
    public Outcome Open(IReadOnlyList<Call> calls, int perSecond, TimeSpan time, Counter next)
    {
        var interval = Stopwatch.Frequency / perSecond;
        var count = (long)(time.TotalSeconds * perSecond);
        var first = next.Value;
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
        var due = new Counter();
        var outcome = Run(client =>
        {
            var mine = new Outcome();
            for (var number = due.Take(); number < count; number = due.Take())
            {
                var at = start + (number * interval);
                SleepUntil(at);
                Send(client, calls[(int)(number % calls.Count)], first + number, at, mine);
            }
            return mine;
        });
        next.Skip(count);
        return outcome;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private Outcome Run(Func<int, Outcome> loop)
    {
        var outcomes = new Outcome[_connections.Length];
        var start = Stopwatch.GetTimestamp();
        Thread[] threads =
            [.. Enumerable.Range(0, _connections.Length).Select(client => new Thread(() => outcomes[client] = loop(client)))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        var all = new Outcome();
        foreach (var outcome in outcomes) all.Add(outcome);
        all.Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return all;
    }

    private void Send(int client, Call call, long number, long since, Outcome outcome)
    {
        var connection = _connections[client];
        try
        {
            if (connection.Send(call.Request(number)) == call.Status)
                outcome.Succeeded(call, Stopwatch.GetTimestamp() - since);
            else
                outcome.Fail(call, connection.Answer);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException)
        {
            outcome.Fail(call, e.Message);
            connection.Dispose();
            _connections[client] = new HttpConnection(_address);
        }
    }

    /// <summary>Thread.Sleep is a millisecond late, which would be most of a latency here; this is late by about 0.06.</summary>
    private static void SleepUntil(long timestamp)
    {
        if (timestamp <= Stopwatch.GetTimestamp())
            return;
        var at = new Moment { Seconds = timestamp / Stopwatch.Frequency, Nanoseconds = timestamp % Stopwatch.Frequency };
        while (ClockNanosleep(Monotonic, AbsoluteTime, ref at, IntPtr.Zero) != 0)
        {
            // A signal ended the sleep.
        }
    }

    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;

    // Stopwatch's clock on Linux is this one, in nanoseconds.
    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, ref Moment until, IntPtr rest);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

/// <summary>Numbers that each are given once, whoever asks.</summary>
public sealed class Counter
{
    private long _next;

    public long Value => Interlocked.Read(ref _next);

    public long Take() => Interlocked.Increment(ref _next) - 1;

    public void Skip(long count) => Interlocked.Add(ref _next, count);
}
