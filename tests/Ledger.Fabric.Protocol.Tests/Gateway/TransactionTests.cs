using System.Text;
using Grpc.Core;
using Ledger.Fabric.Protos;
using Ledger.Log;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

public sealed class TransactionTests
{
    [Fact]
    public async Task An_evaluation_returns_what_the_function_returned()
    {
        await using var fixture = await StartAsync();

        Assert.Equal("conga", Encoding.UTF8.GetString(await fixture.Basic.EvaluateAsync("echo", ["conga"], Limit)));
        Assert.Equal(1ul, fixture.Peer.Ledger.Height);
    }

    [Fact]
    public async Task A_submission_returns_what_the_function_returned()
    {
        await using var fixture = await StartAsync();

        Assert.Equal("conga", Encoding.UTF8.GetString(await fixture.Basic.SubmitAsync("echo", ["conga"], Limit)));
        Assert.Equal(2ul, fixture.Peer.Ledger.Height);
    }

    [Fact]
    public async Task A_submission_updates_the_ledger()
    {
        await using var fixture = await StartAsync();

        await fixture.Basic.SubmitAsync("put", ["update", "ledger"], Limit);

        Assert.Equal("ledger", Encoding.UTF8.GetString(await fixture.Basic.EvaluateAsync("get", ["update"], Limit)));
    }

    [Fact]
    public async Task Results_of_any_bytes_pass_unchanged()
    {
        await using var fixture = await StartAsync();
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var options = new ProposalOptions { Arguments = [bytes] };

        Assert.Equal(bytes, await fixture.Basic.EvaluateAsync("echo", options, Limit));
        Assert.Equal(bytes, await fixture.Basic.SubmitAsync("echo", options, Limit));
    }

    [Fact]
    public async Task Transient_data_reaches_the_endorsers_and_not_the_block()
    {
        await using var fixture = await StartAsync();
        var options = new ProposalOptions
        {
            TransientData = new Dictionary<string, ReadOnlyMemory<byte>>(
                StringComparer.Ordinal)
            { ["key1"] = "value1"u8.ToArray(), ["key2"] = "hidden"u8.ToArray() },
        };

        var evaluated = await fixture.Basic.EvaluateAsync("echoTransient", options, Limit);
        // The function puts it into its result; a function that does not leaves no trace.
        await fixture.Basic.SubmitAsync("put", options with { Arguments = ["k"u8.ToArray(), "v"u8.ToArray()] }, Limit);

        Assert.Equal("""{"key1":"value1","key2":"hidden"}""", Encoding.UTF8.GetString(evaluated));
        var block = await fixture.Peer.Ledger.BlockAsync(1, Limit);
        Assert.DoesNotContain("hidden", Encoding.Latin1.GetString(block.Data.Data[0].Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_within_a_chaincode_is_named_before_the_function()
    {
        await using var fixture = await StartAsync();

        Assert.Equal("conga", Encoding.UTF8.GetString(await fixture.Network.GetContract("basic", "contract").EvaluateAsync("echo", ["conga"], Limit)));
    }

    [Fact]
    public async Task The_steps_of_a_submission_may_be_taken_one_by_one()
    {
        await using var fixture = await StartAsync();
        var proposal = fixture.Basic.NewProposal("put", ProposalOptions.WithArguments("steps", "one"));

        var transaction = await proposal.EndorseAsync(ct: Limit);
        var commit = await transaction.SubmitAsync(ct: Limit);
        var status = await commit.StatusAsync(ct: Limit);

        Assert.Equal(proposal.TransactionId, transaction.TransactionId);
        Assert.Equal(proposal.TransactionId, commit.TransactionId);
        Assert.Equal(new CommitStatus(proposal.TransactionId, TxValidationCode.Valid, 1), status);
        // The question may be asked again.
        Assert.Equal(status, await commit.StatusAsync(ct: Limit));
    }

    [Fact]
    public async Task The_ids_of_two_proposals_differ()
    {
        await using var fixture = await StartAsync();

        Assert.NotEqual(fixture.Basic.NewProposal("echo").TransactionId, fixture.Basic.NewProposal("echo").TransactionId);
    }

    [Fact]
    public async Task A_transaction_in_conflict_is_reported_with_its_code()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Ledger.Hold = true;
        var first = await (await fixture.Basic.NewProposal("increment", ProposalOptions.WithArguments("n")).EndorseAsync(ct: Limit)).SubmitAsync(ct: Limit);
        var second = await (await fixture.Basic.NewProposal("increment", ProposalOptions.WithArguments("n")).EndorseAsync(ct: Limit)).SubmitAsync(ct: Limit);
        fixture.Peer.Ledger.Cut();

        Assert.True((await first.StatusAsync(ct: Limit)).IsValid);
        var status = await second.StatusAsync(ct: Limit);

        Assert.Equal(TxValidationCode.MvccReadConflict, status.Code);
        var e = Assert.Throws<CommitException>(status.ThrowIfInvalid);
        Assert.Equal((TxValidationCode.MvccReadConflict, 1ul, second.TransactionId), (e.Code, e.BlockNumber, e.TransactionId));
    }

    [Fact]
    public async Task The_short_form_raises_the_invalid_transaction_as_an_error()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Ledger.ForcedCodes.Enqueue(TxValidationCode.EndorsementPolicyFailure);

        var e = await Assert.ThrowsAsync<CommitException>(() => fixture.Basic.SubmitAsync("put", ["a", "b"], Limit));

        Assert.Equal(TxValidationCode.EndorsementPolicyFailure, e.Code);
        Assert.Contains("EndorsementPolicyFailure (10)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_submissions_at_once_are_all_committed()
    {
        await using var fixture = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => fixture.Basic.SubmitAsync("put", [$"key{i}", "v"], Limit)));

        Assert.Equal(201ul, fixture.Peer.Ledger.Height);
    }

    [Fact]
    public async Task A_signer_whose_s_is_high_is_no_obstacle()
    {
        await using var fixture = await StartAsync();
        var gateway = Protocol.Gateway.Connect(fixture.Connection, fixture.User.Identity, new HighSigner(fixture.User.SigningIdentity));

        Assert.Equal("conga", Encoding.UTF8.GetString(await gateway.GetNetwork("mychannel").GetContract("basic").SubmitAsync("echo", ["conga"], Limit)));
    }

    [Fact]
    public async Task A_client_certificate_of_another_authority_is_refused_and_the_error_is_typed()
    {
        await using var fixture = await StartAsync();
        var (certificate, key) = fixture.Peer.Channel.Organisation("Org2MSP").TlsAuthority.Issue("stranger", []);
        using var client = certificate.WithKey(key);
        using var connection = PeerConnection.Open(new PeerConnectionOptions
        {
            Address = fixture.Peer.Address,
            TlsRoots = [fixture.Peer.Channel.Organisation("Org1MSP").TlsAuthority.Certificate],
            ServerName = "peer0.org1.example.com",
            ClientCertificate = client,
        });
        var gateway = Protocol.Gateway.Connect(connection, fixture.User.SigningIdentity);

        var e = await Assert.ThrowsAsync<GatewayException>(() => gateway.GetNetwork("mychannel").GetContract("basic").EvaluateAsync("echo", ["x"], Limit));

        // Which of the two depends on whether the refusal comes before the first bytes are sent.
        Assert.True(e.StatusCode is StatusCode.Unavailable or StatusCode.Internal, e.StatusCode.ToString());
    }

    [Theory]
    [InlineData("peer9.org1.example.com", "Org1MSP")]
    [InlineData("peer0.org1.example.com", "Org2MSP")]
    public async Task A_peer_of_another_name_or_authority_is_not_spoken_to(string serverName, string root)
    {
        await using var fixture = await StartAsync();
        using var connection = PeerConnection.Open(new PeerConnectionOptions
        {
            Address = fixture.Peer.Address,
            TlsRoots = [fixture.Peer.Channel.Organisation(root).TlsAuthority.Certificate],
            ServerName = serverName,
        });
        var gateway = Protocol.Gateway.Connect(connection, fixture.User.SigningIdentity);

        var e = await Assert.ThrowsAsync<GatewayException>(() => gateway.GetNetwork("mychannel").GetContract("basic").EvaluateAsync("echo", ["x"], Limit));

        Assert.Equal(StatusCode.Internal, e.StatusCode);
        Assert.Contains("certificate is invalid", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A token that gives a high s.</summary>
    private sealed class HighSigner(SigningIdentity identity) : ISigningKey
    {
        public SigningAlgorithm Algorithm => identity.Algorithm;

        public ReadOnlyMemory<byte> PublicKey => identity.PublicKey;

        public byte[] Sign(ReadOnlySpan<byte> bytes)
        {
            var signature = identity.SignDigest(bytes);
            var s = Strict.Order - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
            signature.AsSpan(32).Clear();
            s.TryWriteBytes(signature.AsSpan(64 - s.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
            return signature;
        }
    }
}
