using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>
/// Stands between the service and PostgreSQL and counts what the service asks: a round trip is a Sync (or a simple query), a statement an
/// Execute. Needs unencrypted connections.
/// </summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly Task _accepting;
    private int _roundTrips;
    private int _statements;
    private readonly ConcurrentDictionary<string, bool> _texts = new();

    private readonly Func<string, string>? _rewrite;

    /// <param name="connectionString">Of the server.</param>
    /// <param name="rewrite">Puts another statement in the place of the service's, to see whether a test notices.</param>
    public CountingProxy(string connectionString, Func<string, string>? rewrite = null)
    {
        _rewrite = rewrite;
        _target = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_target.ConnectionString)
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, SslMode = SslMode.Disable,
    }.ConnectionString;

    public (int RoundTrips, int Statements) Count => (Volatile.Read(ref _roundTrips), Volatile.Read(ref _statements));

    /// <summary>Every statement's text that was ever sent.</summary>
    public IEnumerable<string> Texts => _texts.Keys;

    public void Reset() => (_roundTrips, _statements) = (0, 0);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var service = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_target.Host!, _target.Port, _stop.Token);
            service.NoDelay = server.NoDelay = true;
            await Task.WhenAny(
                RequestsAsync(service.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(service.GetStream(), _stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The end of a connection.
        }
    }

    private async Task RequestsAsync(NetworkStream from, NetworkStream to)
    {
        var startup = true;
        var header = new byte[5];
        while (true)
        {
            // Type and length; the startup message alone has no type.
            var head = header.AsMemory(startup ? 1 : 0);
            await from.ReadExactlyAsync(head, _stop.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4];
            await from.ReadExactlyAsync(body, _stop.Token);
            if (!startup && header[0] is (byte)'S' or (byte)'Q') Interlocked.Increment(ref _roundTrips);
            if (!startup && header[0] is (byte)'E' or (byte)'Q') Interlocked.Increment(ref _statements);
            if (!startup && header[0] == (byte)'P') _texts.TryAdd(TextOf(body), true);
            if (!startup && header[0] == (byte)'P' && _rewrite is not null)
            {
                body = Rewritten(body);
                BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), body.Length + 4);
            }
            await to.WriteAsync(head, _stop.Token);
            await to.WriteAsync(body, _stop.Token);
            startup = false;
        }
    }

    private byte[] Rewritten(byte[] parse)
    {
        var start = Array.IndexOf(parse, (byte)0) + 1;
        var end = Array.IndexOf(parse, (byte)0, start);
        return [.. parse[..start], .. Encoding.UTF8.GetBytes(_rewrite!(TextOf(parse))), .. parse[end..]];
    }

    /// <summary>Of a Parse message: a name, the text, each ended by a zero.</summary>
    private static string TextOf(byte[] parse)
    {
        var start = Array.IndexOf(parse, (byte)0) + 1;
        return Encoding.UTF8.GetString(parse, start, Array.IndexOf(parse, (byte)0, start) - start);
    }
}
