using System.Text;
using Ledger.Fabric.Protos;
using static Ledger.Fabric.Protocol.Tests.GatewayFixture;

namespace Ledger.Fabric.Protocol.Tests;

public sealed class EventTests
{
    [Fact]
    public async Task A_chaincode_event_is_received()
    {
        await using var fixture = await StartAsync();
        await using var events = await ListenAsync(fixture, fixture.Network.ChaincodeEventsAsync("basic", ct: Limit));

        await fixture.Basic.SubmitAsync("event", ["foo", "bar"], Limit);

        var e = await events.NextAsync();
        Assert.Equal(("basic", "foo", "bar", 1ul), (e.ChaincodeName, e.EventName, Encoding.UTF8.GetString(e.Payload.Span), e.BlockNumber));
    }

    [Fact]
    public async Task Events_of_invalid_transactions_are_not_received()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Ledger.ForcedCodes.Enqueue(TxValidationCode.MvccReadConflict);
        await Assert.ThrowsAsync<CommitException>(() => fixture.Basic.SubmitAsync("event", ["lost", "x"], Limit));
        await fixture.Basic.SubmitAsync("event", ["kept", "x"], Limit);

        Assert.Equal("kept", (await fixture.Network.ChaincodeEventsAsync("basic", EventPosition.AtBlock(0), Limit).FirstAsync(Limit)).EventName);
    }

    [Fact]
    public async Task Chaincode_events_go_on_after_the_last_one_checkpointed()
    {
        await using var fixture = await StartAsync();
        fixture.Peer.Ledger.Hold = true;
        foreach (var name in new[] { "one", "two", "three" })
            await (await fixture.Basic.NewProposal("event", ProposalOptions.WithArguments(name, "x")).EndorseAsync(ct: Limit)).SubmitAsync(ct: Limit);
        fixture.Peer.Ledger.Cut();
        ICheckpointer checkpointer = new MemoryCheckpointer();
        await checkpointer.CheckpointBlockAsync(0, Limit);

        // All three stand in one block, so the position within the block counts.
        foreach (var name in new[] { "one", "two", "three" })
        {
            var e = await fixture.Network.ChaincodeEventsAsync("basic", EventPosition.After(checkpointer), Limit).FirstAsync(Limit);
            Assert.Equal(name, e.EventName);
            await checkpointer.CheckpointChaincodeEventAsync(e, Limit);
        }
    }

    [Fact]
    public async Task Closing_one_listener_leaves_the_other()
    {
        await using var fixture = await StartAsync();
        await using var second = await ListenAsync(fixture, fixture.Network.ChaincodeEventsAsync("basic", ct: Limit));
        await using (var first = await ListenAsync(fixture, fixture.Network.ChaincodeEventsAsync("basic", ct: Limit)))
        {
            await fixture.Basic.SubmitAsync("event", ["close", "before"], Limit);
            Assert.Equal("before", Encoding.UTF8.GetString((await first.NextAsync()).Payload.Span));
        }

        await fixture.Basic.SubmitAsync("event", ["close", "after"], Limit);

        Assert.Equal("before", Encoding.UTF8.GetString((await second.NextAsync()).Payload.Span));
        Assert.Equal("after", Encoding.UTF8.GetString((await second.NextAsync()).Payload.Span));
    }

    [Fact]
    public async Task Blocks_in_all_three_forms_are_received_as_they_are_committed()
    {
        await using var fixture = await StartAsync();
        await using var blocks = await ListenAsync(fixture, fixture.Network.BlockEventsAsync(ct: Limit));
        await using var filtered = await ListenAsync(fixture, fixture.Network.FilteredBlockEventsAsync(ct: Limit));
        await using var withPrivateData = await ListenAsync(fixture, fixture.Network.BlockAndPrivateDataEventsAsync(ct: Limit));

        await fixture.Basic.SubmitAsync("echo", ["x"], Limit);

        Assert.Equal(1ul, (await blocks.NextAsync()).Header.Number);
        var reduced = await filtered.NextAsync();
        Assert.Equal(TxValidationCode.Valid, Assert.Single(reduced.FilteredTransactions).TxValidationCode);
        Assert.Equal(1ul, (await withPrivateData.NextAsync()).Block.Header.Number);
    }

    [Fact]
    public async Task Blocks_are_replayed_from_the_start()
    {
        await using var fixture = await StartAsync();
        await fixture.Basic.SubmitAsync("echo", ["x"], Limit);
        await fixture.Basic.SubmitAsync("echo", ["y"], Limit);

        var numbers = await fixture.Network.BlockEventsAsync(EventPosition.AtBlock(0), Limit).Take(3).Select(b => b.Header.Number).ToListAsync(Limit);

        Assert.Equal([0ul, 1ul, 2ul], numbers);
    }

    [Fact]
    public async Task Blocks_go_on_after_the_last_one_checkpointed_even_in_another_process()
    {
        await using var fixture = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("checkpoint");
        try
        {
            var path = Path.Combine(folder.FullName, "blocks.json");
            var checkpointer = FileCheckpointer.Open(path);
            Assert.Equal(EventPosition.NextCommit, EventPosition.After(checkpointer));
            await fixture.Basic.SubmitAsync("echo", ["x"], Limit);
            await fixture.Basic.SubmitAsync("echo", ["y"], Limit);
            var first = await fixture.Network.BlockEventsAsync(EventPosition.AtBlock(1), Limit).FirstAsync(Limit);
            await checkpointer.CheckpointBlockAsync(first.Header.Number, Limit);

            var next = await fixture.Network.BlockEventsAsync(EventPosition.After(FileCheckpointer.Open(path)), Limit).FirstAsync(Limit);

            Assert.Equal(2ul, next.Header.Number);
            await File.WriteAllTextAsync(path, "nonsense", Limit);
            Assert.Throws<FormatException>(() => FileCheckpointer.Open(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Filtered_blocks_name_events_without_what_they_say()
    {
        await using var fixture = await StartAsync();
        await fixture.Basic.SubmitAsync("event", ["foo", "bar"], Limit);
        await fixture.Basic.SubmitAsync("echo", ["x"], Limit);

        var with = await fixture.Network.FilteredBlockEventsAsync(EventPosition.AtBlock(1), Limit).FirstAsync(Limit);
        var without = await fixture.Network.FilteredBlockEventsAsync(EventPosition.AtBlock(2), Limit).FirstAsync(Limit);

        var transaction = Assert.Single(with.FilteredTransactions);
        var e = Assert.Single(transaction.TransactionActions.ChaincodeActions).ChaincodeEvent;
        Assert.Equal(("basic", "foo", transaction.Txid, true), (e.ChaincodeId, e.EventName, e.TxId, e.Payload.IsEmpty));
        Assert.Empty(Assert.Single(without.FilteredTransactions).TransactionActions.ChaincodeActions);
    }

    [Fact]
    public async Task Cancellation_ends_a_stream()
    {
        await using var fixture = await StartAsync();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Limit);
        await using var blocks = await ListenAsync(fixture, fixture.Network.BlockEventsAsync(ct: cancelled.Token));
        await using var events = await ListenAsync(fixture, fixture.Network.ChaincodeEventsAsync("basic", ct: cancelled.Token));

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(blocks.NextAsync);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(events.NextAsync);
    }

    [Fact]
    public async Task A_stream_of_another_channel_is_not_found()
    {
        await using var fixture = await StartAsync();

        var e = await Assert.ThrowsAsync<BlockStreamException>(
            () => fixture.Gateway.GetNetwork("other").BlockEventsAsync(ct: Limit).FirstAsync(Limit).AsTask());

        Assert.Equal((Protos.Status.NotFound, false), (e.DeliverStatus, e.IsTransient));
    }

    [Fact]
    public async Task A_request_without_the_hash_of_the_client_certificate_is_refused()
    {
        await using var fixture = await StartAsync();
        var gateway = Protocol.Gateway.Connect(fixture.Connection.Calls, fixture.User.Identity, fixture.User.SigningIdentity);

        var e = await Assert.ThrowsAsync<BlockStreamException>(() => gateway.GetNetwork("mychannel").BlockEventsAsync(ct: Limit).FirstAsync(Limit).AsTask());

        Assert.Equal(Protos.Status.BadRequest, e.DeliverStatus);
    }

    private static async Task<Listener<T>> ListenAsync<T>(GatewayFixture fixture, IAsyncEnumerable<T> stream)
    {
        var before = fixture.Peer.Streams;
        var listener = new Listener<T>(stream.GetAsyncEnumerator(Limit));
        await fixture.Peer.StreamOpenedAsync(before + 1, Limit);
        return listener;
    }

    /// <summary>A stream whose next item is always asked for already, so that the request is at the peer.</summary>
    private sealed class Listener<T>(IAsyncEnumerator<T> items) : IAsyncDisposable
    {
        private Task<bool> next = items.MoveNextAsync().AsTask();

        public async Task<T> NextAsync()
        {
            Assert.True(await next);
            var item = items.Current;
            next = items.MoveNextAsync().AsTask();
            return item;
        }

        public async ValueTask DisposeAsync()
        {
            // An iterator cannot be disposed while it waits; the connection ends it.
            if (next.IsCompleted)
            {
                await next.ContinueWith(_ => { }, TaskScheduler.Default);
                await items.DisposeAsync();
            }
        }
    }
}
