
namespace Ledger.Network.Tests;

public sealed class NodeOperationsTests
{
    private const string Text =
        """
        # TYPE gossip_membership_total_peers_known gauge
        gossip_membership_total_peers_known{channel="other"} 1
        gossip_membership_total_peers_known{channel="ledger"} 3
        gossip_membership_total_peers_known_before{channel="ledger"} 9
        big{channel="ledger",kind="x"} 1.5e+06
        """;

    [Fact]
    public void A_metric_is_read_of_the_channel_asked_for()
    {
        Assert.Equal(3, NodeOperations.Parse(Text, "gossip_membership_total_peers_known", "ledger"));
        Assert.Equal(1, NodeOperations.Parse(Text, "gossip_membership_total_peers_known", "other"));
        Assert.Equal(1_500_000, NodeOperations.Parse(Text, "big", "ledger"));
    }

    [Fact]
    public void A_metric_not_told_is_no_zero()
    {
        Assert.Null(NodeOperations.Parse(Text, "gossip_membership_total_peers_known", "third"));
        Assert.Null(NodeOperations.Parse(Text, "gossip_membership", "ledger"));
    }
}
