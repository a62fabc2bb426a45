using System.Text;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>Who endorses, and private data.</summary>
public sealed class OrganisationTests
{
    [Fact]
    public async Task The_peers_gateway_chooses_endorsers_that_meet_the_policy()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Policies["basic"] = ["Org1MSP", "Org2MSP", "Org3MSP"];

        await fixture.Basic.SubmitAsync("echo", ["x"], Limit);

        Assert.Equal(["Org1MSP", "Org2MSP", "Org3MSP"], await EndorsersAsync(fixture, 1));
    }

    [Fact]
    public async Task Organisations_named_endorse_and_no_others()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Policies["basic"] = [];

        await fixture.Basic.SubmitAsync("echo", ProposalOptions.WithArguments("x") with { EndorsingOrganizations = ["Org3MSP"] }, Limit);

        Assert.Equal(["Org3MSP"], await EndorsersAsync(fixture, 1));
    }

    [Fact]
    public async Task Endorsements_by_fewer_than_the_policy_asks_for_show_at_commit()
    {
        await using var fixture = await StartAsync();

        var e = await Assert.ThrowsAsync<CommitException>(
            () => fixture.Basic.SubmitAsync("echo", ProposalOptions.WithArguments("x") with { EndorsingOrganizations = ["Org1MSP"] }, Limit));

        Assert.Equal(TxValidationCode.EndorsementPolicyFailure, e.Code);
    }

    [Fact]
    public async Task When_one_of_an_organisations_two_endorsers_is_stopped_the_other_endorses()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Endorsers[0].Refusal = "connection refused";

        await fixture.Basic.SubmitAsync("put", ["a", "b"], Limit);

        var call = ChannelBlock.Decode(await fixture.Peer.Ledger.BlockAsync(1, Limit)).Transactions[0].Call!;
        Assert.Equal(fixture.Peer.Endorsers[1].Identity.Serialized, call.Endorsements[0].Endorser);
        Assert.Equal(["Org1MSP", "Org2MSP"], await EndorsersAsync(fixture, 1));
    }

    [Fact]
    public async Task Organisations_named_evaluate()
    {
        await using var fixture = await StartAsync();

        var result = await fixture.Basic.EvaluateAsync("nondet", new ProposalOptions { EndorsingOrganizations = ["Org2MSP"] }, Limit);

        Assert.Equal("peer0.org2.example.com:8051", Encoding.UTF8.GetString(result));
    }

    [Fact]
    public async Task Private_data_is_written_and_read_by_its_organisation()
    {
        await using var fixture = await StartAsync();
        var contract = fixture.Network.GetContract("private");

        await contract.SubmitAsync("WritePrivateData", Private("Org1Collection", "key-101", "value-101"), Limit);

        Assert.Equal("value-101", Encoding.UTF8.GetString(await contract.EvaluateAsync("ReadPrivateData", Read("Org1MSP", "key-101"), Limit)));
    }

    [Fact]
    public async Task Private_data_is_not_read_on_a_peer_of_another_organisation()
    {
        await using var fixture = await StartAsync();
        var contract = fixture.Network.GetContract("private");
        await contract.SubmitAsync("WritePrivateData", Private("Org1Collection", "key-102", "value-102"), Limit);

        var e = await Assert.ThrowsAsync<GatewayException>(() => contract.EvaluateAsync("ReadPrivateData", Read("Org2MSP", "key-102"), Limit));

        Assert.Contains("does not have read access", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organisation_may_write_private_data_and_not_read_it()
    {
        await using var fixture = await StartAsync();
        var user = fixture.Peer.Channel.Organisation("Org2MSP").Issue("User1@org2.example.com", "client");
        var theirs = fixture.For(user).GetNetwork("mychannel").GetContract("private");

        await theirs.SubmitAsync("WritePrivateData", Private("Org1Collection", "key-103", "value-103"), Limit);

        await Assert.ThrowsAsync<GatewayException>(() => theirs.EvaluateAsync("ReadPrivateData", Read("Org1MSP", "key-103"), Limit));
        Assert.Equal("value-103",
            Encoding.UTF8.GetString(await fixture.Network.GetContract("private").EvaluateAsync("ReadPrivateData", Read("Org1MSP", "key-103"), Limit)));
        var block = await fixture.Peer.Ledger.BlockAsync(1, Limit);
        Assert.DoesNotContain("value-103", Encoding.Latin1.GetString(block.Data.Data[0].Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blocks_bring_the_private_data_that_the_reader_may_see()
    {
        await using var fixture = await StartAsync();
        await fixture.Network.GetContract("private").SubmitAsync("WritePrivateData", Private("Org1Collection", "key-104", "value-104"), Limit);
        var stranger = fixture.For(fixture.Peer.Channel.Organisation("Org2MSP").Issue("User1@org2.example.com", "client")).GetNetwork("mychannel");

        var own = await fixture.Network.BlockAndPrivateDataEventsAsync(EventPosition.AtBlock(1), Limit).FirstAsync(Limit);
        var others = await stranger.BlockAndPrivateDataEventsAsync(EventPosition.AtBlock(1), Limit).FirstAsync(Limit);

        var (index, writes) = Assert.Single(own.PrivateDataMap);
        Assert.Equal(0ul, index);
        var collection = Assert.Single(Assert.Single(writes.NsPvtRwset, set => set.Namespace == "private").CollectionPvtRwset);
        Assert.Equal("Org1Collection", collection.CollectionName);
        var write = Assert.Single(KVRWSet.Parser.ParseFrom(collection.Rwset).Writes);
        Assert.Equal(("key-104", "value-104"), (write.Key, write.Value.ToStringUtf8()));
        Assert.Empty(others.PrivateDataMap);
        Assert.Equal(own.Block, others.Block);
    }

    private static ProposalOptions Private(string collection, string key, string value) => new()
    {
        TransientData = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
        {
            ["collection"] = Encoding.UTF8.GetBytes(collection),
            ["key"] = Encoding.UTF8.GetBytes(key),
            ["value"] = Encoding.UTF8.GetBytes(value),
        },
        EndorsingOrganizations = ["Org1MSP"],
    };

    private static ProposalOptions Read(string organisation, string key) =>
        ProposalOptions.WithArguments("Org1Collection", key) with { EndorsingOrganizations = [organisation] };

    private static async Task<IEnumerable<string>> EndorsersAsync(GatewayFixture fixture, ulong block)
    {
        var call = ChannelBlock.Decode(await fixture.Peer.Ledger.BlockAsync(block, Limit)).Transactions[0].Call!;
        return call.Endorsements.Select(e => SerializedIdentity.Parser.ParseFrom(e.Endorser).Mspid);
    }
}
