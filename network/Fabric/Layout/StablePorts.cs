using System.Globalization;
using System.Net.NetworkInformation;

namespace Ledger.Network;

/// <summary>
/// Free ports for a network that is stopped and started again. They stand in the channel's configuration and can't be changed
/// by a start, so they are taken from below the range that the system hands out to outgoing connections.
/// </summary>
internal static class StablePorts
{
    private const int First = 15_000;
    private const int DefaultEnd = 32_768;
    private const string LinuxRange = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>Ports free a moment ago, all different.</summary>
    public static int[] Find(int count)
    {
        // By one question for all: asking by listening would leave traces on hundreds of ports.
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        var end = RangeEnd();
        var start = Random.Shared.Next(First, end);
        var free = Enumerable.Range(0, end - First)
            .Select(i => First + ((start - First + i) % (end - First)))
            .Where(port => !taken.Contains(port) && FreePorts.IsFree(port))
            .Take(count)
            .ToArray();
        return free.Length == count
            ? free
            : throw new LocalNetworkException(
                string.Create(CultureInfo.InvariantCulture, $"Fewer than {count} ports are free between {First} and {end}."),
                string.Create(CultureInfo.InvariantCulture, $"{First} 至 {end} 之间空闲端口不足 {count} 个。"));
    }

    private static int RangeEnd()
    {
        if (!File.Exists(LinuxRange))
            return DefaultEnd;
        var low = int.Parse(File.ReadAllText(LinuxRange).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
        // A system that hands out nearly all ports leaves no better choice than the usual place.
        return low > First + 1000 ? low : DefaultEnd;
    }
}
