using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DarkTower.Measuring;

/// <summary>
/// One kept-alive HTTP/1.1 connection of one thread, with blocking calls: two system calls a request. An HttpClient spends about as much
/// processor time on a request as the measured server does, and on a machine they share that would hide half of every difference.
/// </summary>
public sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[32 * 1024];
    private int _filled;

    public HttpConnection(Uri address)
    {
        _socket.ReceiveTimeout = 30_000;
        _socket.Connect(IPAddress.Parse(address.Host), address.Port);
    }

    /// <summary>The last answer, head and body as they came.</summary>
    public string Answer => Encoding.UTF8.GetString(_buffer, 0, _filled);

    /// <summary>Sends the request and reads the whole answer; gives its status.</summary>
    public int Send(ReadOnlySpan<byte> request)
    {
        while (request.Length > 0)
            request = request[_socket.Send(request)..];
        _filled = 0;
        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            Receive();
        var status = Number(_buffer.AsSpan(9, 3), 'D');
        var headers = _buffer.AsSpan(0, head + 2);
        var body = head + 4;
        if (Value(headers, "\r\nContent-Length: "u8) is { Length: > 0 } length)
            ReceiveUntil(body + Number(length, 'D'));
        else if (Value(headers, "\r\nTransfer-Encoding: "u8).SequenceEqual("chunked"u8))
            ReceiveChunks(body);
        return status;
    }

    public void Dispose() => _socket.Dispose();

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        var at = headers.IndexOf(name);
        if (at < 0)
            return default;
        var value = headers[(at + name.Length)..];
        return value[..value.IndexOf("\r\n"u8)];
    }

    private static int Number(ReadOnlySpan<byte> text, char format) =>
        Utf8Parser.TryParse(text, out int value, out var used, format) && used == text.Length
            ? value : throw new InvalidDataException($"Not a number: {Encoding.ASCII.GetString(text)}");

    /// <summary>A chunk is its length in hexadecimal, a line end, its bytes and a line end; the last one is empty.</summary>
    private void ReceiveChunks(int at)
    {
        int size;
        do
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0)
                Receive();
            size = Number(_buffer.AsSpan(at, line), 'X');
            at += line + 2 + size + 2;
            ReceiveUntil(at);
        }
        while (size > 0);
    }

    private void ReceiveUntil(int length)
    {
        while (_filled < length)
            Receive();
    }

    private void Receive()
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var received = _socket.Receive(_buffer.AsSpan(_filled));
        if (received == 0)
            throw new IOException($"The server closed the connection after: {Answer}");
        _filled += received;
    }
}
