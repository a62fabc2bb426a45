using System.Globalization;
using System.Text.Json;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protos;

namespace Ledger.Network;

/// <summary>Asks every running node what it holds of the channel, and compares.</summary>
internal sealed class ChannelSurvey(
    FabricBinaries binaries,
    FabricLayout layout,
    FabricPlan plan,
    FabricNodes nodes,
    IReadOnlyList<FabricOrganisation> organisations,
    IReadOnlyList<FabricOrderer> orderers)
{
    private const string NotJoined = "";

    // What an orderer answers until it knows who leads.
    private const string NoLeader = "SERVICE_UNAVAILABLE";

    private IEnumerable<(FabricOrganisation Organisation, FabricPeer Peer)> Peers =>
        organisations.SelectMany(organisation => organisation.Peers.Where(peer => nodes.IsStarted(peer.Name)).Select(peer => (organisation, peer)));

    /// <summary>What the orderers hold, in the order of the plan.</summary>
    public async Task<IReadOnlyList<HeldChain>> OrderersAsync(CancellationToken ct)
    {
        var administration = new OrdererAdministration(binaries, layout);
        return await Task.WhenAll(plan.Orderers.Where(member => nodes.IsStarted(member.Orderer)).Select(async member =>
        {
            var orderer = Orderer(member.Orderer);
            return new HeldChain(orderer.Name, (await administration.StatusAsync(member, orderer, ct))?.Height ?? 0);
        }));
    }

    /// <summary>What the peers hold.</summary>
    public async Task<IReadOnlyList<HeldChain>> PeersAsync(CancellationToken ct) =>
        [.. (await Task.WhenAll(Peers.Select(pair => AskAsync(pair.Organisation, pair.Peer, ct)))).Select(asked => asked.Held)];

    /// <summary>Has each peer's newest block compared with the one of that number at an orderer.</summary>
    /// <param name="held">An orderer that holds the chain.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="LocalNetworkException">A peer holds another block.</exception>
    public async Task CompareAsync(HeldChain held, CancellationToken ct)
    {
        var hashes = new Dictionary<ulong, string>();
        foreach (var (organisation, peer) in Peers)
        {
            var (chain, newest) = await AskAsync(organisation, peer, ct);
            // One ahead of what was asked of the orderer is none of the orderer's faults: blocks go on coming.
            if (chain.Height == 0 || chain.Height > held.Height)
                continue;
            if (!hashes.TryGetValue(chain.Height, out var ordered))
                hashes.Add(chain.Height, ordered = await HashAsync(organisation, peer, Orderer(held.Node), chain.Height - 1, ct));
            if (ordered != newest)
                throw JoinDecision.Differ(held, chain, ordered, newest, layout.Nodes);
        }
    }

    /// <summary>Fetches the channel's latest configuration block from an orderer.</summary>
    /// <param name="from">The orderer's name.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The block's file.</returns>
    public async Task<string> FetchConfigurationAsync(string from, CancellationToken ct)
    {
        var (organisation, peer) = Peers.First();
        var file = Path.Combine(layout.Channel, "latest-configuration.block");
        await FetchAsync(organisation, peer, Orderer(from), "config", file, ct);
        return file;
    }

    private async Task<(HeldChain Held, string Newest)> AskAsync(FabricOrganisation organisation, FabricPeer peer, CancellationToken ct)
    {
        var command = new PeerCommand(binaries, layout, organisation, peer);
        var joined = await command.RunAsync(["channel", "list"], ct);
        if (!joined.Split('\n', StringSplitOptions.TrimEntries).Contains(ChannelMaker.Channel, StringComparer.Ordinal))
            return (new HeldChain(peer.Name, 0), NotJoined);
        var told = await command.RunAsync(["channel", "getinfo", "--channelID", ChannelMaker.Channel], ct);
        using var info = JsonDocument.Parse(told[told.IndexOf('{', StringComparison.Ordinal)..]);
        return (
            new HeldChain(peer.Name, info.RootElement.GetProperty("height").GetUInt64()),
            Convert.ToHexStringLower(info.RootElement.GetProperty("currentBlockHash").GetBytesFromBase64()));
    }

    private async Task<string> HashAsync(FabricOrganisation organisation, FabricPeer peer, FabricOrderer orderer, ulong block, CancellationToken ct)
    {
        var file = Path.Combine(layout.Channel, "compared.block");
        await FetchAsync(organisation, peer, orderer, block.ToString(CultureInfo.InvariantCulture), file, ct);
        var header = Block.Parser.ParseFrom(await File.ReadAllBytesAsync(file, ct)).Header;
        File.Delete(file);
        return Convert.ToHexStringLower(BlockHash.OfHeader(header));
    }

    private Task FetchAsync(FabricOrganisation organisation, FabricPeer peer, FabricOrderer orderer, string block, string file, CancellationToken ct)
    {
        var command = new PeerCommand(binaries, layout, organisation, peer);
        return Condition.WaitAsync(
            ($"{orderer.Name} hands out no block", $"{orderer.Name} 不给出区块"),
            async token =>
            {
                try
                {
                    await command.RunAsync(["channel", "fetch", block, file, "--channelID", ChannelMaker.Channel, .. command.To(orderer)], token);
                    return null;
                }
                catch (LocalNetworkException e) when (e.Message.Contains(NoLeader, StringComparison.Ordinal))
                {
                    return e.Message;
                }
            },
            ct);
    }

    private FabricOrderer Orderer(string name) => orderers.Single(orderer => orderer.Name == name);
}
