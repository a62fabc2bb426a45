using System.Text;
using Grpc.Core;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

public sealed class OfflineSigningTests
{
    [Fact]
    public async Task Without_a_signer_nothing_is_sent_unsigned()
    {
        await using var fixture = await StartAsync();
        var contract = Unsigned(fixture).GetNetwork("mychannel").GetContract("basic");

        await Assert.ThrowsAsync<InvalidOperationException>(() => contract.EvaluateAsync("echo", ["conga"], Limit));
        await Assert.ThrowsAsync<InvalidOperationException>(() => contract.SubmitAsync("echo", ["conga"], Limit));
    }

    [Fact]
    public async Task An_evaluation_may_be_signed_elsewhere()
    {
        await using var fixture = await StartAsync();
        var gateway = Unsigned(fixture);
        var proposal = gateway.GetNetwork("mychannel").GetContract("basic").NewProposal("echo", ProposalOptions.WithArguments("conga"));

        var signed = gateway.ReadProposal(proposal.ToBytes()).WithSignature(fixture.User.SignDigest(proposal.Digest));

        Assert.Equal("conga", Encoding.UTF8.GetString(await signed.EvaluateAsync(ct: Limit)));
    }

    [Fact]
    public async Task Every_step_of_a_submission_may_be_signed_elsewhere_and_taken_up_in_another_process()
    {
        await using var fixture = await StartAsync();
        var gateway = Unsigned(fixture);
        var proposal = gateway.GetNetwork("mychannel").GetContract("basic").NewProposal("put", ProposalOptions.WithArguments("off", "line"));

        var transaction = await gateway.ReadProposal(proposal.WithSignature(fixture.User.SignDigest(proposal.Digest)).ToBytes()).EndorseAsync(ct: Limit);
        var commit = await gateway.ReadTransaction(transaction.WithSignature(fixture.User.SignDigest(transaction.Digest)).ToBytes()).SubmitAsync(ct: Limit);
        var status = await gateway.ReadCommit(commit.WithSignature(fixture.User.SignDigest(commit.Digest)).ToBytes()).StatusAsync(ct: Limit);

        Assert.True(status.IsValid);
        Assert.Equal(proposal.TransactionId, status.TransactionId);
        Assert.Equal("line", Encoding.UTF8.GetString(await fixture.Basic.EvaluateAsync("get", ["off"], Limit)));
    }

    [Fact]
    public async Task Organisations_named_survive_the_bytes()
    {
        await using var fixture = await StartAsync();
        var gateway = Unsigned(fixture);
        var options = ProposalOptions.WithArguments("Org3MSP") with { EndorsingOrganizations = ["Org3MSP"] };
        var proposal = gateway.GetNetwork("mychannel").GetContract("basic").NewProposal("orgsFail", options);

        var e = await Assert.ThrowsAsync<EndorseException>(
            () => gateway.ReadProposal(proposal.ToBytes()).WithSignature(fixture.User.SignDigest(proposal.Digest)).EndorseAsync(ct: Limit));

        Assert.Equal("Org3MSP", Assert.Single(e.Details).MspId);
    }

    [Fact]
    public async Task A_signature_with_a_high_s_is_made_low()
    {
        await using var fixture = await StartAsync();
        var proposal = Unsigned(fixture).GetNetwork("mychannel").GetContract("basic").NewProposal("echo", ProposalOptions.WithArguments("conga"));

        var signed = proposal.WithSignature(TestIdentity.WithHighS(fixture.User.SignDigest(proposal.Digest)));

        Assert.Equal("conga", Encoding.UTF8.GetString(await signed.EvaluateAsync(ct: Limit)));
    }

    [Fact]
    public async Task A_signature_over_something_else_is_refused_by_the_peer()
    {
        await using var fixture = await StartAsync();
        var proposal = Unsigned(fixture).GetNetwork("mychannel").GetContract("basic").NewProposal("echo", ProposalOptions.WithArguments("conga"));

        var e = await Assert.ThrowsAsync<GatewayException>(() => proposal.WithSignature(fixture.User.SignDigest(new byte[32])).EvaluateAsync(ct: Limit));

        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_signature_are_refused_at_once()
    {
        await using var fixture = await StartAsync();
        var proposal = fixture.Basic.NewProposal("echo");

        Assert.Throws<ArgumentException>(() => proposal.WithSignature([1, 2, 3]));
    }

    [Fact]
    public async Task Requests_for_events_may_be_signed_elsewhere()
    {
        await using var fixture = await StartAsync();
        var gateway = Unsigned(fixture);
        var network = gateway.GetNetwork("mychannel");
        await fixture.Basic.SubmitAsync("event", ["foo", "bar"], Limit);
        var events = network.NewChaincodeEventsRequest("basic", EventPosition.AtBlock(0));
        var blocks = network.NewBlockEventsRequest(EventPosition.AtBlock(1));
        var filtered = network.NewFilteredBlockEventsRequest(EventPosition.AtBlock(1));
        var withPrivateData = network.NewBlockAndPrivateDataEventsRequest(EventPosition.AtBlock(1));

        var e = await gateway.ReadChaincodeEventsRequest(events.ToBytes()).WithSignature(fixture.User.SignDigest(events.Digest))
            .ReadAsync(ct: Limit).FirstAsync(Limit);
        var block = await gateway.ReadBlockEventsRequest(blocks.ToBytes()).WithSignature(fixture.User.SignDigest(blocks.Digest))
            .ReadAsync(ct: Limit).FirstAsync(Limit);
        var reduced = await gateway.ReadFilteredBlockEventsRequest(filtered.ToBytes()).WithSignature(fixture.User.SignDigest(filtered.Digest))
            .ReadAsync(ct: Limit).FirstAsync(Limit);
        var whole = await gateway.ReadBlockAndPrivateDataEventsRequest(withPrivateData.WithSignature(fixture.User.SignDigest(withPrivateData.Digest)).ToBytes())
            .ReadAsync(ct: Limit).FirstAsync(Limit);

        Assert.Equal("foo", e.EventName);
        Assert.Equal(1ul, block.Header.Number);
        Assert.Equal(1ul, reduced.Number);
        Assert.Equal(1ul, whole.Block.Header.Number);
    }

    [Fact]
    public async Task Bytes_of_something_else_are_no_step()
    {
        await using var fixture = await StartAsync();
        byte[] garbage = [0xff, 0xff, 0xff];

        Assert.Throws<FormatException>(() => fixture.Gateway.ReadProposal(garbage));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadProposal([]));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadTransaction(garbage));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadTransaction([]));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadCommit(garbage));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadCommit([]));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadChaincodeEventsRequest(garbage));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadBlockEventsRequest(garbage));
        Assert.Throws<FormatException>(() => fixture.Gateway.ReadBlockEventsRequest([]));
    }

    private static Gateway Unsigned(GatewayFixture fixture) => Protocol.Gateway.Connect(fixture.Connection, fixture.User.Identity, signer: null);
}
