using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Ledger.Network;

/// <summary>Tells when a Fabric network can be used: ports open seconds before it works.</summary>
internal sealed class FabricReadiness(FabricNodes nodes, IReadOnlyList<FabricOrganisation> organisations, IReadOnlyList<FabricOrderer> orderers) : IDisposable
{
    private readonly NodeOperations operations = new();

    /// <summary>Waits until an orderer serves.</summary>
    public async Task WaitServingAsync(FabricOrderer orderer, CancellationToken ct)
    {
        await WaitServingAsync(orderer.Name, orderer.Operations, ct);
        // It calls itself healthy before it listens.
        await WaitListeningAsync(orderer.Name, orderer.Administration, ct);
        await WaitListeningAsync(orderer.Name, orderer.Address, ct);
    }

    /// <summary>Waits until a peer serves.</summary>
    public async Task WaitServingAsync(FabricPeer peer, CancellationToken ct)
    {
        await WaitServingAsync(peer.Name, peer.Operations, ct);
        await WaitListeningAsync(peer.Name, peer.Address, ct);
    }

    /// <summary>Waits until somebody on this machine listens on an address.</summary>
    public Task WaitListeningAsync(string name, string address, CancellationToken ct)
    {
        var port = IPEndPoint.Parse(address).Port;
        return WaitAsync(
            ($"{name} does not listen on {address}", $"{name} 未在 {address} 监听"),
            // Asked of the system: a connection that ends at once would stand in the node's log as an error.
            _ => Task.FromResult(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port)
                ? null
                : "the port is closed"),
            ct);
    }

    /// <summary>Waits until the running orderers have a leader.</summary>
    /// <param name="service">How they agree.</param>
    /// <param name="ct">Gives up.</param>
    public Task WaitLeaderAsync(FabricOrderingService service, CancellationToken ct) => WaitAsync(
        ("The orderers have no leader", "排序节点尚无主节点"),
        async token =>
        {
            var metric = service == FabricOrderingService.Bft ? "consensus_BFT_is_leader" : "consensus_etcdraft_is_leader";
            foreach (var orderer in orderers.Where(orderer => nodes.IsStarted(orderer.Name)))
            {
                if (await operations.MetricAsync(orderer.Operations, metric, ChannelMaker.Channel, token) is 1)
                    return null;
            }

            return "none of them leads";
        },
        ct);

    /// <summary>Waits until every running peer knows of every other on the channel, and all are at the same block.</summary>
    public Task WaitMembershipAsync(CancellationToken ct) => WaitAsync(
        ("The peers do not find each other", "节点未能互相发现"),
        async token =>
        {
            var running = organisations.SelectMany(organisation => organisation.Peers).Where(peer => nodes.IsStarted(peer.Name)).ToList();
            var heights = new HashSet<double?>();
            foreach (var peer in running)
            {
                var known = await operations.MetricAsync(peer.Operations, "gossip_membership_total_peers_known", ChannelMaker.Channel, token) ?? 0;
                if (known < running.Count - 1)
                    return string.Create(CultureInfo.InvariantCulture, $"{peer.Name} knows {known} of {running.Count - 1}");
                heights.Add(await operations.MetricAsync(peer.Operations, "ledger_blockchain_height", ChannelMaker.Channel, token));
            }

            return heights.Count == 1 && !heights.Contains(null) ? null : "they are at different blocks";
        },
        ct);

    /// <summary>
    /// Waits until a transaction that records nothing, sent through a peer's gateway, is endorsed by all organisations, ordered
    /// and committed at the peer.
    /// </summary>
    public async Task WaitCommittedAsync(FabricOrganisation organisation, FabricPeer peer, CancellationToken ct)
    {
        using var probe = new GatewayProbe(organisation, peer);
        await WaitAsync(($"No transaction gets through the gateway of {peer.Name}", $"经 {peer.Name} 的网关无法提交交易"), probe.FaultAsync, ct);
    }

    /// <summary>Waits for something, as long as every node runs.</summary>
    public Task WaitAsync((string English, string Chinese) what, Func<CancellationToken, Task<string?>> ask, CancellationToken ct) => Condition.WaitAsync(
        what,
        async token =>
        {
            var lacking = await ask(token);
            if (lacking is not null)
                nodes.ThrowIfEnded();
            return lacking;
        },
        ct);

    /// <inheritdoc/>
    public void Dispose() => operations.Dispose();

    private Task WaitServingAsync(string name, string address, CancellationToken ct) => WaitAsync(
        ($"{name} does not serve", $"{name} 未能提供服务"), token => operations.HealthFaultAsync(address, token), ct);
}
