using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>A replay with its state on a disk comes to what one in memory comes to, however often it is stopped on its way.</summary>
public sealed class ReplayFolderTests
{
    private const int Blocks = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    [InlineData(ReplayStore.GatheredBytes)]
    public async Task A_replay_whose_power_is_cut_after_any_block_goes_on_and_reaches_the_same_roots(long gathered)
    {
        using var ledger = new TestLedger();
        var chain = Make(ledger);
        for (var block = 0UL; block <= Blocks; block++)
        {
            var disk = new MemoryDisk("work");
            var stop = new StopAfter(block, () => disk.Fault = "the power is going");
            using (var folder = ReplayFolder.Open(disk, ledger.Genesis.Sha256, gathered))
            {
                // Whoever stops in order writes once more; here the disk takes nothing any more.
                var stopped = await Record.ExceptionAsync(() => folder.RunAsync(from => Stream(chain.Entries, (int)from), new TestContract(), stop, Ct));
                // What stopped it is told, not that last write.
                Assert.Equal("killed", Assert.IsType<IOException>(stopped).Message);
            }

            disk.Fault = null;
            disk.Cut();
            using (var folder = ReplayFolder.Open(disk, ledger.Genesis.Sha256, gathered))
            {
                // With every block written at once the state is that of the block; with all of them gathered there is none.
                if (gathered is 1 or ReplayStore.GatheredBytes)
                    Assert.Equal(gathered == 1 ? stop.Size : 0, folder.Size);
                else
                    Assert.True(folder.Size <= stop.Size);
            }

            var result = await RunAsync(disk, ledger, chain.Entries, gathered);
            Assert.Equal(chain.Head, result.Head, Same);
            Assert.Equal(5UL * Blocks, result.Events);
        }
    }

    [Fact]
    public async Task A_replay_that_is_stopped_again_and_again_reads_every_entry_once_and_the_seal_it_stood_at()
    {
        using var ledger = new TestLedger();
        var chain = Make(ledger);
        var disk = new MemoryDisk("work");
        var read = new List<int>();
        for (var stop = 4; stop < chain.Entries.Count; stop += 6)
            await Assert.ThrowsAsync<IOException>(() => RunAsync(disk, ledger, chain.Entries, ReplayStore.GatheredBytes, stop, read: read));

        var result = await RunAsync(disk, ledger, chain.Entries, ReplayStore.GatheredBytes, read: read);
        Assert.Equal(chain.Head, result.Head, Same);
        Assert.Equal(5UL * Blocks, result.Events);

        // At a stop the last block may be incomplete, and its entries are read again.
        Assert.Equal(Enumerable.Range(0, chain.Entries.Count), read.Distinct().Order());
        Assert.True(read.Count < 2 * chain.Entries.Count, $"{read.Count} of {chain.Entries.Count}");

        var again = await RunAsync(disk, ledger, chain.Entries, ReplayStore.GatheredBytes, read: read);
        Assert.Equal((result.Head.Size, result.Events), (again.Head.Size, again.Events));
        Assert.Equal(result.Seal, again.Seal);
    }

    [Fact]
    public async Task A_changed_entry_is_found_by_a_replay_that_goes_on_and_found_again_the_next_time()
    {
        using var ledger = new TestLedger();
        var chain = Make(ledger);
        var disk = new MemoryDisk("work");
        await Assert.ThrowsAsync<IOException>(() => RunAsync(disk, ledger, chain.Entries, 1, stop: 30));
        var entries = chain.Entries.ToList();
        entries[45] = [.. entries[45]];
        entries[45][^1] ^= 1;

        for (var run = 0; run < 2; run++)
            Assert.Equal(45UL, (await Assert.ThrowsAsync<ReplayException>(() => RunAsync(disk, ledger, entries, 1))).Index);

        Assert.Equal(chain.Head, (await RunAsync(disk, ledger, chain.Entries, 1)).Head, Same);
    }

    [Fact]
    public async Task The_golden_chain_leads_to_its_roots_over_a_folder()
    {
        var golden = GoldenChain.Load();
        using var folder = new TestFolder();
        var chain = new TestChain(golden.Genesis);
        foreach (var block in golden.Blocks.Skip(1))
            chain.Execute(block.Envelopes.Select(Convert.FromHexString));

        using var work = ReplayFolder.Open(folder["work"], golden.Genesis.Sha256);
        var result = await work.RunAsync(from => Stream(chain.Entries, (int)from), new TestContract(), null, Ct);

        Assert.Equal(golden.Blocks[^1].StateRoot, Convert.ToHexStringLower(result.Head.StateRoot));
        Assert.Equal(golden.Blocks[^1].Root, Convert.ToHexStringLower(result.Head.Root));
    }

    [Fact]
    public async Task A_folder_of_another_ledger_of_another_history_or_of_something_else_is_refused_and_left_as_it_was()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger(quorum: 3);
        using var folder = new TestFolder();
        var chain = Make(ledger);
        using (var work = ReplayFolder.Open(folder["work"], ledger.Genesis.Sha256))
            await work.RunAsync(from => Stream(chain.Entries, (int)from), new TestContract(), null, Ct);

        var foreign = Assert.Throws<StoreException>(() => ReplayFolder.Open(folder["work"], other.Genesis.Sha256));
        Assert.Contains("of another ledger", foreign.Message, StringComparison.Ordinal);

        var parted = new TestChain(ledger.Genesis);
        parted.Execute([ledger.Sign("tax", TestContract.AppendEvent("unit/9", "z"))]);
        using (var work = ReplayFolder.Open(folder["work"], ledger.Genesis.Sha256))
        {
            var history = await Assert.ThrowsAsync<StoreException>(
                () => work.RunAsync(from => Stream(parted.Entries, (int)from), new TestContract(), null, Ct));
            Assert.Contains("of another history", history.Message, StringComparison.Ordinal);
        }

        await using (Peer.Open(new PeerOptions
        {
            Organisation = "tax",
            Directory = folder["peer"],
            NewStore = "a test begins",
            Genesis = ledger.Genesis,
            Contract = new TestContract(),
        }))
        {
            // Block 0 is in it.
        }

        var peers = Assert.Throws<StoreException>(() => ReplayFolder.Open(folder["peer"], ledger.Genesis.Sha256));
        Assert.Contains("not the state of a replay", peers.Message, StringComparison.Ordinal);

        using var whole = ReplayFolder.Open(folder["work"], ledger.Genesis.Sha256);
        Assert.Equal(chain.Head, (await whole.RunAsync(from => Stream(chain.Entries, (int)from), new TestContract(), null, Ct)).Head, Same);
    }

    [Fact]
    public async Task A_damaged_folder_is_refused_or_found_on_the_way_and_never_leads_to_another_root()
    {
        using var ledger = new TestLedger();
        using var folder = new TestFolder();
        var chain = Make(ledger);
        using (var work = ReplayFolder.Open(folder["work"], ledger.Genesis.Sha256))
            await Assert.ThrowsAsync<IOException>(() => work.RunAsync(from => Stream(chain.Entries, (int)from, stop: 40), new TestContract(), null, Ct));

        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder["work"], "store")).Where(static file => new FileInfo(file).Length > 0))
        {
            for (var at = 0; at < 4; at++)
            {
                var damaged = folder[$"{Path.GetFileName(file)}-{at}"];
                TestFolder.Copy(folder["work"], damaged);
                var path = Path.Combine(damaged, "store", Path.GetFileName(file));
                var bytes = await File.ReadAllBytesAsync(path, Ct);
                bytes[bytes.Length * at / 4] ^= 0x40;
                await File.WriteAllBytesAsync(path, bytes, Ct);
                try
                {
                    using var work = ReplayFolder.Open(damaged, ledger.Genesis.Sha256);
                    var result = await work.RunAsync(from => Stream(chain.Entries, (int)from), new TestContract(), null, Ct);
                    Assert.Equal(chain.Head, result.Head, Same);
                }
                catch (StoreException)
                {
                    // Named, with what to do.
                }
            }
        }
    }

    private static TestChain Make(TestLedger ledger)
    {
        var chain = new TestChain(ledger.Genesis);
        for (var block = 1; block <= Blocks; block++)
        {
            chain.Execute(Enumerable.Range(0, 5).Select(i => ledger.Sign("tax", i == 4 && block % 3 == 0
                ? TestContract.PutEvent($"unit/{block % 4}", string.Empty)
                : TestContract.AppendEvent($"unit/{i}", $"{block}"))));
        }

        return chain;
    }

    private static async Task<ReplayResult> RunAsync(
        MemoryDisk disk, TestLedger ledger, IReadOnlyList<byte[]> entries, long gathered, int? stop = null, List<int>? read = null)
    {
        using var folder = ReplayFolder.Open(disk, ledger.Genesis.Sha256, gathered);
        return await folder.RunAsync(from => Stream(entries, (int)from, stop, read), new TestContract(), null, Ct);
    }

    /// <summary>Entries from an index on; the connection breaks before the one at <paramref name="stop"/>.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(IReadOnlyList<byte[]> entries, int from, int? stop = null, List<int>? read = null)
    {
        for (var index = from; index < entries.Count; index++)
        {
            if (index == stop)
                throw new IOException("the connection broke");

            read?.Add(index);
            yield return entries[index];
            await Task.Yield();
        }
    }

    private static bool Same(BlockInfo one, BlockInfo other) =>
        (one.Number, one.Size, one.TimeMs) == (other.Number, other.Size, other.TimeMs)
        && one.Root.AsSpan().SequenceEqual(other.Root) && one.StateRoot.AsSpan().SequenceEqual(other.StateRoot);

    /// <summary>Ends a replay once a block is sealed and compared.</summary>
    private sealed class StopAfter(ulong block, Action stopping) : IProgress<ReplayProgress>
    {
        public ulong Size { get; private set; }

        public void Report(ReplayProgress value)
        {
            if (value.Block != block)
                return;

            Size = value.Size;
            stopping();
            throw new IOException("killed");
        }
    }
}
