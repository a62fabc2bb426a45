using Ledger.Client;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>Gives a stopped network new ports when other programs have taken its own.</summary>
internal static class NetworkPorts
{
    /// <summary>Rewrites configurations and profiles when a port is taken.</summary>
    /// <returns>Whether anything was rewritten.</returns>
    public static bool Repair(NetworkLayout layout, IReadOnlyList<NodeConfiguration> nodes)
    {
        if (nodes.All(node => FreePorts.IsFree(node.Listen.Port)))
            return false;
        var ports = nodes.Zip(FreePorts.Find(nodes.Count)).ToDictionary(pair => pair.First.Organisation, pair => pair.Second, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var moved = node with
            {
                Listen = node.Listen with { Port = ports[node.Organisation] },
                Peers = [.. node.Peers.Select(peer => peer with { Address = Move(peer.Address, ports[peer.Organisation]) })],
            };
            moved.Save(node.File);
        }

        foreach (var user in LocalUser.All)
        {
            var profile = ClientProfile.Load(layout.Profile(user.Name));
            var services = profile.Services.ToDictionary(
                service => service.Key,
                service => service.Value with { Address = Move(service.Value.Address, ports[service.Value.Organisation]) },
                StringComparer.Ordinal);
            (profile with { Services = services }).Save(profile.Folder);
        }

        return true;
    }

    private static Uri Move(Uri address, int port) => new UriBuilder(address) { Port = port }.Uri;
}
