
namespace Ledger.Network.Tests;

public sealed class FabricPlanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static FabricNetworkOptions Options { get; } = new() { GenesisFile = "genesis.bin", GenesisSha256 = new byte[32] };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_node_has_ports_of_its_own_outside_those_of_outgoing_connections()
    {
        var plan = FabricPlan.Make(Options with { OrderingService = FabricOrderingService.Bft, PeersPerOrganisation = 2 });

        var ports = plan.Ports.Values.SelectMany(ports => ports.All).ToList();
        Assert.Equal(4 * 3 + 8 * 3 + 4, ports.Count);
        Assert.Equal(ports.Count, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 15_000, 32_767));
    }

    [Fact]
    public void A_network_opened_again_has_the_ports_it_was_made_with()
    {
        var layout = new FabricLayout(folder["fabric"]);
        var made = FabricPlan.OpenOrMake(layout, Options);

        var opened = FabricPlan.OpenOrMake(layout, Options);

        Assert.Equal(made.Ports, opened.Ports);
    }

    [Fact]
    public void A_network_is_not_started_otherwise_than_it_was_made()
    {
        var layout = new FabricLayout(folder["fabric"]);
        FabricPlan.OpenOrMake(layout, Options);

        var e = Assert.Throws<LocalNetworkException>(() => FabricPlan.OpenOrMake(
            layout, Options with { OrderingService = FabricOrderingService.Bft, BatchTimeout = TimeSpan.FromMilliseconds(50) }));

        Assert.Contains("ordering service Raft, not Bft", e.Message, StringComparison.Ordinal);
        Assert.Contains("batch timeout in ms 100, not 50", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("peers per organisation", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_founded_on_one_genesis_is_not_started_for_another()
    {
        var layout = new FabricLayout(folder["fabric"]);
        FabricPlan.OpenOrMake(layout, Options with { GenesisSha256 = Enumerable.Repeat((byte)0xaa, 32).ToArray() });

        var e = Assert.Throws<LocalNetworkException>(
            () => FabricPlan.OpenOrMake(layout, Options with { GenesisSha256 = Enumerable.Repeat((byte)0xbb, 32).ToArray() }));

        Assert.Contains(string.Concat(Enumerable.Repeat("aa", 32)), e.Message, StringComparison.Ordinal);
        Assert.Contains(string.Concat(Enumerable.Repeat("bb", 32)), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_networks_plan_names_its_genesis()
    {
        var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Fabric = FabricOrderingService.Raft });

        Assert.Equal(Convert.ToHexStringLower(network.GenesisSha256), FabricPlan.Open(new FabricLayout(folder["net/fabric"])).GenesisSha256);
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        File.WriteAllText(folder["letter.txt"], "dear");

        Assert.Throws<LocalNetworkException>(() => FabricPlan.OpenOrMake(new FabricLayout(folder.Path), Options));
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"ordering_service\": 7}")]
    public void A_damaged_plan_is_named(string text)
    {
        var layout = new FabricLayout(folder.Path);
        File.WriteAllText(layout.Plan, text);

        var e = Assert.Throws<LocalNetworkException>(() => FabricPlan.OpenOrMake(layout, Options));
        Assert.Contains(layout.Plan, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_their_bounds_are_refused_by_name()
    {
        AssertRefused(Options with { GenesisSha256 = new byte[31] }, "GenesisSha256");
        AssertRefused(Options with { PeersPerOrganisation = 0 }, "PeersPerOrganisation");
        AssertRefused(Options with { PeersPerOrganisation = 3 }, "PeersPerOrganisation");
        AssertRefused(Options with { BatchTimeout = TimeSpan.Zero }, "BatchTimeout");
        AssertRefused(Options with { MaxMessageCount = 0 }, "MaxMessageCount");
        Options.Validate();
    }

    private static void AssertRefused(FabricNetworkOptions options, string name) =>
        Assert.Contains(name, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
}
