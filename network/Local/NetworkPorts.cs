using Ledger.Client;
using Ledger.Node;

namespace Ledger.Network;

/// <summary>
/// Makes a stopped network's addresses agree: a node whose port another program has taken gets a new one, and every port, also
/// one that was changed by hand in its node's file, is carried to the other nodes' files and to all profiles.
/// </summary>
internal static class NetworkPorts
{
    /// <summary>Rewrites the configurations and profiles that do not agree. The network's folder is held by the caller.</summary>
    /// <returns>Whether a configuration was rewritten.</returns>
    /// <exception cref="ProfileException">A profile is damaged; nothing was rewritten.</exception>
    public static bool Repair(NetworkLayout layout, IReadOnlyList<NodeConfiguration> nodes)
    {
        var ports = Choose(nodes);
        // All are read before the first is written.
        var profiles = Directory.EnumerateFiles(layout.Profiles, ClientProfile.FileName, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(ClientProfile.Load)
            .ToList();
        var rewritten = false;
        foreach (var node in nodes.Where(node => node.Listen.Port != ports[node.Organisation]
            || node.Peers.Any(peer => IsElsewhere(peer.Address, peer.Organisation))))
        {
            var moved = node with
            {
                Listen = node.Listen with { Port = ports[node.Organisation] },
                Peers = [.. node.Peers.Select(peer => peer with { Address = Move(peer.Address, peer.Organisation) })],
            };
            moved.Save(node.File);
            rewritten = true;
        }

        foreach (var profile in profiles.Where(profile => profile.Services.Values.Any(service => IsElsewhere(service.Address, service.Organisation))))
        {
            var services = profile.Services.ToDictionary(
                service => service.Key,
                service => service.Value with { Address = Move(service.Value.Address, service.Value.Organisation) },
                StringComparer.Ordinal);
            (profile with { Services = services }).Save(profile.Folder);
        }

        return rewritten;

        bool IsElsewhere(Uri address, string organisation) => ports.TryGetValue(organisation, out var port) && address.Port != port;

        Uri Move(Uri address, string organisation) => ports.TryGetValue(organisation, out var port) ? new UriBuilder(address) { Port = port }.Uri : address;
    }

    /// <summary>Each node's own port where it is free and no other node's, else a new one.</summary>
    private static Dictionary<string, int> Choose(IReadOnlyList<NodeConfiguration> nodes)
    {
        var kept = nodes
            .Where(node => node.Listen.Port != 0 && FreePorts.IsFree(node.Listen.Port))
            .DistinctBy(node => node.Listen.Port)
            .ToDictionary(node => node.Organisation, node => node.Listen.Port, StringComparer.Ordinal);
        var found = new Queue<int>(FreePorts.Find(nodes.Count).Except(kept.Values));
        foreach (var node in nodes.Where(node => !kept.ContainsKey(node.Organisation)))
            kept.Add(node.Organisation, found.Dequeue());
        return kept;
    }
}
