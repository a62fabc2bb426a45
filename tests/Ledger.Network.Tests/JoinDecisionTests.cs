
namespace Ledger.Network.Tests;

public sealed class JoinDecisionTests
{
    private const string Folder = "/net/fabric/nodes";

    [Fact]
    public void On_a_new_network_all_join_with_the_first_block() => Assert.Null(Decide([0], [0, 0, 0, 0]).From);

    [Fact]
    public void A_first_start_that_was_interrupted_goes_on()
    {
        Assert.Null(Decide([0], [1, 0, 1, 0]).From);
        Assert.Null(Decide([1], [1, 1, 1, 1]).From);
        Assert.Null(Decide([0, 1, 1, 0], [1, 1, 1, 1]).From);
    }

    [Fact]
    public void Orderers_that_are_ahead_of_peers_or_of_each_other_are_in_order()
    {
        Assert.Equal("orderer.0", Decide([17], [17, 12, 0, 17]).From!.Node);
        Assert.Equal("orderer.2", Decide([16, 12, 17, 17], [17, 17, 17, 17]).From!.Node);
    }

    [Fact]
    public void An_empty_orderer_beside_others_joins_with_the_latest_configuration_of_one_that_holds_the_chain() =>
        Assert.Equal("orderer.1", Decide([0, 17, 17, 17], [17, 17, 17, 17]).From!.Node);

    [Theory]
    [InlineData(0, "orderer.0 has no block of channel ledger, while peer.1 has 17 blocks", "orderer.0 没有区块，而 peer.1 有 17 个区块")]
    [InlineData(12, "orderer.0 has 12 blocks of channel ledger, while peer.1 has 17 blocks", "orderer.0 有 12 个区块，而 peer.1 有 17 个区块")]
    public void An_orderer_that_lost_what_peers_hold_is_refused_with_the_way_back(ulong orderer, string english, string chinese)
    {
        var e = Assert.Throws<LocalNetworkException>(() => Decide([orderer], [16, 17, 12, 0], begun: true));

        Assert.Contains(english, e.Message, StringComparison.Ordinal);
        Assert.Contains(chinese, e.Message, StringComparison.Ordinal);
        Assert.Contains("/net/fabric/nodes/orderer.<department>/data from a backup taken after block 16", e.Message, StringComparison.Ordinal);
        Assert.Contains("区块 16 之后", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_Fabric_held_being_lost_is_no_new_network_when_the_ledger_has_begun()
    {
        var e = Assert.Throws<LocalNetworkException>(() => Decide([0], [0, 0], begun: true));

        Assert.Contains("though the ledger's own nodes have followed it before", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_orderers_of_several_behind_the_peers_are_refused() =>
        Assert.Throws<LocalNetworkException>(() => Decide([0, 3, 3, 0], [17, 17, 17, 17]));

    private static JoinDecision Decide(ulong[] orderers, ulong[] peers, bool begun = false) => JoinDecision.Of(
        [.. orderers.Select((height, i) => new HeldChain($"orderer.{i}", height))],
        [.. peers.Select((height, i) => new HeldChain($"peer.{i}", height))],
        begun,
        Folder);
}
