using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Orchestration;

internal static class Ports
{
    // Below the range systems take outgoing connections from, so that none of those lands on a port between our look and the child's bind.
    private const int First = 20000;
    private const int End = 32000;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>A free port nobody else of this process was given.</summary>
    public static int Free() => FreeFrom(RandomNumberGenerator.GetInt32(First, End));

    /// <summary>This port when it is free, else the next one that is.</summary>
    public static int FreeFrom(int port)
    {
        for (; port <= IPEndPoint.MaxPort; port++)
        {
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }

        throw new DistributedApplicationException("No free TCP port is left on this machine.");
    }

    public static bool IsFree(int port) =>
        CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.AddressNotAvailable;
        }
    }
}
