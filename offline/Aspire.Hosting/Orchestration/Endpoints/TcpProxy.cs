using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration.Endpoints;

/// <summary>One address for several instances: connections go to them in turn, past any that does not answer.</summary>
internal sealed class TcpProxy(int port, IReadOnlyList<int> targets) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TcpListener> _listeners = [];
    private readonly List<Task> _accepting = [];
    private int _next = -1;

    public void Start()
    {
        foreach (var address in Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : new[] { IPAddress.Loopback })
        {
            var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                continue;
            }

            _listeners.Add(listener);
            _accepting.Add(AcceptAsync(listener));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listeners.ForEach(l => l.Stop());
        await Task.WhenAll(_accepting);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The client gave up before it was accepted.
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using var target = await ConnectAsync();
            if (target is null)
            {
                return;
            }

            client.NoDelay = true;
            target.NoDelay = true;
            await Task.WhenAll(CopyAsync(client, target), CopyAsync(target, client));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _stopping.Token);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            // Either side may leave at any time; the other is closed with it.
            from.Close();
            to.Close();
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        for (var tries = 0; tries < targets.Count; tries++)
        {
            var target = new TcpClient();
            try
            {
                await target.ConnectAsync(
                    "localhost", targets[(int)((uint)Interlocked.Increment(ref _next) % (uint)targets.Count)], _stopping.Token);
                return target;
            }
            catch (Exception dead) when (dead is SocketException or OperationCanceledException)
            {
                target.Dispose();
            }
        }

        return null;
    }
}
