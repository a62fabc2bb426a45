using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>The stand-in takes no more than a peer would: clients that do one thing wrong.</summary>
public sealed class WrongClientTests
{
    /// <summary>Of no organisation, or of an authority that only calls itself the organisation's.</summary>
    [Theory]
    [InlineData("Other")]
    [InlineData("Org1")]
    public async Task A_stranger_is_served_nothing(string organisation)
    {
        await using var fixture = await StartAsync();
        await fixture.Basic.SubmitAsync("event", ["foo", "bar"], Limit);
        var id = ChannelBlock.Decode(await fixture.Peer.Ledger.BlockAsync(1, Limit)).Transactions[0].TransactionId;
        using var other = new TestOrganisation(organisation);
        var stranger = other.Issue("someone", "client");
        var network = fixture.For(stranger).GetNetwork("mychannel");

        var evaluated = await Assert.ThrowsAsync<GatewayException>(() => network.GetContract("basic").EvaluateAsync("echo", ["x"], Limit));
        var blocks = await Assert.ThrowsAsync<BlockStreamException>(() => network.BlockEventsAsync(EventPosition.AtBlock(0), Limit).FirstAsync(Limit).AsTask());
        var events = await Assert.ThrowsAsync<GatewayException>(
            () => network.ChaincodeEventsAsync("basic", EventPosition.AtBlock(0), Limit).FirstAsync(Limit).AsTask());
        var status = await Assert.ThrowsAsync<RpcException>(() => StatusAsync(fixture, stranger, id));

        Assert.Equal(StatusCode.FailedPrecondition, evaluated.StatusCode);
        Assert.Equal(Protos.Status.Forbidden, blocks.DeliverStatus);
        Assert.Equal((StatusCode.PermissionDenied, StatusCode.PermissionDenied), (events.StatusCode, status.StatusCode));
        Assert.Equal(TxValidationCode.Valid, (await StatusAsync(fixture, fixture.User, id)).Result);
    }

    [Fact]
    public async Task A_request_for_blocks_of_another_time_is_refused()
    {
        await using var fixture = await StartAsync();
        var late = Protocol.Gateway.Connect(
            fixture.Connection, fixture.User.SigningIdentity, new GatewayOptions { Time = new SettableClock { Ahead = TimeSpan.FromMinutes(16) } });

        var e = await Assert.ThrowsAsync<BlockStreamException>(() => late.GetNetwork("mychannel").BlockEventsAsync(ct: Limit).FirstAsync(Limit).AsTask());

        Assert.Equal(Protos.Status.BadRequest, e.DeliverStatus);
    }

    [Fact]
    public async Task A_transaction_with_an_endorsement_of_another_result_is_invalid()
    {
        await using var fixture = await StartAsync();
        var trusting = Protocol.Gateway.Connect(fixture.Connection, fixture.User.SigningIdentity, new GatewayOptions { VerifyEndorsements = false });
        fixture.Peer.Misbehaviour.Prepared = envelope =>
            Misbehaviour.Change(envelope, payload => payload.Action.Endorsements[0].Signature = payload.Action.Endorsements[1].Signature);

        var e = await Assert.ThrowsAsync<CommitException>(() => trusting.GetNetwork("mychannel").GetContract("basic").SubmitAsync("put", ["a", "b"], Limit));

        Assert.Equal(TxValidationCode.EndorsementPolicyFailure, e.Code);
        Assert.Empty(fixture.Peer.Ledger.Read("basic", "a").Value);
    }

    [Theory]
    [InlineData(TxValidationCode.BadProposalTxid)]
    [InlineData(TxValidationCode.InvalidEndorserTransaction)]
    [InlineData(TxValidationCode.EndorsementPolicyFailure)]
    public async Task A_transaction_made_without_the_peer_is_valid_only_if_it_deserves_it(TxValidationCode expected)
    {
        await using var fixture = await StartAsync();
        var peers = new[] { "Org1MSP", "Org2MSP" }.Select(mspId => fixture.Peer.Endorsers.First(e => e.Identity.MspId == mspId).Identity).ToList();
        var envelope = new TestTransaction
        {
            Creator = fixture.User,
            Endorsers = expected == TxValidationCode.EndorsementPolicyFailure ? [] : peers,
            ChangeHeader = expected == TxValidationCode.BadProposalTxid ? h => h.TxId = new string('0', 64) : null,
            ChangeResponse = expected == TxValidationCode.InvalidEndorserTransaction ? r => r.ProposalHash = ByteString.CopyFrom(new byte[32]) : null,
        }.Build();

        fixture.Peer.Ledger.Submit(envelope.ToByteString());

        Assert.Equal(expected, ChannelBlock.Decode(await fixture.Peer.Ledger.BlockAsync(1, Limit)).Transactions[0].ValidationCode);
    }

    private static async Task<CommitStatusResponse> StatusAsync(GatewayFixture fixture, TestIdentity identity, string id)
    {
        var request = new CommitStatusRequest { TransactionId = id, ChannelId = "mychannel", Identity = identity.Serialized }.ToByteString();
        return await new Protos.Gateway.GatewayClient(fixture.Connection.Calls).CommitStatusAsync(
            new SignedCommitStatusRequest { Request = request, Signature = ByteString.CopyFrom(identity.Sign(request.ToByteArray())) },
            cancellationToken: Limit);
    }
}
