using Google.Protobuf;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Signature policies and the channel's own.</summary>
public sealed class PolicyTests : IDisposable
{
    private readonly TestChannel channel = new();
    private readonly ChannelConfiguration configuration;
    private readonly List<Member> peers;

    public PolicyTests()
    {
        configuration = BlockVerifier.Start(channel.Genesis).Configuration;
        peers = [.. channel.Organisations.Select(o => Read(o.Issue("peer", "peer")))];
    }

    public void Dispose() => channel.Dispose();

    [Theory]
    [InlineData(1, new[] { 0 }, true)]
    [InlineData(2, new[] { 0 }, false)]
    [InlineData(2, new[] { 0, 2 }, true)]
    [InlineData(3, new[] { 0, 2 }, false)]
    [InlineData(3, new[] { 2, 1, 0 }, true)]
    [InlineData(1, new int[] { }, false)]
    public void Some_of_several_organisations(int n, int[] signers, bool satisfied) =>
        Assert.Equal(
            satisfied, configuration.IsSatisfied(Principals.OutOf(n, MSPRoleType.Peer, "Org1MSP", "Org2MSP", "Org3MSP"), [.. signers.Select(s => peers[s])]));

    [Fact]
    public void A_signer_counts_once()
    {
        var twice = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org1MSP");

        Assert.False(configuration.IsSatisfied(twice, [peers[0]]));
        Assert.True(configuration.IsSatisfied(twice, [peers[0], Read(channel.Organisation("Org1MSP").Issue("another", "peer"))]));
    }

    [Fact]
    public void Rules_nest()
    {
        // (Org1 or Org2) and Org3
        var policy = new SignaturePolicyEnvelope
        {
            Identities = { new[] { "Org1MSP", "Org2MSP", "Org3MSP" }.Select(m => Principals.Role(m, MSPRoleType.Member)) },
            Rule = Principals.NOutOf(2, Principals.NOutOf(1, By(0), By(1)), By(2)),
        };

        Assert.True(configuration.IsSatisfied(policy, [peers[1], peers[2]]));
        Assert.False(configuration.IsSatisfied(policy, [peers[0], peers[1]]));
    }

    [Fact]
    public void Rules_are_tried_in_order_as_in_fabric()
    {
        // A member and a peer of Org1: the first rule takes the first signer that fits, even the only peer.
        var policy = new SignaturePolicyEnvelope
        {
            Identities = { Principals.Role("Org1MSP", MSPRoleType.Member), Principals.Role("Org1MSP", MSPRoleType.Peer) },
            Rule = Principals.NOutOf(2, By(0), By(1)),
        };
        var client = Read(channel.Organisation("Org1MSP").Issue("client", "client"));

        Assert.True(configuration.IsSatisfied(policy, [client, peers[0]]));
        Assert.False(configuration.IsSatisfied(policy, [peers[0], client]));
    }

    [Fact]
    public void Policies_that_do_not_compile_are_satisfied_by_nobody()
    {
        var principals = new[] { Principals.Role("Org1MSP", MSPRoleType.Member) };

        Assert.False(configuration.IsSatisfied(new SignaturePolicyEnvelope(), peers));
        Assert.False(configuration.IsSatisfied(new SignaturePolicyEnvelope { Rule = By(1), Identities = { principals } }, peers));
        Assert.False(configuration.IsSatisfied(new SignaturePolicyEnvelope { Rule = By(-1), Identities = { principals } }, peers));
        Assert.False(
            configuration.IsSatisfied(new SignaturePolicyEnvelope { Rule = Principals.NOutOf(0, new SignaturePolicy()), Identities = { principals } }, peers));
        Assert.False(configuration.IsSatisfied(new SignaturePolicyEnvelope { Version = 1, Rule = By(0), Identities = { principals } }, peers));
    }

    [Theory]
    [InlineData(ChannelConfiguration.EndorsementPolicy, 1, false)]
    [InlineData(ChannelConfiguration.EndorsementPolicy, 2, true)]
    [InlineData("/Channel/Application/Org1/Endorsement", 1, true)]
    [InlineData("/Channel/Orderer/Writers", 3, false)]
    [InlineData("/Channel/Application/Nothing", 3, false)]
    [InlineData("/Channel/Nothing/Endorsement", 3, false)]
    [InlineData("Channel/Application/Endorsement", 3, false)]
    [InlineData("/Endorsement", 3, false)]
    [InlineData("", 3, false)]
    public void Policies_of_the_channel(string path, int signers, bool satisfied) =>
        Assert.Equal(satisfied, configuration.IsSatisfied(path, [.. peers.Take(signers)]));

    [Theory]
    [InlineData(ImplicitMetaPolicy.Types.Rule.Any, 0, false)]
    [InlineData(ImplicitMetaPolicy.Types.Rule.Any, 1, true)]
    [InlineData(ImplicitMetaPolicy.Types.Rule.Majority, 1, false)]
    [InlineData(ImplicitMetaPolicy.Types.Rule.Majority, 2, true)]
    [InlineData(ImplicitMetaPolicy.Types.Rule.All, 2, false)]
    [InlineData(ImplicitMetaPolicy.Types.Rule.All, 3, true)]
    public void Policies_over_the_organisations(ImplicitMetaPolicy.Types.Rule rule, int signers, bool satisfied)
    {
        var root = channel.ConfigurationRoot();
        root.Groups["Application"].Policies["Own"] = new ConfigPolicy
        {
            Policy = new Policy
            {
                Type = (int)Policy.Types.PolicyType.ImplicitMeta,
                Value = new ImplicitMetaPolicy { SubPolicy = "Endorsement", Rule = rule }.ToByteString()
            },
        };

        Assert.Equal(satisfied, Read(root).IsSatisfied("/Channel/Application/Own", [.. peers.Take(signers)]));
    }

    [Fact]
    public void An_organisation_without_the_policy_counts_against_all()
    {
        var root = channel.ConfigurationRoot();
        root.Groups["Application"].Groups["Org3"].Policies.Remove("Endorsement");
        root.Groups["Application"].Policies["Own"] = new ConfigPolicy
        {
            Policy = new Policy
            {
                Type = (int)Policy.Types.PolicyType.ImplicitMeta,
                Value = new ImplicitMetaPolicy { SubPolicy = "Endorsement", Rule = ImplicitMetaPolicy.Types.Rule.All }.ToByteString()
            },
        };

        Assert.False(Read(root).IsSatisfied("/Channel/Application/Own", peers));
    }

    [Fact]
    public void Policies_of_unknown_types_are_satisfied_by_nobody()
    {
        var root = channel.ConfigurationRoot();
        root.Groups["Application"].Policies["Own"] = new ConfigPolicy { Policy = new Policy { Type = 2 } };
        root.Groups["Application"].Policies["None"] = new ConfigPolicy();
        root.Groups["Application"].Policies["Garbage"] = new ConfigPolicy { Policy = new Policy { Type = 1, Value = ByteString.CopyFrom(0xff) } };
        var read = Read(root);

        Assert.False(read.IsSatisfied("/Channel/Application/Own", peers));
        Assert.False(read.IsSatisfied("/Channel/Application/None", peers));
        Assert.False(read.IsSatisfied("/Channel/Application/Garbage", peers));
    }

    private static SignaturePolicy By(int index) => new() { SignedBy = index };

    private static ChannelConfiguration Read(ConfigGroup root)
    {
        Assert.True(ChannelConfiguration.TryRead(new ConfigEnvelope { Config = new Config { ChannelGroup = root } }.ToByteString(),
            out var configuration, out var fault), fault);
        return configuration;
    }

    private static Member Read(TestIdentity identity)
    {
        Assert.True(Member.TryRead(identity.Serialized, out var member, out var fault), fault);
        return member;
    }
}
