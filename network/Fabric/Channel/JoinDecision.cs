using System.Globalization;

namespace Ledger.Network;

/// <summary>
/// With which block an orderer that holds nothing joins the channel, decided by what every node holds before any joins: a second
/// chain must not begin where a first one exists.
/// </summary>
/// <param name="From">The orderer that the channel's latest configuration block is fetched from; null: the channel is new, and
/// all join with its first block.</param>
internal sealed record JoinDecision(HeldChain? From)
{
    /// <summary>Decides.</summary>
    /// <param name="orderers">What the orderers hold.</param>
    /// <param name="peers">What the peers hold.</param>
    /// <param name="ledgerBegun">Whether nodes of the ledger have followed the channel before.</param>
    /// <param name="nodesFolder">Folder of the Fabric network's nodes, for the way back.</param>
    /// <exception cref="LocalNetworkException">The orderers hold less of the channel than others have seen of it; the message has the way back.</exception>
    public static JoinDecision Of(IReadOnlyList<HeldChain> orderers, IReadOnlyList<HeldChain> peers, bool ledgerBegun, string nodesFolder)
    {
        var chain = orderers.MaxBy(orderer => orderer.Height)!;
        var seen = peers.MaxBy(peer => peer.Height);
        if (seen is { Height: > 1 } && chain.Height < seen.Height)
            throw Behind(orderers, seen, nodesFolder);
        if (chain.Height <= 1 && ledgerBegun)
        {
            throw Refusal(
                $"{List(orderers, peers, static held => held.English)} of channel {ChannelMaker.Channel}, though the ledger's own nodes have followed it before",
                $"{List(orderers, peers, static held => held.Chinese)}（通道 {ChannelMaker.Channel}），而账本节点此前已跟随过该通道",
                "",
                "",
                nodesFolder);
        }

        return new JoinDecision(chain.Height > 1 ? chain : null);
    }

    /// <summary>An orderer and a peer hold different blocks of one number.</summary>
    /// <param name="orderer">The orderer.</param>
    /// <param name="peer">The peer, whose newest block it is.</param>
    /// <param name="ordererHash">Hash of the block's header at the orderer, hex.</param>
    /// <param name="peerHash">The same at the peer.</param>
    /// <param name="nodesFolder">Folder of the Fabric network's nodes, for the way back.</param>
    public static LocalNetworkException Differ(HeldChain orderer, HeldChain peer, string ordererHash, string peerHash, string nodesFolder)
    {
        var block = peer.Height - 1;
        return Refusal(
            string.Create(CultureInfo.InvariantCulture,
                $"Block {block} of channel {ChannelMaker.Channel} at {orderer.Node} has header hash {ordererHash}, at {peer.Node} it has {peerHash}: {orderer.Node} orders another chain than the one that exists"),
            string.Create(CultureInfo.InvariantCulture,
                $"通道 {ChannelMaker.Channel} 的区块 {block} 在 {orderer.Node} 的区块头散列为 {ordererHash}，在 {peer.Node} 为 {peerHash}：{orderer.Node} 排的是另一条链"),
            string.Create(CultureInfo.InvariantCulture, $" taken after block {block}"),
            string.Create(CultureInfo.InvariantCulture, $"（区块 {block} 之后所做）"),
            nodesFolder);
    }

    private static LocalNetworkException Behind(IReadOnlyList<HeldChain> orderers, HeldChain seen, string nodesFolder) => Refusal(
        $"{string.Join(", ", orderers.Select(orderer => orderer.English))} of channel {ChannelMaker.Channel}, while {seen.English}",
        $"通道 {ChannelMaker.Channel}：{string.Join("、", orderers.Select(orderer => orderer.Chinese))}，而 {seen.Chinese}",
        string.Create(CultureInfo.InvariantCulture, $" taken after block {seen.Height - 1}"),
        string.Create(CultureInfo.InvariantCulture, $"（区块 {seen.Height - 1} 之后所做）"),
        nodesFolder);

    private static LocalNetworkException Refusal(string english, string chinese, string sinceEnglish, string sinceChinese, string nodesFolder) => new(
        $"{english}. The orderer's disk was lost, or an older folder was put back: going on, it would order a second chain that no peer accepts. Nothing was joined and nothing ordered. "
        + $"Put back {Path.Combine(nodesFolder, "orderer.<department>", "data")} from a backup{sinceEnglish} and start again. "
        + "Without one the channel cannot be gone on with; the ledger can, from its nodes' own stores: docs/fabric.md, \"An orderer's disk is lost\".",
        $"{chinese}。排序节点的磁盘已丢失或被换成旧目录：继续运行会排出任何节点都不接受的第二条链。未加入通道，未排序任何交易。"
        + $"请从备份{sinceChinese}恢复 {Path.Combine(nodesFolder, "orderer.<department>", "data")} 后重新启动；没有备份则见 docs/fabric.md 中 “An orderer's disk is lost”。");

    private static string List(IEnumerable<HeldChain> orderers, IEnumerable<HeldChain> peers, Func<HeldChain, string> say)
        => string.Join(", ", orderers.Concat(peers).Select(say));
}
