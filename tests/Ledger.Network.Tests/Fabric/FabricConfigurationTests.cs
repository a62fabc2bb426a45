using System.Text.RegularExpressions;

namespace Ledger.Network.Tests;

public sealed class FabricConfigurationTests
{
    private static readonly FabricLayout Layout = new("/somewhere/it lies");

    [Theory]
    [InlineData(FabricOrderingService.Raft, 1)]
    [InlineData(FabricOrderingService.Raft, 2)]
    [InlineData(FabricOrderingService.Bft, 1)]
    [InlineData(FabricOrderingService.Bft, 2)]
    public void Every_file_of_every_network_is_filled_in_completely(FabricOrderingService service, int peers)
    {
        var (plan, configuration) = Make(service, peers);
        List<string> files =
        [
            configuration.Crypto(),
            configuration.Channel(),
            .. plan.Orderers.Select(configuration.Orderer),
            .. plan.Peers.Select(peer => configuration.Peer(peer.Member, peer.Name, "/builders/ccaas")),
        ];

        foreach (var text in files)
        {
            Assert.DoesNotContain("${", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\t', text);
            Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
            // A colon and a space within an unquoted path would be YAML of another meaning.
            Assert.All(Regex.Matches(text, @"/somewhere[^""]*"), path => Assert.Equal('"', text[path.Index - 1]));
        }
    }

    [Fact]
    public void The_channel_has_the_four_departments_with_their_anchors_and_a_majority_that_defines_chaincode()
    {
        var (plan, configuration) = Make(FabricOrderingService.Raft, 2);

        var text = configuration.Channel();

        foreach (var member in FabricMember.All)
        {
            Assert.Contains($"- Name: {member.MspId}\n", text, StringComparison.Ordinal);
            Assert.Contains($"{{Host: 127.0.0.1, Port: {plan.Ports[member.Peer(0)].Listen}}}", text, StringComparison.Ordinal);
            Assert.Contains($"Rule: \"OR('{member.MspId}.peer')\"", text, StringComparison.Ordinal);
        }

        Assert.Contains("LifecycleEndorsement: {Type: ImplicitMeta, Rule: \"MAJORITY Endorsement\"}", text, StringComparison.Ordinal);
        Assert.Contains("BatchTimeout: 250ms", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Raft_has_one_orderer_and_runs_on_2_5_nodes()
    {
        var (_, configuration) = Make(FabricOrderingService.Raft, 1);

        var text = configuration.Channel();

        Assert.Equal(["RegistrationOrdererMSP"], Orderers(text));
        Assert.Contains("OrdererType: etcdraft", text, StringComparison.Ordinal);
        Assert.DoesNotContain("V3_0: true", text, StringComparison.Ordinal);
        // 2.5 refuses a key it does not know.
        Assert.DoesNotContain("ReplicationPolicy", configuration.Orderer(new FabricMember("registration")), StringComparison.Ordinal);
    }

    [Fact]
    public void Byzantine_ordering_has_an_orderer_of_each_department_each_under_a_membership_of_its_own()
    {
        var (plan, configuration) = Make(FabricOrderingService.Bft, 1);

        var text = configuration.Channel();

        Assert.Equal(["TransactionOrdererMSP", "RegistrationOrdererMSP", "TaxOrdererMSP", "FinanceOrdererMSP"], Orderers(text));
        Assert.Equal(["1", "2", "3", "4"], Regex.Matches(text, @"- ID: (\d+)\n").Select(match => match.Groups[1].Value));
        Assert.Contains("V3_0: true", text, StringComparison.Ordinal);
        Assert.Contains("RequestBatchMaxInterval: 250ms", text, StringComparison.Ordinal);
        Assert.All(plan.Orderers, member => Assert.Contains("ReplicationPolicy: simple", configuration.Orderer(member), StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_peer_finds_the_first_and_a_lone_one_itself()
    {
        var tax = new FabricMember("tax");
        var (pair, two) = Make(FabricOrderingService.Raft, 2);
        var (single, one) = Make(FabricOrderingService.Raft, 1);

        Assert.Contains($"bootstrap: 127.0.0.1:{pair.Ports["peer1.tax"].Listen} ", two.Peer(tax, "peer0.tax", "/b"), StringComparison.Ordinal);
        Assert.Contains($"bootstrap: 127.0.0.1:{pair.Ports["peer0.tax"].Listen} ", two.Peer(tax, "peer1.tax", "/b"), StringComparison.Ordinal);
        Assert.Contains($"bootstrap: 127.0.0.1:{single.Ports["peer0.tax"].Listen} ", one.Peer(tax, "peer0.tax", "/b"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_peer_asks_for_client_certificates_and_looks_for_no_Docker()
    {
        var (plan, configuration) = Make(FabricOrderingService.Raft, 1);

        foreach (var (member, name) in plan.Peers)
        {
            var text = configuration.Peer(member, name, "/builders/ccaas");
            Assert.Contains("clientAuthRequired: true", text, StringComparison.Ordinal);
            Assert.Contains("endpoint: \"\"", text, StringComparison.Ordinal);
            Assert.Contains("path: \"/builders/ccaas\"", text, StringComparison.Ordinal);
            Assert.All(FabricMember.All, other => Assert.Contains($"tlsca.{other.Domain}-cert.pem\"", text, StringComparison.Ordinal));
        }
    }

    private static (FabricPlan Plan, FabricConfiguration Configuration) Make(FabricOrderingService service, int peers)
    {
        var plan = FabricPlan.Make(new FabricNetworkOptions
        {
            GenesisFile = "genesis.bin",
            GenesisSha256 = new byte[32],
            OrderingService = service,
            PeersPerOrganisation = peers,
            BatchTimeout = TimeSpan.FromMilliseconds(250),
        });
        return (plan, new FabricConfiguration(Layout, plan));
    }

    private static IEnumerable<string> Orderers(string channel) => Regex.Matches(channel, @"- Name: (\w+OrdererMSP)\n").Select(match => match.Groups[1].Value);
}
