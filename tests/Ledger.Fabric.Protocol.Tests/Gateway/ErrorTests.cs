using Grpc.Core;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

public sealed class ErrorTests
{
    [Fact]
    public async Task A_refused_evaluation_tells_the_chaincodes_words_and_who_said_them()
    {
        await using var fixture = await StartAsync();
        var proposal = fixture.Basic.NewProposal("errorMessage", ProposalOptions.WithArguments("the unit is seized"));

        var e = await Assert.ThrowsAsync<GatewayException>(() => proposal.EvaluateAsync(ct: Limit));

        Assert.Equal((StatusCode.Unknown, proposal.TransactionId), (e.StatusCode, e.TransactionId));
        Assert.Contains("the unit is seized", e.Message, StringComparison.Ordinal);
        Assert.Equal(new EndorserError("peer0.org1.example.com:7051", "Org1MSP", "chaincode response 500, the unit is seized"), Assert.Single(e.Details));
    }

    [Fact]
    public async Task A_refused_endorsement_tells_what_each_endorser_said()
    {
        await using var fixture = await StartAsync();

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Basic.SubmitAsync("errorMessage", ["no"], Limit));

        Assert.Equal(StatusCode.Aborted, e.StatusCode);
        Assert.Contains("failed to endorse transaction", e.Message, StringComparison.Ordinal);
        Assert.Equal(
            [
                new EndorserError("peer0.org1.example.com:7051", "Org1MSP", "chaincode response 500, no"),
                new EndorserError("peer1.org1.example.com:9051", "Org1MSP", "chaincode response 500, no"),
            ],
            e.Details);
        Assert.All(e.Details, d => Assert.Contains($"{d.Address} ({d.MspId}): {d.Message}", e.Message, StringComparison.Ordinal));
        Assert.Equal(1ul, fixture.Peer.Ledger.Height);
    }

    [Fact]
    public async Task What_an_endorser_says_at_length_is_cut_in_the_message_and_kept_whole_beside_it()
    {
        await using var fixture = await StartAsync();
        var words = string.Concat(Enumerable.Repeat("长𠀀", 3_000));
        fixture.Peer.Endorsers.Single(e => e.Identity.MspId == "Org2MSP").Refusal = words;

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Basic.SubmitAsync("put", ["a", "b"], Limit));

        Assert.EndsWith(words, Assert.Single(e.Details).Message, StringComparison.Ordinal);
        Assert.InRange(e.Message.Length, 4_096, 5_000);
        Assert.Contains("more characters", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(e.Message.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public async Task An_unknown_function_is_refused_with_its_name()
    {
        await using var fixture = await StartAsync();

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Basic.SubmitAsync("nonexistent", [], Limit));

        Assert.All(e.Details, d => Assert.EndsWith("does not exist: nonexistent", d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_chaincode_is_a_failed_precondition()
    {
        await using var fixture = await StartAsync();

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Network.GetContract("nonexistent").SubmitAsync("echo", ["x"], Limit));

        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
        Assert.Contains("No metadata was found for chaincode nonexistent", e.Message, StringComparison.Ordinal);
        Assert.Empty(e.Details);
    }

    [Fact]
    public async Task Refusals_by_other_organisations_are_told_apart()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Policies["basic"] = ["Org1MSP", "Org2MSP", "Org3MSP"];

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Basic.SubmitAsync("orgsFail", ["Org2MSP,Org3MSP"], Limit));

        Assert.Contains("failed to collect enough transaction endorsements", e.Message, StringComparison.Ordinal);
        Assert.Equal(["Org2MSP", "Org3MSP"], e.Details.Select(d => d.MspId));
    }

    [Fact]
    public async Task Endorsers_who_disagree_are_named()
    {
        await using var fixture = await StartAsync();

        var e = await Assert.ThrowsAsync<EndorseException>(() => fixture.Basic.SubmitAsync("nondet", [], Limit));

        Assert.Equal(new EndorserError("peer0.org2.example.com:8051", "Org2MSP", "ProposalResponsePayloads do not match"), Assert.Single(e.Details));
    }

    [Fact]
    public async Task Long_refusals_of_many_endorsers_arrive_whole()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Policies["basic"] = ["Org1MSP", "Org2MSP", "Org3MSP"];
        var words = new string('x', 50_000);
        foreach (var endorser in fixture.Peer.Endorsers)
            endorser.Refusal = words;

        var e = await Assert.ThrowsAsync<EndorseException>(
            () => fixture.Basic.SubmitAsync(
                "echo", ProposalOptions.WithArguments("x") with { EndorsingOrganizations = ["Org1MSP", "Org2MSP", "Org3MSP"] }, Limit));

        Assert.Equal(4, e.Details.Count);
        Assert.All(e.Details, d => Assert.EndsWith(words, d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signer_of_another_organisation_than_the_creator_is_refused()
    {
        await using var fixture = await StartAsync();
        var stranger = fixture.Peer.Channel.Organisation("Org3MSP").Issue("User1@org3.example.com", "client");
        var proposal = fixture.Basic.NewProposal("echo", ProposalOptions.WithArguments("x"));

        var e = await Assert.ThrowsAsync<GatewayException>(() => proposal.WithSignature(stranger.SignDigest(proposal.Digest)).EvaluateAsync(ct: Limit));

        Assert.Equal(StatusCode.FailedPrecondition, e.StatusCode);
        Assert.Contains("creator org [Org1MSP]", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("endorse")]
    [InlineData("submit")]
    [InlineData("status")]
    public async Task A_limit_that_passes_is_the_error_of_its_step(string step)
    {
        await using var fixture = await StartAsync();
        var proposal = fixture.Basic.NewProposal("echo", ProposalOptions.WithArguments("x"));
        var transaction = await proposal.EndorseAsync(ct: Limit);
        var commit = await transaction.SubmitAsync(ct: Limit);
        fixture.Peer.Misbehaviour.Gate = new TaskCompletionSource().Task;
        var settings = new CallSettings(TimeSpan.FromMilliseconds(50));

        var e = await Assert.ThrowsAnyAsync<GatewayException>(() => step switch
        {
            "evaluate" => proposal.EvaluateAsync(settings, Limit),
            "endorse" => proposal.EndorseAsync(settings, Limit),
            "submit" => transaction.SubmitAsync(settings, Limit),
            _ => (Task)commit.StatusAsync(settings, Limit),
        });

        Assert.Equal((StatusCode.DeadlineExceeded, proposal.TransactionId), (e.StatusCode, e.TransactionId));
        Assert.Equal(
            step switch
            {
                "endorse" => typeof(EndorseException),
                "submit" => typeof(SubmitException),
                "status" => typeof(CommitStatusException),
                _ => typeof(GatewayException)
            },
            e.GetType());
    }

    [Fact]
    public async Task The_gateways_own_limits_hold_where_a_call_sets_none()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.Gate = new TaskCompletionSource().Task;
        var gateway = Protocol.Gateway.Connect(fixture.Connection, fixture.User.SigningIdentity,
            new GatewayOptions { EvaluateTimeout = TimeSpan.FromMilliseconds(50) });

        var e = await Assert.ThrowsAsync<GatewayException>(() => gateway.GetNetwork("mychannel").GetContract("basic").EvaluateAsync("echo", ["x"], Limit));

        Assert.Equal(StatusCode.DeadlineExceeded, e.StatusCode);
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_error_of_the_gateway()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.Gate = new TaskCompletionSource().Task;
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Limit);

        var call = fixture.Basic.SubmitAsync("echo", ["x"], cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Ordering_out_of_reach_is_a_submit_error_that_names_the_node()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.OrderingUnavailable = true;

        var e = await Assert.ThrowsAsync<SubmitException>(() => fixture.Basic.SubmitAsync("echo", ["x"], Limit));

        Assert.Equal(StatusCode.Unavailable, e.StatusCode);
        Assert.Equal(new EndorserError("orderer1:7050", "OrdererMSP", "connection refused"), Assert.Single(e.Details));
    }

    [Fact]
    public async Task The_same_transaction_may_be_submitted_again()
    {
        await using var fixture = await StartAsync();
        var transaction = await fixture.Basic.NewProposal("put", ProposalOptions.WithArguments("a", "b")).EndorseAsync(ct: Limit);

        await transaction.SubmitAsync(ct: Limit);
        var commit = await transaction.SubmitAsync(ct: Limit);

        // The first one counts.
        Assert.Equal(1ul, (await commit.StatusAsync(ct: Limit)).BlockNumber);
    }

    [Fact]
    public async Task A_peer_that_is_not_there_is_unavailable()
    {
        await using var fixture = await StartAsync();
        var address = fixture.Peer.Address;
        var basic = fixture.Basic;
        await fixture.Peer.StopAsync();

        var e = await Assert.ThrowsAsync<GatewayException>(() => basic.EvaluateAsync("echo", ["x"], Limit));

        Assert.Equal(StatusCode.Unavailable, e.StatusCode);
        Assert.NotEmpty(address);
    }
}
