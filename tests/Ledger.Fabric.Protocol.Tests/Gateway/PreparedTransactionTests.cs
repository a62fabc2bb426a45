using Google.Protobuf;
using Grpc.Core;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>A peer may not have bytes of its own signed in the client's name.</summary>
public sealed class PreparedTransactionTests
{
    [Fact]
    public Task Another_result_than_the_endorsed_one_is_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(e, a =>
        {
            var response = ProposalResponsePayload.Parser.ParseFrom(a.Action.ProposalResponsePayload);
            response.Extension = new ChaincodeAction { Response = new Response { Status = 200, Payload = ByteString.CopyFromUtf8("other") } }.ToByteString();
            a.Action.ProposalResponsePayload = response.ToByteString();
        }),
        "is not over this result");

    [Fact]
    public Task A_result_of_another_proposal_is_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(e, a =>
        {
            var response = ProposalResponsePayload.Parser.ParseFrom(a.Action.ProposalResponsePayload);
            response.ProposalHash = ByteString.CopyFrom(new byte[32]);
            a.Action.ProposalResponsePayload = response.ToByteString();
        }),
        "another proposal");

    [Fact]
    public Task Other_arguments_are_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(
            e, a => a.ChaincodeProposalPayload = new ChaincodeProposalPayload { Input = new ChaincodeInvocationSpec().ToByteString() }.ToByteString()),
        "chaincode call");

    [Fact]
    public Task A_bad_endorsement_is_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(e, a => a.Action.Endorsements[1].Signature = a.Action.Endorsements[0].Signature),
        "Org2MSP");

    [Fact]
    public Task An_endorsement_with_a_high_s_is_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(e, a => a.Action.Endorsements[0]
            .Signature = ByteString.CopyFrom(TestIdentity.WithHighS(a.Action.Endorsements[0].Signature.ToByteArray()))),
        "high");

    [Fact]
    public Task A_transaction_without_endorsements_is_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(e, a => a.Action.Endorsements.Clear()), "no endorsement");

    [Fact]
    public Task An_unreadable_endorser_is_not_signed() => RefusesAsync(
        e => Misbehaviour.Change(e, a => a.Action.Endorsements[0].Endorser = ByteString.CopyFrom(0xff)), "endorser cannot be read");

    [Fact]
    public Task A_header_of_another_channel_is_not_signed() => RefusesAsync(
        e =>
        {
            var payload = Payload.Parser.ParseFrom(e.Payload);
            var header = ChannelHeader.Parser.ParseFrom(payload.Header.ChannelHeader);
            header.ChannelId = "otherchannel";
            payload.Header.ChannelHeader = header.ToByteString();
            return new Envelope { Payload = payload.ToByteString() };
        },
        "header");

    [Fact]
    public Task Bytes_that_are_no_transaction_are_not_signed()
        => RefusesAsync(_ => new Envelope { Payload = ByteString.CopyFrom(0xff, 0xff) }, "cannot be read");

    [Fact]
    public Task Transient_data_is_not_published() => RefusesAsync(
        e => Misbehaviour.Change(e, a =>
        {
            var call = ChaincodeProposalPayload.Parser.ParseFrom(a.ChaincodeProposalPayload);
            call.TransientMap.Add("secret", ByteString.CopyFromUtf8("salt"));
            a.ChaincodeProposalPayload = call.ToByteString();
        }),
        "transient");

    [Fact]
    public async Task Endorsements_may_be_left_to_the_peers_to_verify()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.Prepared = e => Misbehaviour.Change(e, a => a.Action.Endorsements[1].Signature = a.Action.Endorsements[0].Signature);
        var gateway = Protocol.Gateway.Connect(fixture.Connection, fixture.User.SigningIdentity, new GatewayOptions { VerifyEndorsements = false });

        var transaction = await gateway.GetNetwork("mychannel").GetContract("basic")
            .NewProposal("echo", ProposalOptions.WithArguments("x")).EndorseAsync(ct: Limit);

        Assert.Equal("x", System.Text.Encoding.UTF8.GetString(transaction.Result.Span));
    }

    private static async Task RefusesAsync(Func<Envelope, Envelope> change, string words)
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.Prepared = change;

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Basic.SubmitAsync("echo", ["conga"], Limit));

        Assert.Equal(StatusCode.DataLoss, e.StatusCode);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.Equal(1ul, fixture.Peer.Ledger.Height);
    }
}
