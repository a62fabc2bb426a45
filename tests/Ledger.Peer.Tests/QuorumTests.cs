using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

public sealed class QuorumTests
{
    private static readonly string[] WithoutTax = ["finance", "registration", "transaction"];

    [Fact]
    public async Task With_a_peer_missing_an_envelope_is_ordered_and_its_receipt_comes_when_the_peer_is_back()
    {
        using var ledger = new TestLedger();
        await using var network = new TestNetwork(ledger, WithoutTax);
        var leafHash = await network.SubmitAsync("registration", TestContract.PutEvent("unit/1", "a"));
        await network.SubmitAsync("registration", TestContract.PutEvent("unit/2", "b"));
        await Task.WhenAll(network.Peers.Select(p => p.WaitForBlockAsync(2, TestNetwork.Limit)));
        Assert.All(network.Peers, p => Assert.Null(p.GetReceipt(leafHash)));

        network.Add(ledger.Open("tax"));

        foreach (var peer in network.Peers)
        {
            var receipt = await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);
            Assert.True(TlogProof.Parse(receipt.Proof).Verify(leafHash, ReceiptTests.PolicyOf(ledger)).IsValid);
        }
    }

    [Fact]
    public async Task A_quorum_of_three_of_four_gives_receipts_without_the_fourth_and_later_ones_bear_its_line_too()
    {
        using var ledger = new TestLedger(quorum: 3);
        await using var network = new TestNetwork(ledger, WithoutTax);
        var leafHash = await network.SubmitAsync("registration", TestContract.PutEvent("unit/1", "a"));

        var receipt = await network["finance"].WaitForReceiptAsync(leafHash, TestNetwork.Limit);
        Assert.True(TlogProof.Parse(receipt.Proof).Verify(leafHash, ReceiptTests.PolicyOf(ledger, 3)).IsValid);

        network.Add(ledger.Open("tax"));
        while (TlogProof.Parse(network["finance"].GetReceipt(leafHash)!.Proof).Note.Signatures.Count < 5)
            await Task.Delay(5, TestNetwork.Limit);

        Assert.True(TlogProof.Parse(network["finance"].GetReceipt(leafHash)!.Proof).Verify(leafHash, ReceiptTests.PolicyOf(ledger)).IsValid);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0)]
    [InlineData(5)]
    public void A_quorum_that_lets_two_histories_meet_is_refused_at_start(uint quorum) =>
        Assert.Throws<GenesisException>(() => new TestLedger(quorum));

    [Fact]
    public async Task After_a_replacement_of_a_lost_peers_keys_receipts_flow_again_for_old_and_new_entries()
    {
        using var ledger = new TestLedger();
        await using var network = new TestNetwork(ledger, WithoutTax);
        var before = await network.SubmitAsync("registration", TestContract.PutEvent("unit/1", "a"));
        ledger["tax"].Renew();
        var keys = TestLedger.KeysOf(ledger["tax"]);
        var replace = new ReplaceKeys { CreditCode = ledger["tax"].CreditCode, LogKey = keys.LogKey, CosignerKey = keys.CosignerKey };
        var proposal = await network.SubmitAsync("registration", TestLedger.EventOf(replace));
        await network.SubmitAsync("finance", TestLedger.Approve(proposal));
        await network.SubmitAsync("transaction", TestLedger.Approve(proposal));

        var rebuilt = network.Add(ledger.Open("tax", "tax-rebuilt"));
        var after = await network.SubmitAsync("registration", TestContract.PutEvent("unit/2", "b"));

        foreach (var leafHash in new[] { before, after })
        {
            foreach (var peer in network.Peers)
            {
                var receipt = await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);
                Assert.True(TlogProof.Parse(receipt.Proof).Verify(leafHash, ReceiptTests.PolicyOf(ledger)).IsValid);
            }
        }

        Assert.Equal(network["registration"].Head.StateRoot, rebuilt.Head.StateRoot);
    }

    [Fact]
    public async Task With_a_thousand_blocks_lacking_the_quorum_ordering_takes_in_governance_only()
    {
        await using var single = new SinglePeer(options: new EmbeddedOrderingOptions { MaxEntries = 1 });
        var first = single.Ledger.Sign("tax", TestContract.PutEvent("unit/first", "a"));
        await single.SubmitAsync(first);
        var envelopes = Enumerable.Range(0, (int)PeerCosigning.MaxBlocksWithoutQuorum)
            .Select(i => single.Ledger.Sign("tax", TestContract.PutEvent($"unit/{i}", "a"))).ToList();
        foreach (var chunk in envelopes.Chunk(100))
            await Task.WhenAll(chunk.Select(single.SubmitAsync));

        Assert.IsType<SubmitResult.Busy>(await single.SubmitAsync("tax", TestContract.PutEvent("unit/x", "a")));
        Assert.IsType<SubmitResult.Duplicate>(await single.SubmitAsync(first));
        Assert.IsType<SubmitResult.Admitted>(await single.SubmitAsync("tax", TestLedger.EventOf(new ActivateProfile { Profile = 2 })));
    }

    [Fact]
    public async Task A_line_that_does_not_verify_or_is_by_a_stranger_is_dropped()
    {
        using var ledger = new TestLedger();
        await using var tax = ledger.Open("tax");
        await using var finance = ledger.Open("finance", keys: false);
        var line = await FirstLineAsync(tax);
        var broken = line.Clone();
        broken.Root = ByteString.CopyFrom(new byte[32]);
        var stranger = line.Clone();
        stranger.Line = new Cosigner("stranger.example", new byte[32])
            .Cosign(new Checkpoint(TestLedger.Origin, line.Size, line.Root.Span), TimeProvider.System.GetUtcNow()).Line.ToString();

        Assert.Equal(CosignatureOutcome.Invalid, finance.Cosigning.AddCosignature(broken));
        Assert.Equal(CosignatureOutcome.Invalid, finance.Cosigning.AddCosignature(stranger));
        Assert.Equal(CosignatureOutcome.Invalid, finance.Cosigning.AddCosignature(new Cosigned { Line = "x" }));
        Assert.Equal(CosignatureOutcome.Stored, finance.Cosigning.AddCosignature(line));
        Assert.Equal(CosignatureOutcome.Known, finance.Cosigning.AddCosignature(line));
    }

    [Fact]
    public async Task A_recosigned_checkpoint_replaces_the_line_by_one_with_the_new_time()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.GenesisTime));
        using var ledger = new TestLedger { Time = time };
        await using var tax = ledger.Open("tax");
        await using var lines = tax.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await lines.MoveNextAsync());
        var first = lines.Current;

        time.Advance(TimeSpan.FromSeconds(90));
        Assert.True(tax.Cosigning.RequestRecosign());
        Assert.False(tax.Cosigning.RequestRecosign());
        Assert.True(await lines.MoveNextAsync());
        var second = lines.Current;

        Assert.Equal(first.Block, second.Block);
        Assert.NotEqual(first.Line, second.Line);
        await using var finance = ledger.Open("finance", keys: false);
        Assert.Equal(CosignatureOutcome.Stored, finance.Cosigning.AddCosignature(second));
        Assert.Equal(CosignatureOutcome.Known, finance.Cosigning.AddCosignature(first));
    }

    [Fact]
    public async Task A_line_signed_again_reaches_a_peer_that_lacks_no_line_of_its_signer()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.GenesisTime));
        using var ledger = new TestLedger { Time = time };
        await using var tax = ledger.Open("tax");
        await using var finance = ledger.Open("finance", keys: false);
        var first = await FirstLineAsync(tax);
        Assert.Equal(CosignatureOutcome.Stored, finance.Cosigning.AddCosignature(first));
        Assert.Equal(1UL, finance.Cosigning.NextWanted("tax"));
        time.Advance(TimeSpan.FromSeconds(90));
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(TestNetwork.Limit);
        var source = new PassingSource(tax.Cosigning);
        var following = CosignatureFollower.RunAsync(finance.Cosigning, source, stopping.Token);

        Assert.True(tax.Cosigning.RequestRecosign());

        await foreach (var line in source.Passed.Reader.ReadAllAsync(TestNetwork.Limit))
        {
            if (line.Line != first.Line)
                break;
        }

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task An_idle_peer_cosigns_again_after_an_hour()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.GenesisTime));
        using var ledger = new TestLedger { Time = time };
        await using var tax = ledger.Open("tax");
        await using var lines = tax.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await lines.MoveNextAsync());
        var next = lines.MoveNextAsync().AsTask();

        // The peer's timer is set some time after its first line left.
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.True(await next);
        Assert.Equal(0UL, lines.Current.Block);
    }

    [Fact]
    public async Task A_peer_started_again_days_later_cosigns_the_newest_checkpoint_again_at_once()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds((long)TestLedger.GenesisTime));
        using var ledger = new TestLedger { Time = time };
        Cosigned before;
        await using (var tax = ledger.Open("tax"))
        {
            before = await FirstLineAsync(tax);
        }

        time.Advance(TimeSpan.FromDays(3));
        await using var again = ledger.Open("tax");

        await foreach (var line in again.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            if (line.Line != before.Line)
                break;
        }
    }

    [Fact]
    public async Task Lines_stored_are_served_again_after_a_restart()
    {
        using var ledger = new TestLedger();
        await using (var tax = ledger.Open("tax"))
        {
            await tax.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]), TestNetwork.Limit);
            await foreach (var line in tax.Cosigning.ReadCosignedAsync(1, TestNetwork.Limit))
            {
                Assert.Equal(1UL, line.Block);
                break;
            }
        }

        await using var again = ledger.Open("tax");
        var blocks = new List<ulong>();
        await foreach (var line in again.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            blocks.Add(line.Block);
            if (blocks.Count == 2)
                break;
        }

        Assert.Equal([0UL, 1UL], blocks);
    }

    private static async Task<Cosigned> FirstLineAsync(Peer peer)
    {
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
            return line;

        throw new InvalidOperationException("No line.");
    }

    /// <summary>Another peer's lines, seen as they pass.</summary>
    private sealed class PassingSource(PeerCosigning lines) : ICosignatureSource
    {
        public Channel<Cosigned> Passed { get; } = Channel.CreateUnbounded<Cosigned>();

        public string Organisation => lines.Organisation;

        public async IAsyncEnumerable<Cosigned> ReadCosignedAsync(ulong fromBlock, [EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var line in lines.ReadCosignedAsync(fromBlock, ct))
            {
                await Passed.Writer.WriteAsync(line, ct);
                yield return line;
            }
        }
    }
}
