using System.CommandLine;

namespace Ledger.Network.Tests;

/// <summary>What <c>--ordering</c> means for a folder that holds a network already.</summary>
public sealed class NetworkOptionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, "embedded")]
    [InlineData(FabricOrderingService.Raft, "fabric")]
    [InlineData(FabricOrderingService.Bft, "fabric-bft")]
    public void A_network_opens_as_it_was_made_when_nothing_or_the_same_is_asked_for(FabricOrderingService? made, string same)
    {
        LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Fabric = made });

        Assert.Equal(made, Open().OrderingService);
        Assert.Equal(made, Open("--ordering", same).OrderingService);
    }

    [Theory]
    [InlineData(null, "fabric", "embedded", "Raft")]
    [InlineData(null, "fabric-bft", "embedded", "BFT")]
    [InlineData(FabricOrderingService.Raft, "embedded", "Raft", "embedded")]
    [InlineData(FabricOrderingService.Raft, "fabric-bft", "Raft", "BFT")]
    [InlineData(FabricOrderingService.Bft, "embedded", "BFT", "embedded")]
    [InlineData(FabricOrderingService.Bft, "fabric", "BFT", "Raft")]
    public void A_network_is_not_opened_as_what_it_is_not(FabricOrderingService? made, string other, string its, string notIts)
    {
        LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Fabric = made });

        var e = Assert.Throws<LocalNetworkException>(() => Open("--ordering", other));

        Assert.Matches($"ordered by .*{its}.*, not by .*{notIts}.*, and stays", e.Message);
        Assert.Contains(folder["net"], e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(FabricOrderingService.Bft)]
    public void A_new_network_is_ordered_as_asked_and_by_a_node_when_nothing_is(FabricOrderingService? asked) =>
        Assert.Equal(asked, (asked is null ? Open() : Open("--ordering", "fabric-bft")).OrderingService);

    [Fact]
    public void The_draft_of_a_rule_profile_is_asked_for_when_the_network_is_made_and_stays_on()
    {
        Assert.True(Open("--draft-profile").Nodes.All(node => node.DraftProfile));
        Assert.True(Open().Nodes.All(node => node.DraftProfile));
    }

    [Fact]
    public void A_network_that_was_made_without_the_draft_is_not_opened_with_it()
    {
        Open();

        var refused = Assert.Throws<LocalNetworkException>(() => Open("--draft-profile"));

        Assert.Contains("was not made for the rule profile", refused.Message, StringComparison.Ordinal);
    }

    private LocalNetwork Open(params string[] arguments)
    {
        var options = new NetworkOptions();
        var command = new Command("up");
        options.AddTo(command);
        return options.Open(command.Parse(["--dir", folder["net"], .. arguments]));
    }
}
