using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain.Tests;

public sealed class ReplayTests
{
    [Fact]
    public async Task A_replay_reaches_root_and_state_root_of_the_chain()
    {
        using var ledger = new TestLedger();
        var (entries, head) = Make(ledger);

        var result = await RunAsync(entries, ledger.Genesis.Sha256);

        Assert.Equal(head.Root, result.Head.Root);
        Assert.Equal(head.StateRoot, result.Head.StateRoot);
        Assert.Equal(41UL, result.Events);
    }

    [Fact]
    public async Task What_is_read_ahead_of_the_seals_is_bounded_in_bytes_whatever_a_block_has()
    {
        using var ledger = new TestLedger();
        var chain = new TestChain(ledger.Genesis);
        for (var block = 1; block <= 30; block++)
            chain.Execute(Enumerable.Range(0, 5).Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i}", $"{block}"))));

        var bytes = chain.Entries.Select(static entry => (long)entry.Length).ToList();
        var largest = 6 * bytes.Max();
        var (read, settled, most) = (0L, 0L, 0L);
        async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync()
        {
            foreach (var entry in chain.Entries)
            {
                read += entry.Length;
                most = Math.Max(most, read - Interlocked.Read(ref settled));
                yield return entry;
                await Task.Yield();
            }
        }

        var sealedBlocks = new Settled(size => Interlocked.Exchange(ref settled, bytes.Take((int)size).Sum()));
        var result = await Replay.RunAsync(StreamAsync(), ledger.Genesis.Sha256, new TestContract(), new MemoryBlockStore(), sealedBlocks,
            TestContext.Current.CancellationToken, bytesBetween: 2 * largest);

        Assert.Equal(chain.Head.Root, result.Head.Root);
        // What may fly, and the block that waits for its turn.
        Assert.InRange(most, largest / 6, 3 * largest);
    }

    [Fact]
    public async Task Entries_without_end_and_without_a_seal_are_refused_before_they_fill_the_memory()
    {
        using var ledger = new TestLedger();
        var (made, _) = Make(ledger);
        var read = 0L;
        async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync()
        {
            foreach (var entry in made)
                yield return entry;

            var envelope = new byte[EntryCodec.MaxBytes];
            envelope[0] = made[^2][0];
            for (; ; read += envelope.Length)
            {
                yield return envelope;
                await Task.Yield();
            }
        }

        var e = await Assert.ThrowsAsync<ReplayException>(() => Replay.RunAsync(
            StreamAsync(), ledger.Genesis.Sha256, new TestContract(), progress: null, TestContext.Current.CancellationToken));

        Assert.Contains("without a seal", e.Message, StringComparison.Ordinal);
        Assert.InRange(read, Replay.MaxBlockBytes - EntryCodec.MaxBytes, Replay.MaxBlockBytes + EntryCodec.MaxBytes);
    }

    [Fact]
    public void Large_envelopes_are_kept_within_a_bound_of_bytes()
    {
        using var ledger = new TestLedger();
        var cache = new EnvelopeVerificationCache();
        var envelopes = Enumerable.Range(0, 400)
            .Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i}", new string('a', 60_000)))).ToList();
        DecodedEnvelope Get(int i) => cache.TryGet(envelopes[i], out var decoded, out _) ? decoded : throw new InvalidOperationException();

        var first = Get(0);
        Assert.Same(first, Get(0));
        var bytes = 0L;
        for (var i = 1; i < envelopes.Count; i++)
            bytes += Get(i).Entry.Length;

        Assert.True(bytes > EnvelopeVerificationCache.MaxBytes);
        Assert.Same(Get(envelopes.Count - 1), Get(envelopes.Count - 1));
        Assert.NotSame(first, Get(0));
    }

    [Fact]
    public async Task Another_genesis_is_refused()
    {
        using var ledger = new TestLedger();
        var (entries, _) = Make(ledger);

        await Assert.ThrowsAsync<GenesisException>(() => RunAsync(entries, new byte[32]));
    }

    [Theory]
    [InlineData("bit")]
    [InlineData("drop")]
    [InlineData("swap")]
    [InlineData("repeat")]
    [InlineData("no-seal")]
    [InlineData("drop-seal")]
    [InlineData("state-root")]
    public async Task A_changed_stream_is_refused_naming_the_entry(string change)
    {
        using var ledger = new TestLedger();
        var (entries, _) = Make(ledger);
        switch (change)
        {
            case "bit":
                entries[20] = [.. entries[20]];
                entries[20][^1] ^= 1;
                break;
            case "drop":
                entries.RemoveAt(20);
                break;
            case "swap":
                (entries[19], entries[20]) = (entries[20], entries[19]);
                break;
            case "repeat":
                entries.Insert(20, entries[20]);
                break;
            case "no-seal":
                entries.RemoveAt(entries.Count - 1);
                break;
            case "drop-seal":
                entries.RemoveAt(entries.FindIndex(5, e => e[0] == 0x12));
                break;
            default:
                var seal = EntryCodec.Parse(entries[^1]).Seal;
                seal.StateRoot = Google.Protobuf.ByteString.CopyFrom(new byte[32]);
                entries[^1] = EntryCodec.Encode(seal);
                break;
        }

        var e = await Assert.ThrowsAsync<ReplayException>(() => RunAsync(entries, ledger.Genesis.Sha256));

        Assert.InRange(e.Index, 3UL, (ulong)entries.Count);
    }

    private static (List<byte[]> Entries, BlockInfo Head) Make(TestLedger ledger)
    {
        var chain = new TestChain(ledger.Genesis);
        for (var block = 1; block <= 8; block++)
            chain.Execute(Enumerable.Range(0, 5).Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i}", "a"))));

        chain.Execute([ledger.Sign("tax", TestContract.PutEvent("unit/1", string.Empty))],
            new FabricBlock { Number = 77, HeaderHash = Google.Protobuf.ByteString.CopyFrom(new byte[32]) });
        return ([.. chain.Entries], chain.Head);
    }

    private static Task<ReplayResult> RunAsync(List<byte[]> entries, byte[] genesisSha256) => Replay.RunAsync(
        entries.Select(entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable(), genesisSha256, new TestContract(), null,
        TestContext.Current.CancellationToken);

    private sealed class Settled(Action<ulong> tell) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => tell(value.Size);
    }
}
