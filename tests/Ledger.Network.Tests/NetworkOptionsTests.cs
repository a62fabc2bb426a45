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

    [Theory]
    [InlineData(null, 2)]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    public void A_network_is_founded_on_the_profile_asked_for_and_on_the_newest_when_none_is(string? asked, uint founded)
    {
        Assert.Equal(founded, (asked is null ? Open() : Open("--profile", asked)).FoundingProfile);
        Assert.Equal(founded, Open().FoundingProfile);
    }

    [Fact]
    public void A_network_founded_on_one_profile_is_not_opened_as_one_of_another()
    {
        Open("--profile", "1");

        var refused = Assert.Throws<LocalNetworkException>(() => Open("--profile", "2"));

        Assert.Contains("was founded on rule profile 1, not 2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3")]
    [InlineData("x")]
    public void A_profile_that_this_build_lacks_is_no_value_of_the_option(string profile)
    {
        var options = new NetworkOptions();
        var command = new Command("up");
        options.AddTo(command);

        Assert.NotEmpty(command.Parse(["--profile", profile]).Errors);
    }

    private LocalNetwork Open(params string[] arguments)
    {
        var options = new NetworkOptions();
        var command = new Command("up");
        options.AddTo(command);
        return options.Open(command.Parse(["--dir", folder["net"], .. arguments]));
    }
}
