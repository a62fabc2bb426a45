using Google.Protobuf;
using Ledger.Fabric.Protos;
using Microsoft.Extensions.Logging.Abstractions;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;
using static Ledger.Fabric.Protos.MSPRole.Types;

namespace Ledger.Fabric.Protocol.Tests;

/// <summary>From the client's submission to the verified block, over the wire.</summary>
public sealed class VerifiedBlockReaderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Submitted_transactions_come_back_verified(bool bft)
    {
        await using var fixture = await StartAsync(bft);
        await fixture.Basic.SubmitAsync("put", ["unit/1", "a title"], Limit);
        await fixture.Basic.SubmitAsync("event", ["recorded", "1"], Limit);

        var blocks = await Reader(fixture, Verifier(fixture)).ReadAsync(Limit).Take(2).ToListAsync(Limit);

        Assert.Equal([1ul, 2ul], blocks.Select(b => b.Block.Number));
        var call = Assert.Single(blocks[0].Block.Transactions).Call!;
        Assert.Equal(["put", "unit/1", "a title"], call.Arguments.Select(a => a.ToStringUtf8()));
        Assert.Equal("a title", Assert.Single(Assert.Single(call.ReadWriteSets).Public.Writes).Value.ToStringUtf8());
        Assert.Equal("recorded", blocks[1].Block.Transactions[0].Call!.Event!.EventName);
    }

    [Fact]
    public async Task Blocks_that_come_later_are_waited_for()
    {
        await using var fixture = await StartAsync();
        await using var blocks = Reader(fixture, Verifier(fixture)).ReadAsync(Limit).GetAsyncEnumerator(Limit);
        var next = blocks.MoveNextAsync();

        await fixture.Basic.SubmitAsync("put", ["a", "b"], Limit);

        Assert.True(await next);
        Assert.Equal(1ul, blocks.Current.Block.Number);
    }

    [Fact]
    public async Task A_dropped_stream_is_taken_up_again_without_gap()
    {
        await using var fixture = await StartAsync();
        foreach (var key in new[] { "a", "b", "c" })
            await fixture.Basic.SubmitAsync("put", [key, "x"], Limit);
        fixture.Peer.Misbehaviour.DropBeforeBlock = 2;

        var blocks = await Reader(fixture, Verifier(fixture)).ReadAsync(Limit).Take(3).ToListAsync(Limit);

        Assert.Equal([1ul, 2ul, 3ul], blocks.Select(b => b.Block.Number));
        Assert.Equal(2, fixture.Peer.Streams);
    }

    [Fact]
    public async Task A_block_handed_out_twice_is_read_once()
    {
        await using var fixture = await StartAsync();
        foreach (var key in new[] { "a", "b", "c" })
            await fixture.Basic.SubmitAsync("put", [key, "x"], Limit);
        fixture.Peer.Misbehaviour.RepeatBlocks = true;

        var blocks = await Reader(fixture, Verifier(fixture)).ReadAsync(Limit).Take(3).ToListAsync(Limit);

        Assert.Equal([1ul, 2ul, 3ul], blocks.Select(b => b.Block.Number));
    }

    [Fact]
    public async Task A_reader_goes_on_in_another_process()
    {
        await using var fixture = await StartAsync();
        await fixture.Basic.SubmitAsync("put", ["a", "x"], Limit);
        await fixture.Basic.SubmitAsync("put", ["b", "x"], Limit);
        var first = Verifier(fixture);
        await Reader(fixture, first).ReadAsync(Limit).FirstAsync(Limit);

        var second = BlockVerifier.Resume(first.Point(), Options);
        var block = await Reader(fixture, second).ReadAsync(Limit).FirstAsync(Limit);

        Assert.Equal(2ul, block.Block.Number);
    }

    [Fact]
    public async Task A_forged_block_ends_the_stream_with_its_fault()
    {
        await using var fixture = await StartAsync();
        await fixture.Basic.SubmitAsync("put", ["a", "x"], Limit);
        fixture.Peer.Misbehaviour.Blocks = block =>
        {
            var forged = block.Clone();
            forged.Data.Data[0] = forged.Data.Data[0].ToByteArray() is var bytes && (bytes[^1] ^= 1) >= 0 ? ByteString.CopyFrom(bytes) : null!;
            return forged;
        };

        var e = await Assert.ThrowsAsync<BlockVerificationException>(() => Reader(fixture, Verifier(fixture)).ReadAsync(Limit).FirstAsync(Limit).AsTask());

        Assert.Equal((BlockFault.DataHash, 1ul), (e.Fault, e.BlockNumber));
    }

    [Fact]
    public async Task A_commit_status_is_one_peers_word_and_the_blocks_tell_the_lie()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.Lies = true;
        var transaction = await fixture.Basic.NewProposal("put", ProposalOptions.WithArguments("a", "x")).EndorseAsync(ct: Limit);
        Assert.True((await (await transaction.SubmitAsync(ct: Limit)).StatusAsync(ct: Limit)).IsValid);

        fixture.Peer.Misbehaviour.Lies = false;
        await fixture.Basic.SubmitAsync("put", ["b", "x"], Limit);
        var block = await Reader(fixture, Verifier(fixture)).ReadAsync(Limit).FirstAsync(Limit);

        Assert.DoesNotContain(block.Block.Transactions, t => t.TransactionId == transaction.TransactionId);
    }

    [Fact]
    public async Task An_invalid_transaction_is_read_as_such()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Ledger.ForcedCodes.Enqueue(TxValidationCode.MvccReadConflict);
        await Assert.ThrowsAsync<CommitException>(() => fixture.Basic.SubmitAsync("put", ["a", "x"], Limit));

        var block = await Reader(fixture, Verifier(fixture)).ReadAsync(Limit).FirstAsync(Limit);

        Assert.Equal(TxValidationCode.MvccReadConflict, Assert.Single(block.Block.Transactions).ValidationCode);
    }

    [Fact]
    public async Task A_refusal_that_another_attempt_would_not_help_is_an_error()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Misbehaviour.DeliverStatus = Protos.Status.Forbidden;

        var e = await Assert.ThrowsAsync<BlockStreamException>(() => Reader(fixture, Verifier(fixture)).ReadAsync(Limit).FirstAsync(Limit).AsTask());

        Assert.Equal(Protos.Status.Forbidden, e.DeliverStatus);
    }

    [Fact]
    public async Task A_peer_that_is_not_ready_is_asked_again()
    {
        await using var fixture = await StartAsync();
        await fixture.Basic.SubmitAsync("put", ["a", "x"], Limit);
        fixture.Peer.Misbehaviour.DeliverStatus = Protos.Status.ServiceUnavailable;
        await using var blocks = Reader(fixture, Verifier(fixture)).ReadAsync(Limit).GetAsyncEnumerator(Limit);
        var next = blocks.MoveNextAsync();

        fixture.Peer.Misbehaviour.DeliverStatus = null;

        Assert.True(await next);
    }

    [Fact]
    public async Task A_verifier_of_another_channel_does_not_fit()
    {
        await using var fixture = await StartAsync();

        Assert.Throws<ArgumentException>(() => new VerifiedBlockReader(fixture.Gateway.GetNetwork("other"), Verifier(fixture), NullLogger.Instance));
    }

    private static BlockVerifierOptions Options { get; } = new()
    {
        EndorsementPolicies = new Dictionary<string, ApplicationPolicy>(StringComparer.Ordinal)
        {
            ["basic"] = new() { SignaturePolicy = Principals.And(MSPRoleType.Peer, "Org1MSP", "Org2MSP") },
        },
    };

    private static BlockVerifier Verifier(GatewayFixture fixture) => BlockVerifier.Start(fixture.Peer.Channel.Genesis.ToByteArray(), Options);

    private static VerifiedBlockReader Reader(GatewayFixture fixture, BlockVerifier verifier) =>
        new(fixture.Network, verifier, NullLogger.Instance,
            new VerifiedBlockReaderOptions { FirstDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(20) });
}
