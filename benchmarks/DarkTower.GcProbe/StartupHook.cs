using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Runs in a measured server before its own code (DOTNET_STARTUP_HOOKS) and answers what only the process itself knows: bytes allocated,
/// the heap, collections, connections in use. So no server needs an endpoint for it, and all of them are asked the same way.
/// </summary>
internal static class StartupHook
{
    private static readonly MeterListener Npgsql = new();
    private static long _connectionsInUse;
    private static long _counted;

    public static void Initialize()
    {
        var path = Environment.GetEnvironmentVariable("DARKTOWER_GC_PROBE");
        // What this process starts must not take its socket.
        Environment.SetEnvironmentVariable("DARKTOWER_GC_PROBE", null);
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        if (path is null)
            return;
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() => Serve(listener)) { IsBackground = true, Name = "gc-probe" }.Start();
    }

    private static void Serve(Socket listener)
    {
        Npgsql.InstrumentPublished = (instrument, all) =>
        {
            if (instrument is { Meter.Name: "Npgsql", Name: "db.client.connection.count" })
                all.EnableMeasurementEvents(instrument);
        };
        Npgsql.SetMeasurementEventCallback<int>((_, value, tags, _) => Count(value, tags));
        Npgsql.SetMeasurementEventCallback<long>((_, value, tags, _) => Count(value, tags));
        Npgsql.Start();
        var question = new byte[1];
        while (true)
        {
            using var caller = listener.Accept();
            // A question is one byte, an answer one line.
            while (caller.Receive(question) == 1)
                caller.Send(Encoding.ASCII.GetBytes(Answer()));
        }
    }

    private static string Answer()
    {
        _counted = 0;
        Npgsql.RecordObservableInstruments();
        _connectionsInUse = _counted;
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        return string.Create(CultureInfo.InvariantCulture,
            $"{GC.GetTotalAllocatedBytes()} {GC.GetTotalMemory(false)} {memory.TotalCommittedBytes} {GC.CollectionCount(0)} "
            + $"{GC.CollectionCount(2)} {GC.GetTotalPauseDuration().TotalMilliseconds:F1} {_connectionsInUse}\n");
    }

    private static void Count(long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag is { Key: "db.client.connection.state", Value: "used" })
                _counted += value;
        }
    }
}
