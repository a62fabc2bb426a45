using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Peers.Stored;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Reads a whole store, opened for this and not written meanwhile, and recomputes every hash of it.</summary>
internal sealed class StoreVerification(PeerStore store)
{
    private const int PagesAtOnce = 4096;

    public void Run(IProgress<ulong>? progress, CancellationToken ct)
    {
        var head = store.Head!;
        var frontier = new MerkleFrontier();
        BlockRecord? previous = null;
        for (ulong number = 0; number <= head.Number; number++)
        {
            ct.ThrowIfCancellationRequested();
            previous = Naming(number, () => CheckBlock(number, previous, frontier));
            if (number >= store.Oldest)
                Naming(number, () => CheckWrites(number, previous));

            progress?.Report(number);
        }

        CheckState(head, ct);
        Naming(head.Number, () => CheckBase(ct));
        store.ReadEverything();
    }

    private BlockRecord CheckBlock(ulong number, BlockRecord? previous, MerkleFrontier frontier)
    {
        var record = store.ReadBlock(number) ?? throw Damaged(number, "its record is lacking");
        Require(record.Number == number && record.FirstEntry == frontier.Size, number, "its record does not follow the block before");
        var hashes = new StoredHashes(store);
        for (var index = record.FirstEntry; index < record.Size; index++)
        {
            var entry = store.ReadEntry(index) ?? throw Damaged(number, $"entry {index} is lacking");
            var leafHash = MerkleHash.Leaf(entry);
            Require(store.FindLeaf(leafHash) == (index, number), number,
                $"the index of leaf hashes does not lead to entry {index}, or its bytes are others than were written");
            frontier.Append(leafHash, hashes);
            Require(hashes.Agree, number, $"a hash stored for entry {index} is not that of its bytes");
            if (index == record.Size - 1)
                CheckSeal(number, entry, leafHash, record, previous);
        }

        Require(frontier.Root().AsSpan().SequenceEqual(record.Root.Span), number, "its root is not that of its entries");
        return record;
    }

    private void CheckSeal(ulong number, byte[] entry, byte[] leafHash, BlockRecord record, BlockRecord? previous)
    {
        Require(EntryCodec.TryParse(entry, out var parsed, out _) && parsed.EntryCase == LogEntry.EntryOneofCase.Seal, number, "its last entry is no seal");
        var seal = parsed!.Seal;
        Require(
            leafHash.AsSpan().SequenceEqual(record.SealHash.Span)
                && seal.Block == number
                && seal.FirstEntry == record.FirstEntry
                && seal.EntryCount == record.EntryCount
                && seal.StateRoot == record.StateRoot
                && seal.PreviousSeal.Span.SequenceEqual(previous is null ? [] : previous.SealHash.Span),
            number,
            "its seal does not agree with its record");
    }

    /// <summary>Checks what a block wrote, and where its tree is at hand, that this holds it.</summary>
    private bool CheckWrites(ulong number, BlockRecord record)
    {
        var isProvable = number >= store.OldestProvable;
        Require(!isProvable || store.Tree.Root(number).AsSpan().SequenceEqual(record.StateRoot.Span), number, "its state tree has another root than its seal");
        var last = new Dictionary<string, ByteString>(StringComparer.Ordinal);
        var entries = store.ReadWrites(number)!.Entries;
        Require(entries.Count == record.EntryCount, number, "the record of its writes has another number of entries");
        for (var i = 0; i < entries.Count; i++)
        {
            var hash = record.WriteHashes.Span.Slice(32 * i, 32);
            Require(
                entries[i].Hash.Span.SequenceEqual(hash)
                    && (entries[i].Writes is not { } set || Sha256.Hash(set.ToByteArray()).AsSpan().SequenceEqual(hash)),
                number,
                $"the hash of what entry {entries[i].Index} wrote is not that of its writes");
            foreach (var write in entries[i].Writes?.Pages ?? [])
                last[write.Key] = write.PageHash;
        }

        foreach (var (key, pageHash) in last)
        {
            var page = store.ReadPage(key, number);
            Require(
                (page is null ? [] : PageHash.Of(page)).AsSpan().SequenceEqual(pageHash.Span)
                    && (!isProvable || store.Tree.Get(number, Encoding.UTF8.GetBytes(key)).AsSpan().SequenceEqual(pageHash.Span)),
                number,
                $"page '{key}' is not the one that was written");
        }

        return true;
    }

    /// <summary>Builds the tree anew from the pages; a page or node that differs is named by the block that wrote the page.</summary>
    private void CheckState(BlockInfo head, CancellationToken ct)
    {
        var rebuilt = StateTree.InMemory();
        ulong? version = null;
        foreach (var pages in Naming(head.Number, () => store.ScanPages()).Chunk(PagesAtOnce))
        {
            ct.ThrowIfCancellationRequested();
            var changes = pages.Select(page => new StateChange(Encoding.UTF8.GetBytes(page.Key), PageHash.Of(page.Page))).ToArray();
            for (var i = 0; i < pages.Length; i++)
            {
                var held = Naming(pages[i].Version, () => store.Tree.Get(head.Number, changes[i].Key));
                Require(held.AsSpan().SequenceEqual(changes[i].Value), pages[i].Version, $"page '{pages[i].Key}' is not the one in the state tree");
            }

            var update = rebuilt.Update(version, version + 1 ?? 0, changes);
            rebuilt.Publish(update);
            version = update.Version;
        }

        Require(
            version is { } last && rebuilt.Root(last).AsSpan().SequenceEqual(head.StateRoot),
            head.Number,
            "its pages do not make its state root: a page is lacking");
    }

    private bool CheckBase(CancellationToken ct)
    {
        store.CheckTreeBase(ct);
        return true;
    }

    private T Naming<T>(ulong number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (StoreDamagedException e) when (e.FirstBlock is null)
        {
            throw new StoreDamagedException($"Block {number} is affected: {e.Message}", e.Path, number, e);
        }
        catch (Exception e) when (e is KeyNotFoundException or StateNodeMissingException or StateNodeDamagedException or InvalidProtocolBufferException)
        {
            throw Damaged(number, e.Message);
        }
    }

    private void Require(bool condition, ulong number, string fault)
    {
        if (!condition)
            throw Damaged(number, fault);
    }

    private StoreDamagedException Damaged(ulong number, string fault) =>
        new($"Block {number} in {store.Path} is damaged: {fault}. Rebuild this peer by replay.", store.Path, number);

    /// <summary>Compares the hashes that an append completes with those stored.</summary>
    private sealed class StoredHashes(PeerStore store) : IMerkleHashWriter
    {
        public bool Agree { get; private set; } = true;

        public void Write(int level, ulong index, ReadOnlySpan<byte> hash)
        {
            Span<byte> held = stackalloc byte[MerkleHash.Size];
            store.Read(level, index, held);
            Agree &= held.SequenceEqual(hash);
        }
    }
}
