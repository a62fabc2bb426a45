using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Contracts.Tests;
using Ledger.Fabric.Protocol;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Fabric.Protos;
using Ledger.Log;
using Ledger.V1;
using MessageType = Ledger.Fabric.Protos.ChaincodeMessage.Types.Type;

namespace Ledger.Chaincode.Tests;

/// <summary>Round trips, keys named beforehand, and what endorsers must agree on.</summary>
public sealed class SubmitTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    private ChaincodeNetwork Network => ledger.Network;

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    [Fact]
    public async Task Keys_named_with_the_envelope_come_in_one_round_trip()
    {
        var envelope = Opening();
        var unaided = await ChaincodeNetwork.CallAsync(Network.Peer, LedgerFunctions.Submit, envelope);
        Assert.Equal(200, unaided.Response.Status);
        Assert.True(unaided.Requests.Count > 3);
        var aided = await ChaincodeNetwork.CallAsync(Network.Peer, LedgerFunctions.Submit, envelope, unaided.Reads.Select(read => read.Key));
        Assert.Equal([MessageType.GetStateMultiple, MessageType.WriteBatchState], aided.Kinds);
        Assert.Equal(unaided.Response, aided.Response);
    }

    [Fact]
    public async Task Keys_named_but_not_needed_are_not_read_one_by_one()
    {
        var simulation = await ChaincodeNetwork.CallAsync(Network.Plain, LedgerFunctions.Submit, Opening(), "unit/never", "unit/needed");
        Assert.Equal(200, simulation.Response.Status);
        Assert.DoesNotContain(("", "unit/never"), simulation.Reads);
    }

    [Fact]
    public async Task Keys_are_bounded_in_number_and_form()
    {
        var envelope = Opening();
        var most = await ChaincodeNetwork.CallAsync(
            Network.Peer, LedgerFunctions.Submit, envelope, Enumerable.Range(0, LedgerFunctions.MaxKeys).Select(i => $"k/{i}"));
        Assert.Equal(200, most.Response.Status);
        foreach (var keys in new IEnumerable<string>[]
        {
            Enumerable.Range(0, LedgerFunctions.MaxKeys + 1).Select(i => $"k/{i}"),
            [""],
            ["a\0b"],
            [new string('k', 513)],
        })
        {
            var refused = await ChaincodeNetwork.CallAsync(Network.Peer, LedgerFunctions.Submit, envelope, keys);
            Assert.Equal(400, refused.Response.Status);
            Assert.StartsWith("ARGUMENTS: ", refused.Response.Message, StringComparison.Ordinal);
            Assert.Empty(refused.Requests);
        }

        var noText = await Network.Peer.InvokeAsync(
            [ByteString.CopyFromUtf8(LedgerFunctions.Submit), ByteString.CopyFrom(envelope), ByteString.CopyFrom(0xFF)]);
        Assert.StartsWith("ARGUMENTS: ", noText.Response.Message, StringComparison.Ordinal);
        Assert.StartsWith("ARGUMENTS: ", (await Network.Peer.InvokeAsync(LedgerFunctions.Submit)).Response.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endorsers_with_clocks_of_their_own_answer_with_the_same_bytes()
    {
        await using var other = await ChaincodeNetwork.StartAsync(
            ledger.Consortium.Genesis, new SettableClock { NowMs = ledger.TimeMs - 200_000 }, "another clock", Network.State);
        var envelope = Opening();
        var here = await ChaincodeNetwork.CallAsync(Network.Peer, LedgerFunctions.Submit, envelope);
        var there = await ChaincodeNetwork.CallAsync(other.Peer, LedgerFunctions.Submit, envelope);
        Assert.Equal(here.End.Payload, there.End.Payload);
        Assert.Equal(here.Reads, there.Reads);
        Assert.Equal(Writes.Of(here), Writes.Of(there));
        Assert.Null(here.End.ChaincodeEvent);
    }

    [Fact]
    public async Task A_page_that_the_peer_does_not_give_is_never_taken_for_absent()
    {
        await using var peer = await PeerStream.RegisterAsync(Network.EndPoint);
        var call = PeerStream.Transaction("tx", ByteString.CopyFromUtf8(LedgerFunctions.Submit), ByteString.CopyFrom(Opening()));
        call.Proposal = PeerStream.Proposal(LedgerChaincodeOptions.DefaultName);
        await peer.SendAsync(call);
        for (var request = await peer.ReceiveAsync(); ; request = await peer.ReceiveAsync())
        {
            if (request.Type == MessageType.Error)
            {
                Assert.Contains("could not be read from the peer: The peer refused GET_STATE: disk", request.Payload.ToStringUtf8(), StringComparison.Ordinal);
                return;
            }

            Assert.Equal(MessageType.GetState, request.Type);
            var key = GetState.Parser.ParseFrom(request.Payload).Key;
            if (key.StartsWith("unit/", StringComparison.Ordinal))
                await peer.AnswerAsync(request, ByteString.CopyFromUtf8("disk"), MessageType.Error);
            else
                await peer.AnswerAsync(request, Network.State.Get("", key) is { } page ? ByteString.CopyFrom(page) : null);
        }
    }

    [Theory]
    [InlineData(LedgerFunctions.Found)]
    [InlineData(LedgerFunctions.Submit)]
    [InlineData(LedgerFunctions.Judge)]
    public async Task A_call_through_another_chaincode_is_refused(string function)
    {
        var envelope = Opening();
        Assert.Equal(200, (await ChaincodeNetwork.CallAsync(Network.Peer, LedgerFunctions.Submit, envelope)).Response.Status);

        Network.Peer.Called = "other";
        var refused = await ChaincodeNetwork.CallAsync(Network.Peer, function, envelope);

        Assert.Equal(403, refused.Response.Status);
        Assert.True(SubmitRefusal.TryParse(refused.Response.Message, out var refusal), refused.Response.Message);
        Assert.Equal(RefusalKind.Indirect, refusal.Kind);
        Assert.Contains("direct calls only", refusal.Text, StringComparison.Ordinal);
        Assert.Empty(refused.Requests);
    }

    /// <summary>No peer of the ledger could tell who created what would be recorded: nobody endorses it, so it never is.</summary>
    [Theory]
    [InlineData("brainpoolP256r1", "{0}")]
    [InlineData("nistP256", "")]
    [InlineData("nistP256", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n{0}")]
    [InlineData("nistP256", "x{0}")]
    public async Task A_creator_that_cannot_be_read_records_nothing(string curve, string spelling)
    {
        var envelope = ByteString.CopyFrom(Opening());
        foreach (var function in new[] { LedgerFunctions.Found, LedgerFunctions.Submit })
        {
            var refused = await CallAsync(function);
            Assert.Equal(403, refused.Response.Status);
            Assert.True(SubmitRefusal.TryParse(refused.Response.Message, out var refusal), refused.Response.Message);
            Assert.Equal(RefusalKind.Creator, refusal.Kind);
            Assert.Empty(refused.Requests);
        }

        Assert.Equal(200, (await CallAsync(LedgerFunctions.Judge)).Response.Status);

        Task<ChaincodeSimulation> CallAsync(string function) =>
            Network.Peer.InvokeAsync([ByteString.CopyFromUtf8(function), envelope], Proposal(curve, spelling));
    }

    [Theory]
    [InlineData("nistP384", "{0}")]
    [InlineData("nistP256", "-----BEGIN IGNORED-----\n{0}\ntext")]
    public async Task A_creator_in_a_rare_spelling_is_endorsed(string curve, string spelling) => Assert.Equal(
        200, (await Network.Peer.InvokeAsync([ByteString.CopyFromUtf8(LedgerFunctions.Submit), ByteString.CopyFrom(Opening())], Proposal(curve, spelling)))
            .Response.Status);

    [Fact]
    public async Task A_call_of_which_the_peer_shows_no_proposal_is_not_answered()
    {
        Network.Peer.Called = null;

        var failed = await ChaincodeNetwork.CallAsync(Network.Peer, LedgerFunctions.Submit, Opening());

        Assert.Contains("no proposal", failed.Error, StringComparison.Ordinal);
        Assert.Empty(failed.Requests);
    }

    [Fact]
    public async Task Many_envelopes_are_judged_side_by_side()
    {
        var envelopes = Enumerable.Range(1, 40).Select(i => Opening($"441900004001GB00012F0001{i:0000}", (ulong)i)).ToList();
        var simulations = await Task.WhenAll(envelopes.Select((envelope, i) =>
            ChaincodeNetwork.CallAsync(i % 2 == 0 ? Network.Peer : Network.Plain, LedgerFunctions.Submit, envelope)));
        Assert.All(simulations, simulation => Assert.Equal(200, simulation.Response.Status));
        Assert.Equal(
            envelopes.Select(envelope => MerkleHash.Leaf(DecodedEnvelope.ToEntry(envelope))),
            simulations.Select(simulation => SubmitOutcome.Parser.ParseFrom(simulation.Response.Payload).Accepted.LeafHash.ToByteArray()));
    }

    private static SignedProposal Proposal(string curve, string spelling) => PeerStream.Proposal(
        LedgerChaincodeOptions.DefaultName,
        PeerStream.Identity(ECCurve.CreateFromFriendlyName(curve), pem => spelling.Replace("{0}", pem, StringComparison.Ordinal)));

    private byte[] Opening(string unit = SaleCase.Flat, ulong sequence = 1)
    {
        var opening = new SaleCase(ledger).FirstRegistration(unit);
        return ledger.Consortium.Sign(Members.Registration, sequence, ledger.TimeMs,
            new Event { Type = FirstRegistered.Descriptor.FullName, Body = opening.ToByteString() });
    }
}
