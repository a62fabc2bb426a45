using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ledger.Network;

/// <summary>
/// Ports to listen on, below those that systems hand out for outgoing connections (Linux from 32768, others from 49152): one of these
/// that was free a moment ago is soon some connection's own end.
/// </summary>
internal static class FreePorts
{
    private const int First = 15_000;
    private const int Count = 15_000;

    /// <summary>Ports that were free a moment ago, all different, chosen at random. Another program may still take one before it is used.</summary>
    /// <exception cref="IOException">Fewer are free.</exception>
    public static int[] Find(int count)
    {
        var ports = Enumerable.Range(First, Count).ToArray();
        RandomNumberGenerator.Shuffle(ports.AsSpan());
        int[] found = [.. ports.Where(IsFree).Take(count)];
        return found.Length == count
            ? found
            : throw new IOException($"Of the ports {First} to {First + Count - 1} only {found.Length} are free, {count} are wanted.");
    }

    /// <summary>Whether a port can be listened on now.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
