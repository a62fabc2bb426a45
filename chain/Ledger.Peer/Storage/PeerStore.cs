using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers.Stored;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// A peer's store: one atomic synced write per block. One writer at a time; reading is safe from any thread
/// beside it.
/// </summary>
/// <remarks>
/// A page lives in <c>pages</c> as of the head, as <c>version || page</c>. When a block replaces it, the old record
/// moves to <c>history</c> under <c>key || version that replaced it</c>; so reading at a version is one read, and one
/// seek if the page has changed since.
/// </remarks>
internal sealed class PeerStore : IBlockStore, IMerkleHashReader, IDisposable
{
    /// <summary>Versions retained at least, whatever has a quorum.</summary>
    public const ulong RetainedBlocks = 1000;

    /// <summary>Versions dropped per block at most, so that a backlog does not stop the peer.</summary>
    private const ulong PrunedPerBlock = 8;

    private const int VersionSize = StoreKeys.NumberSize;
    private static readonly byte[] OldestKey = "oldest"u8.ToArray();
    private static readonly byte[] DivergenceKey = "divergence"u8.ToArray();
    private static readonly byte[] AlarmsStart = "alarm/"u8.ToArray();
    private static readonly byte[] AlarmsEnd = "alarm0"u8.ToArray();

    private readonly IPeerDisk disk;
    private readonly IColumnStore columns;
    private readonly Action<StorePoint>? probe;
    private readonly StoreTree tree;
    private volatile BlockInfo? head;
    private ulong oldest;
    private ulong systemBlock;
    private (SealedBlock Block, ulong Kept, StateFold? Fold)? unsettled;

    private PeerStore(IPeerDisk disk, IColumnStore columns, long treeCacheBytes, TreeLimits limits, Action<StorePoint>? probe)
    {
        this.disk = disk;
        this.columns = columns;
        this.probe = probe;
        head = ReadNewestBlock();
        tree = StoreTree.Open(columns, head?.Number, treeCacheBytes, limits);
        systemBlock = head?.Number ?? 0;
        Frontier = MerkleFrontier.Load(head?.Size ?? 0, this);
        oldest = columns.Get(StoreColumn.Meta, OldestKey) is { } value ? BinaryPrimitives.ReadUInt64BigEndian(value) : 0;
        Lines = new StoredLines(columns);
        columns.OnRead = probe is null ? null : () => probe(StorePoint.BeforeRead);
    }

    public BlockInfo? Head => head;

    public StateTree Tree => tree.Tree;

    public MerkleFrontier Frontier { get; private set; }

    /// <summary>Cosignatures; every block takes along those that wait.</summary>
    public StoredLines Lines { get; }

    /// <summary>Oldest version whose pages can be read.</summary>
    public ulong Oldest => Volatile.Read(ref oldest);

    /// <summary>Oldest version whose pages can be proved.</summary>
    public ulong OldestProvable => tree.Oldest;

    /// <summary>Newest block that may have changed a page of the chain's own; while it stays, what such pages say stays.</summary>
    public ulong SystemBlock => Volatile.Read(ref systemBlock);

    public string Path => columns.Path;

    /// <summary>Called when something could not be written, by whoever tried.</summary>
    public Action<StoreException>? OnFault { get; set; }

    /// <summary>Whether a write failed: nothing more is written until <see cref="Reopen"/>.</summary>
    public bool IsSuspect => columns.IsSuspect;

    /// <summary>Opens a store, or creates it; looked through before (<see cref="StoreSurvey"/>).</summary>
    /// <exception cref="StoreDamagedException">Its write-ahead log or its files are damaged.</exception>
    public static PeerStore Open(IPeerDisk disk, long treeCacheBytes, TreeLimits limits, Action<StorePoint>? probe = null, bool create = false) =>
        Open(disk, disk.OpenStore(create), treeCacheBytes, limits, probe);

    /// <summary>Opens a store for reading, so that nothing of it is changed; it was looked through before.</summary>
    /// <exception cref="StoreDamagedException">Its write-ahead log or its files are damaged.</exception>
    public static PeerStore OpenReadOnly(IPeerDisk disk, long treeCacheBytes) => Open(disk, disk.ReadStore()!, treeCacheBytes, new TreeLimits(), probe: null);

    /// <summary>The store as it is now, read anew from the disk, whatever is written meanwhile; disposed of before the store is.</summary>
    public PeerStore TakeSnapshot() => Open(disk, columns.TakeSnapshot(), StateTree.DefaultCacheBytes, new TreeLimits(), probe: null);

    /// <summary>Writes a copy as of now into a new folder on the same disk.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    /// <exception cref="NotSupportedException">It stands in no folder.</exception>
    public void Checkpoint(string folder) =>
        (columns as RocksDatabase ?? throw new NotSupportedException($"The store in {Path} has no files to copy.")).Checkpoint(folder);

    /// <summary>A page as of the head; null when absent, as what no key can be always is.</summary>
    public byte[]? ReadPage(string key) => ReadStored(key)?.Bytes;

    public StoredPage? ReadStored(string key)
    {
        Span<byte> name = stackalloc byte[PageKeys.MaxSize];
        return Encoding.UTF8.TryGetBytes(key, name, out var length) && columns.Get(StoreColumn.Pages, name[..length], out var version) is { } page
            ? new StoredPage(version, page)
            : null;
    }

    /// <summary>A page as it stood after a block; null when absent.</summary>
    /// <exception cref="VersionNotRetainedException">The block is not made yet, or its state was dropped.</exception>
    public byte[]? ReadPage(string key, ulong version)
    {
        CheckRetained(version);
        if (ReadStored(key) is { } newest && newest.Version <= version)
            return newest.Bytes;

        // The first record replaced after the version asked for is the one in force then, if it was written by then.
        var name = Encoding.UTF8.GetBytes(key);
        var record = version == ulong.MaxValue ? null : columns.First(StoreColumn.History, StoreKeys.At(name, version + 1), name, name.Length + VersionSize);
        return record is not null && BinaryPrimitives.ReadUInt64BigEndian(record) <= version ? record[VersionSize..] : null;
    }

    public void Read(int level, ulong index, Span<byte> destination)
    {
        Span<byte> key = stackalloc byte[1 + sizeof(ulong)];
        StoreKeys.Hash(level, index, key);
        var hash = columns.Get(StoreColumn.Hashes, key) ?? throw new KeyNotFoundException($"No hash is stored for level {level}, index {index}.");
        hash.CopyTo(destination);
    }

    public byte[]? ReadEntry(ulong index) => columns.Get(StoreColumn.Entries, StoreKeys.Number(index));

    /// <summary>Where an entry stands; null when it is not on this ledger.</summary>
    public (ulong Index, ulong Block)? FindLeaf(ReadOnlySpan<byte> leafHash) =>
        columns.Get(StoreColumn.Leaves, leafHash) is { } value
            ? (BinaryPrimitives.ReadUInt64BigEndian(value), BinaryPrimitives.ReadUInt64BigEndian(value.AsSpan(sizeof(ulong))))
            : null;

    public BlockRecord? ReadBlock(ulong number) =>
        columns.Get(StoreColumn.Blocks, StoreKeys.Number(number)) is { } value ? BlockRecord.Parser.ParseFrom(value) : null;

    /// <summary>What a block's entries wrote: hashes always, keys while the block's state is retained.</summary>
    public BlockWrites? ReadWrites(ulong number)
    {
        if (columns.Get(StoreColumn.Writes, StoreKeys.Number(number)) is { } value)
            return BlockWrites.Parser.ParseFrom(value);

        if (ReadBlock(number) is not { } record)
            return null;

        var writes = new BlockWrites { Block = number };
        for (var i = 0; i < record.EntryCount; i++)
        {
            var index = record.FirstEntry + (ulong)i;
            writes.Entries.Add(new EntryWrites
            {
                Index = index,
                LeafHash = ByteString.CopyFrom(MerkleHash.Leaf(ReadEntry(index))),
                Hash = ByteString.CopyFrom(record.WriteHashes.Span.Slice(32 * i, 32)),
            });
        }

        return writes;
    }

    /// <summary>Writes a block, all of it or nothing; durable when it returns.</summary>
    /// <param name="block">The block that follows the head.</param>
    /// <param name="quorumBlock">Newest block known to bear the quorum: from it on pages of every version stay, and proofs while their trees
    /// take no more than four times the memory allowed (<see cref="TreeLimits.Bytes"/>).</param>
    /// <exception cref="StoreException">It could not be written; whether it is there shows after <see cref="Reopen"/>.</exception>
    public void Commit(SealedBlock block, ulong quorumBlock)
    {
        columns.ThrowIfSuspect();
        using var batch = columns.NewBatch();
        Add(batch, block);
        // What the base of the tree lacks is made again from what those blocks wrote.
        var retain = Math.Min(
            Math.Min(quorumBlock, block.Info.Number - Math.Min(block.Info.Number, RetainedBlocks)), Tree.FirstToRestore - Math.Min(Tree.FirstToRestore, 1));
        var kept = Prune(batch, retain);
        var fold = head is null ? null : tree.Fold(batch, head.Number, quorumBlock);
        unsettled = (block, kept, fold);
        Try(() =>
        {
            probe?.Invoke(StorePoint.BeforeBlockWrite);
            var lines = Lines.Ride(batch);
            batch.Write(sync: true);
            Lines.Settle(lines);
            probe?.Invoke(StorePoint.AfterBlockWrite);
        });
        Settle(block, kept, fold);
    }

    /// <summary>Opens the store anew after a write that failed, and looks whether the block that was being written is there; only by who is writing.</summary>
    /// <param name="organisation">Whose peer it is.</param>
    /// <returns>The block if it is there, whole, and is the head now; null when the head is what it was.</returns>
    /// <exception cref="StoreDamagedException">The store is damaged, or its head is neither.</exception>
    /// <exception cref="StoreException">It cannot be opened yet.</exception>
    public BlockInfo? Reopen(string organisation)
    {
        columns.Reopen(() => StoreSurvey.Read(disk, organisation, cosignerKeyId: null));
        try
        {
            return CompareHead();
        }
        catch
        {
            // What was not compared to its end is not gone on with: the next attempt begins again.
            columns.Suspect();
            throw;
        }
    }

    private BlockInfo? CompareHead()
    {
        Lines.Load();
        var found = ReadNewestBlock();
        if (IsSame(found, head))
        {
            unsettled = null;
            return null;
        }

        if (unsettled is not var (block, kept, fold) || !IsSame(found, block.Info))
        {
            throw new StoreDamagedException(
                $"The store in {Path}, opened anew after a write that failed, ends at block {found?.Number}; block {head?.Number} was durable in it. Rebuild this peer by replay.",
                Path,
                head?.Number);
        }

        Settle(block, kept, fold);
        return block.Info;
    }

    /// <summary>Writes the cosignatures that wait, when no block comes to take them along.</summary>
    public void WriteLines() => Lines.Write(batch => Try(() => batch.Write(sync: false)));

    public DivergenceRecord? ReadDivergence() =>
        columns.Get(StoreColumn.Meta, DivergenceKey) is { } value ? DivergenceRecord.Parser.ParseFrom(value) : null;

    public void WriteDivergence(DivergenceRecord record)
    {
        using var batch = columns.NewBatch();
        batch.Put(StoreColumn.Meta, DivergenceKey, record.ToByteArray());
        Try(() => batch.Write(sync: true));
    }

    /// <summary>Copies of the lines of the file of alarms.</summary>
    public IEnumerable<string> ReadAlarms() => columns.Scan(StoreColumn.Meta, AlarmsStart, AlarmsEnd).Select(pair => Encoding.UTF8.GetString(pair.Value));

    /// <summary>Keeps a copy of a line of the file of alarms.</summary>
    public void WriteAlarm(string line)
    {
        var value = Encoding.UTF8.GetBytes(line);
        using var batch = columns.NewBatch();
        batch.Put(StoreColumn.Meta, [.. AlarmsStart, .. System.Security.Cryptography.SHA256.HashData(value)], value);
        Try(() => batch.Write(sync: true));
    }

    /// <summary>Every page as of the head, in order of keys; reads every byte of the column.</summary>
    public IEnumerable<(string Key, ulong Version, byte[] Page)> ScanPages() => ScanPages("");

    /// <summary>Pages as of the head whose keys begin with a text, in order of keys.</summary>
    public IEnumerable<(string Key, ulong Version, byte[] Page)> ScanPages(string prefix)
    {
        var start = Encoding.UTF8.GetBytes(prefix);
        return columns.Scan(StoreColumn.Pages, start, null).TakeWhile(pair => pair.Key.AsSpan().StartsWith(start)).Select(pair =>
            (Encoding.UTF8.GetString(pair.Key), BinaryPrimitives.ReadUInt64BigEndian(pair.Value), pair.Value[VersionSize..]));
    }

    /// <summary>Reads every block of every table file, so that the engine checks each against its checksum.</summary>
    public void ReadEverything() => columns.ReadEverything();

    public void CheckRetained(ulong version)
    {
        var newest = head?.Number ?? 0;
        if (version < Oldest || version > newest)
            throw new VersionNotRetainedException(version, Oldest, newest);
    }

    /// <exception cref="VersionNotRetainedException">The block is not made yet, or the tree of its state was dropped.</exception>
    public void CheckProvable(ulong version)
    {
        var newest = head?.Number ?? 0;
        if (version < OldestProvable || version > newest)
            throw new VersionNotRetainedException(version, OldestProvable, newest);
    }

    /// <summary>Compares the nodes stored with the tree that they are of, see <see cref="StoreTree.CheckBase"/>.</summary>
    public void CheckTreeBase(CancellationToken ct) => tree.CheckBase(ct);

    public void Dispose() => columns.Dispose();

    private static PeerStore Open(IPeerDisk disk, IColumnStore opened, long treeCacheBytes, TreeLimits limits, Action<StorePoint>? probe)
    {
        try
        {
            return new PeerStore(disk, opened, treeCacheBytes, limits, probe);
        }
        catch (KeyNotFoundException e)
        {
            var path = opened.Path;
            opened.Dispose();
            throw new StoreDamagedException($"The store in {path} lacks a hash of its log: {e.Message} Rebuild this peer by replay.", path, inner: e);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void Add(IColumnBatch batch, SealedBlock block)
    {
        var info = block.Info;
        var index = info.FirstEntry;
        var writes = new BlockWrites { Block = info.Number };
        var writeHashes = new byte[32 * block.Entries.Count];
        Span<byte> key = stackalloc byte[1 + sizeof(ulong)];
        Span<byte> place = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(place[sizeof(ulong)..], info.Number);
        foreach (var entry in block.Entries)
        {
            entry.WriteHash.CopyTo(writeHashes, (int)(32 * (index - info.FirstEntry)));
            writes.Entries.Add(new EntryWrites
            {
                Index = index,
                LeafHash = UnsafeByteOperations.UnsafeWrap(entry.LeafHash),
                Hash = UnsafeByteOperations.UnsafeWrap(entry.WriteHash),
                Writes = entry.Writes,
            });
            AddEntry(batch, index++, entry.Bytes, entry.LeafHash, place);
        }

        AddEntry(batch, index, block.SealEntry, info.SealHash, place);
        foreach (var hash in block.Hashes)
        {
            StoreKeys.Hash(hash.Level, hash.Index, key);
            batch.Put(StoreColumn.Hashes, key, hash.Hash);
        }

        AddPages(batch, block);
        // Every column says how far it goes, so that one that lost its newest file is seen at the next start.
        foreach (var column in Enum.GetValues<StoreColumn>())
            batch.Put(column, [], StoreKeys.Number(info.Number));

        batch.Put(StoreColumn.Meta, StoreSurvey.MarkKey, columns.TakeMark());
        batch.Put(StoreColumn.Meta, StoreLayout.Key, StoreLayout.Present);
        batch.Put(StoreColumn.Writes, StoreKeys.Number(info.Number), writes.ToByteArray());
        batch.Put(StoreColumn.Blocks, StoreKeys.Number(info.Number), info.ToRecord(UnsafeByteOperations.UnsafeWrap(writeHashes)).ToByteArray());
    }

    private static void AddEntry(IColumnBatch batch, ulong index, byte[] bytes, byte[] leafHash, Span<byte> place)
    {
        BinaryPrimitives.WriteUInt64BigEndian(place, index);
        batch.Put(StoreColumn.Entries, place[..sizeof(ulong)], bytes);
        batch.Put(StoreColumn.Leaves, leafHash, place);
    }

    private static void AddPages(IColumnBatch batch, SealedBlock block)
    {
        var record = new ArrayBufferWriter<byte>(1024);
        Span<byte> at = stackalloc byte[PageKeys.MaxSize + VersionSize];
        foreach (var (key, page) in block.Pages)
        {
            var length = Encoding.UTF8.GetBytes(key, at);
            if (block.Replaced.TryGetValue(key, out var replaced))
            {
                BinaryPrimitives.WriteUInt64BigEndian(at[length..], block.Info.Number);
                batch.Put(StoreColumn.History, at[..(length + VersionSize)], Record(record, replaced.Version, replaced.Bytes));
            }

            if (page is null)
            {
                batch.Delete(StoreColumn.Pages, at[..length]);
            }
            else
            {
                batch.Put(StoreColumn.Pages, at[..length], Record(record, block.Info.Number, page));
            }
        }
    }

    private static ReadOnlySpan<byte> Record(ArrayBufferWriter<byte> record, ulong version, ReadOnlySpan<byte> page)
    {
        record.ResetWrittenCount();
        BinaryPrimitives.WriteUInt64BigEndian(record.GetSpan(VersionSize), version);
        record.Advance(VersionSize);
        record.Write(page);
        return record.WrittenSpan;
    }

    /// <summary>Drops what only versions before <paramref name="retain"/> need, a few versions at a time.</summary>
    private ulong Prune(IColumnBatch batch, ulong retain)
    {
        var target = Math.Min(retain, Oldest + PrunedPerBlock);
        if (target <= Oldest)
            return Oldest;

        for (var version = Oldest + 1; version <= target; version++)
        {
            var writes = columns.Get(StoreColumn.Writes, StoreKeys.Number(version));
            foreach (var page in BlockWrites.Parser.ParseFrom(writes ?? []).Entries.SelectMany(entry => entry.Writes.Pages))
            {
                if (!page.Key.StartsWith(PageKeys.Applied, StringComparison.Ordinal))
                    batch.Delete(StoreColumn.History, StoreKeys.At(Encoding.UTF8.GetBytes(page.Key), version));
            }

            batch.Delete(StoreColumn.Writes, StoreKeys.Number(version));
        }

        batch.Put(StoreColumn.Meta, OldestKey, StoreKeys.Number(target));
        return target;
    }

    /// <summary>Writes; a store that failed to is not written to again before it was opened anew.</summary>
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            columns.Suspect();
            OnFault?.Invoke(e);
            throw;
        }
    }

    /// <summary>A block is durable: it is the head.</summary>
    private void Settle(SealedBlock block, ulong kept, StateFold? fold)
    {
        unsettled = null;
        tree.Settle(block.StateUpdate, fold);
        Frontier = block.Frontier;
        Volatile.Write(ref oldest, kept);
        if (block.ChangesSystem)
            Volatile.Write(ref systemBlock, block.Info.Number);

        head = block.Info;
    }

    private static bool IsSame(BlockInfo? one, BlockInfo? other) =>
        one?.Number == other?.Number && one?.Size == other?.Size && (one is null || one.Root.AsSpan().SequenceEqual(other!.Root));

    private BlockInfo? ReadNewestBlock() =>
        columns.Last(StoreColumn.Blocks) is { } value ? BlockRecord.Parser.ParseFrom(value).ToInfo() : null;
}
