using Ledger.Chain;

namespace Ledger.Peers.Tests;

public sealed class DamageTests
{
    [Fact]
    public async Task A_flipped_byte_in_the_write_ahead_log_is_named_with_file_and_first_block_lacking()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 100);
        var log = Single(ledger, "*.log");
        Flip(log, new FileInfo(log).Length / 2);

        var e = Assert.Throws<StoreDamagedException>(() => ledger.Open("tax"));

        Assert.Equal(log, e.Path);
        Assert.InRange(e.FirstBlock!.Value, 2UL, 99UL);
        Assert.Contains(log, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flip_anywhere_in_the_write_ahead_log_is_named_or_has_lost_no_more_than_lines_written_after_the_last_block()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 20);
        var log = Single(ledger, "*.log");
        var whole = await File.ReadAllBytesAsync(log, TestNetwork.Limit);
        var random = new Random(7);
        var unseen = 0;
        for (var i = 0; i < 12; i++)
        {
            TestFolder.Copy(ledger.Folder("tax"), ledger.Folder($"flip-{i}"));
            var copy = Path.Combine(ledger.Folder($"flip-{i}"), "store", Path.GetFileName(log));
            Flip(copy, random.NextInt64(whole.Length));

            try
            {
                // Lines are not synced: the end of a log that holds nothing else may be torn, and the newest own line has its file.
                await using var peer = ledger.Open("tax", $"flip-{i}");
                Assert.Equal((20UL, 20UL), (peer.Head.Number, peer.Cosigning.NewestSigned!.Block));
                peer.VerifyStore(null, TestNetwork.Limit);
                unseen++;
            }
            catch (StoreDamagedException)
            {
                // Named.
            }
        }

        Assert.InRange(unseen, 0, 3);
    }

    [Fact]
    public async Task A_torn_tail_that_was_never_acknowledged_is_cut_off()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 20, keys: false);
        var log = Single(ledger, "*.log");
        using (var file = new FileStream(log, FileMode.Open))
        {
            file.SetLength(file.Length - 10);
        }

        await using var peer = ledger.Open("tax", keys: false);

        Assert.Equal(19UL, peer.Head.Number);
        peer.VerifyStore(null, TestNetwork.Limit);
    }

    [Fact]
    public async Task A_shortened_write_ahead_log_is_seen_against_the_last_signed_checkpoint()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 20);
        var log = Single(ledger, "*.log");
        using (var file = new FileStream(log, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        var e = Assert.Throws<StoreDamagedException>(() => ledger.Open("tax"));

        Assert.Equal(log, e.Path);
        Assert.InRange(e.FirstBlock!.Value, 2UL, 20UL);
        Assert.Contains("20 was signed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_removed_on_purpose_is_rebuilt_and_signs_nothing_it_signed_before()
    {
        using var ledger = new TestLedger();
        var envelopes = await FillAsync(ledger, 5);
        Directory.Delete(Path.Combine(ledger.Folder("tax"), "store"), recursive: true);

        await using var peer = ledger.Open("tax", newStore: "removed on purpose");
        for (var i = 0; i < 5; i++)
            await peer.ExecuteAsync(new OrderedBlock((ulong)i + 1, [envelopes[i]]), TestNetwork.Limit);

        await peer.ExecuteAsync(new OrderedBlock(6, [ledger.Sign("tax", TestContract.PutEvent("unit/x", "a"))]), TestNetwork.Limit);
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(0, TestNetwork.Limit))
        {
            Assert.Equal(6UL, line.Block);
            break;
        }
    }

    [Fact]
    public async Task A_store_rebuilt_from_another_history_than_its_keys_signed_signs_nothing_more()
    {
        using var ledger = new TestLedger();
        var envelopes = await FillAsync(ledger, 3);
        Directory.Delete(Path.Combine(ledger.Folder("tax"), "store"), recursive: true);
        var failed = new TaskCompletionSource<PeerStatus>(TaskCreationOptions.RunContinuationsAsynchronously);

        await using var peer = ledger.Open("tax", onStatus: status => failed.TrySetResult(status), newStore: "removed on purpose");
        await peer.ExecuteAsync(new OrderedBlock(1, [envelopes[0]]), TestNetwork.Limit);
        await peer.ExecuteAsync(new OrderedBlock(2, [envelopes[1]]), TestNetwork.Limit);
        await peer.ExecuteAsync(new OrderedBlock(3, [ledger.Sign("tax", TestContract.PutEvent("unit/x", "a"))]), TestNetwork.Limit);
        var status = await failed.Task.WaitAsync(TestNetwork.Limit);

        Assert.Equal(PeerState.Failed, status.State);
        Assert.Contains("signed for block 3", status.Description, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PeerStoppedException>(
            () => peer.ExecuteAsync(new OrderedBlock(4, [ledger.Sign("tax", TestContract.PutEvent("unit/y", "a"))]), TestNetwork.Limit));
    }

    [Fact]
    public async Task A_flipped_byte_in_a_table_file_is_found_when_read_and_by_verify_store()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 50);

        // A second start moves the write-ahead log into table files.
        await using (ledger.Open("tax"))
        {
        }

        var tables = Directory.GetFiles(Path.Combine(ledger.Folder("tax"), "store"), "*.sst");
        Assert.NotEmpty(tables);
        foreach (var table in tables)
            Flip(table, new FileInfo(table).Length / 4);

        var e = await Assert.ThrowsAsync<StoreDamagedException>(async () =>
        {
            await using var peer = ledger.Open("tax");
            peer.VerifyStore(null, TestNetwork.Limit);
        });

        Assert.Contains(".sst", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StoreColumn.Entries)]
    [InlineData(StoreColumn.Hashes)]
    [InlineData(StoreColumn.Leaves)]
    [InlineData(StoreColumn.Pages)]
    [InlineData(StoreColumn.History)]
    [InlineData(StoreColumn.Writes)]
    [InlineData(StoreColumn.Nodes)]
    [InlineData(StoreColumn.Blocks)]
    public async Task A_record_changed_behind_the_engines_back_is_found_by_verify_store_with_its_block(object column)
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 20, keys: false);
        using (var database = RocksDatabase.Open(Path.Combine(ledger.Folder("tax"), "store"), create: false))
        {
            var pairs = database.Scan((StoreColumn)column, [], null).ToList();

            var (key, value) = pairs[pairs.Count / 2];
            value[^1] ^= 1;
            using var batch = database.NewBatch();
            batch.Put((StoreColumn)column, key, value);
            batch.Write(sync: true);
        }

        var e = await Assert.ThrowsAsync<StoreDamagedException>(async () =>
        {
            // What the tree is made again from is found at once.
            await using var peer = ledger.Open("tax", keys: false);
            peer.VerifyStore(null, TestNetwork.Limit);
        });

        Assert.InRange(e.FirstBlock!.Value, 0UL, 20UL);
    }

    [Fact]
    public async Task Every_node_of_the_tree_changed_lacking_or_too_many_is_found_with_a_block()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 20, keys: false);
        var nodes = Pairs(ledger.Folder("tax"));
        Assert.InRange(nodes.Count, 3, 100);
        var damages = nodes.SelectMany(pair => new (byte[] Key, byte[]? Value)[] { (pair.Key, null), (pair.Key, Flipped(pair.Value)) })
            .Append(([15, 15, 15, 15, 15, 15, 15], nodes[0].Value));
        foreach (var (key, value) in damages)
        {
            var name = $"nodes-{Convert.ToHexString(key)}-{value is null}";
            TestFolder.Copy(ledger.Folder("tax"), ledger.Folder(name));
            using (var database = RocksDatabase.Open(Path.Combine(ledger.Folder(name), "store"), create: false))
            using (var batch = database.NewBatch())
            {
                if (value is null)
                {
                    batch.Delete(StoreColumn.Nodes, key);
                }
                else
                {
                    batch.Put(StoreColumn.Nodes, key, value);
                }

                batch.Write(sync: true);
            }

            var e = await Record.ExceptionAsync(async () =>
            {
                await using var peer = ledger.Open("tax", name, keys: false);
                peer.VerifyStore(null, TestNetwork.Limit);
            }) as StoreDamagedException;
            Assert.True(e is not null, name);
            Assert.InRange(e.FirstBlock!.Value, 0UL, 20UL);
        }

        static byte[] Flipped(byte[] value)
        {
            var flipped = (byte[])value.Clone();
            flipped[^1] ^= 1;
            return flipped;
        }
    }

    [Fact]
    public async Task A_store_of_another_layout_is_refused_and_says_what_to_do()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 2);
        using (var database = RocksDatabase.Open(Path.Combine(ledger.Folder("tax"), "store"), create: false))
        using (var batch = database.NewBatch())
        {
            batch.Put(StoreColumn.Meta, StoreLayout.Key, [9]);
            batch.Write(sync: true);
        }

        var e = Assert.Throws<StoreException>(() => ledger.Open("tax"));
        Assert.Contains("layout 9", e.Message, StringComparison.Ordinal);
        Assert.Contains("--new-store", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_with_columns_of_an_older_build_is_refused_and_says_what_to_do()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 2);
        var path = Path.Combine(ledger.Folder("tax"), "store");
        var families = new RocksDbSharp.ColumnFamilies();
        foreach (var name in RocksDbSharp.RocksDb.ListColumnFamilies(new RocksDbSharp.DbOptions(), path))
            families.Add(name, new RocksDbSharp.ColumnFamilyOptions());

        using (var database = RocksDbSharp.RocksDb.Open(new RocksDbSharp.DbOptions(), path, families))
        {
            database.CreateColumnFamily(new RocksDbSharp.ColumnFamilyOptions(), "stale");
        }

        var e = Assert.Throws<StoreException>(() => ledger.Open("tax"));
        Assert.Contains("another build", e.Message, StringComparison.Ordinal);
        Assert.Contains("--new-store", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undamaged_store_verifies()
    {
        using var ledger = new TestLedger();
        await FillAsync(ledger, 20);
        await using var peer = ledger.Open("tax");
        var last = 0UL;

        peer.VerifyStore(new Blocks(number => last = number), TestNetwork.Limit);

        Assert.Equal(20UL, last);
    }

    [Fact]
    public async Task A_store_of_another_genesis_is_refused()
    {
        using var ledger = new TestLedger();
        using var other = new TestLedger();
        await FillAsync(ledger, 2);
        TestFolder.Copy(ledger.Folder("tax"), other.Folder("tax"));

        Assert.Throws<GenesisException>(() => other.Open("tax"));
    }

    [Fact]
    public void A_torn_slot_of_the_signed_checkpoint_leaves_the_one_before()
    {
        using var folder = new TestFolder();
        SignedCheckpointFile.Create(new FolderDisk(folder.Path), "signed");
        using (var file = SignedCheckpointFile.Open(new FolderDisk(folder.Path), "signed"))
        {
            file.Write(7, "seven");
            file.Write(8, "eight");
        }

        Flip(folder["signed"], 4096 + 100);
        using (var file = SignedCheckpointFile.Open(new FolderDisk(folder.Path), "signed"))
        {
            Assert.Equal((7UL, "seven"), (file.Block, file.Note));
        }

        Flip(folder["signed"], 50);
        Assert.Throws<StoreDamagedException>(() => SignedCheckpointFile.Open(new FolderDisk(folder.Path), "signed"));
    }

    private static async Task<List<byte[]>> FillAsync(TestLedger ledger, int blocks, bool keys = true)
    {
        var envelopes = Enumerable.Range(0, blocks).Select(i => ledger.Sign("tax", TestContract.AppendEvent($"unit/{i % 5}", "a"))).ToList();
        // Without keys no block bears the quorum: the base moves for want of memory.
        await using var peer = ledger.Open("tax", keys: keys, tree: keys ? null : new TreeLimits { Bytes = 1 });
        for (var i = 0; i < blocks; i++)
            await peer.ExecuteAsync(new OrderedBlock((ulong)i + 1, [envelopes[i]]), TestNetwork.Limit);

        if (keys)
        {
            await foreach (var line in peer.Cosigning.ReadCosignedAsync((ulong)blocks, TestNetwork.Limit))
            {
                Assert.Equal((ulong)blocks, line.Block);
                break;
            }
        }

        return envelopes;
    }

    private static List<KeyValuePair<byte[], byte[]>> Pairs(string folder)
    {
        using var database = RocksDatabase.OpenReadOnly(Path.Combine(folder, "store"));
        return [.. database.Scan(StoreColumn.Nodes, [], null)];
    }

    private static string Single(TestLedger ledger, string pattern) =>
        Assert.Single(Directory.GetFiles(Path.Combine(ledger.Folder("tax"), "store"), pattern));

    private static void Flip(string path, long position)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = position;
        var value = file.ReadByte();
        file.Position = position;
        file.WriteByte((byte)(value ^ 0x10));
    }

    private sealed class Blocks(Action<ulong> report) : IProgress<ulong>
    {
        public void Report(ulong value) => report(value);
    }
}
