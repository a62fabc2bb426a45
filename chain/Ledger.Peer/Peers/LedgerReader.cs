using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>Reads what a peer holds: log, pages and proofs. Safe for use by several threads, also while the peer executes.</summary>
/// <remarks>Every method may throw <see cref="StoreDamagedException"/>: damage is found when it is read, named, and never served.</remarks>
public sealed class LedgerReader
{
    private readonly PeerStore store;

    internal LedgerReader(PeerStore store) => this.store = store;

    /// <summary>The newest block.</summary>
    public BlockInfo Head => store.Head!;

    /// <summary>Oldest block whose pages can be read.</summary>
    public ulong OldestState => store.Oldest;

    /// <summary>Oldest block whose pages can be proved; it follows the newest that bears the quorum at some distance.</summary>
    public ulong OldestProvable => store.OldestProvable;

    /// <summary>A block; null when it is not there yet.</summary>
    public BlockInfo? ReadBlock(ulong number) => store.ReadBlock(number) is { } record ? record.ToInfo() : null;

    /// <summary>Bytes of an entry; null when it is not there yet.</summary>
    public byte[]? ReadEntry(ulong index) => index < Head.Size ? store.ReadEntry(index) ?? throw Lacking(index) : null;

    /// <summary>Entries in order, seals included: as many as asked for, or to the head.</summary>
    /// <param name="first">Index of the first one.</param>
    /// <param name="count">How many at most.</param>
    public IEnumerable<byte[]> ReadEntries(ulong first, ulong count)
    {
        var size = Head.Size;
        for (var index = first; index < size && index - first < count; index++)
            yield return store.ReadEntry(index) ?? throw Lacking(index);
    }

    /// <summary>Bytes of a block's seal entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The block is not there yet.</exception>
    public byte[] ReadSeal(ulong number) =>
        ReadEntry((ReadBlock(number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "No such block yet.")).Size - 1)!;

    /// <summary>Where an entry stands; null when it is not on this peer's ledger (yet).</summary>
    /// <param name="leafHash">Its leaf hash, 32 bytes.</param>
    public (ulong Index, ulong Block)? Find(ReadOnlySpan<byte> leafHash) => store.FindLeaf(leafHash);

    /// <summary>A page as of the head; null when absent. A <c>seq/</c> key gives its 32-byte value.</summary>
    public byte[]? ReadPage(string key) => store.ReadPage(key);

    /// <summary>A page as it stood after a block; null when absent.</summary>
    /// <exception cref="VersionNotRetainedException">That state is not here.</exception>
    public byte[]? ReadPage(string key, ulong block) => store.ReadPage(key, block);

    /// <summary>Pages as of the head whose keys begin with a text, in order of keys.</summary>
    /// <param name="prefix">The text.</param>
    public IEnumerable<byte[]> ReadPages(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return store.ScanPages(prefix).Select(found => found.Page);
    }

    /// <summary>Keys of pages as of the head that begin with a text, in order.</summary>
    /// <param name="prefix">The text.</param>
    public IEnumerable<string> ReadKeys(string prefix)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return store.ScanPages(prefix).Select(static found => found.Key);
    }

    /// <summary>Proof (ICS 23 <c>CommitmentProof</c>) of a page's hash, or of the key's absence, under the state root of a block.</summary>
    /// <exception cref="VersionNotRetainedException">That state is not here.</exception>
    public byte[] ProveState(string key, ulong block)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        store.CheckProvable(block);
        try
        {
            return store.Tree.Prove(block, System.Text.Encoding.UTF8.GetBytes(key)).ToByteArray();
        }
        catch (StateNodeMissingException) when (block < store.OldestProvable)
        {
            throw new VersionNotRetainedException(block, store.OldestProvable, Head.Number);
        }
        catch (Exception e) when (e is StateNodeMissingException or StateNodeDamagedException)
        {
            throw new StoreDamagedException($"The state tree in {store.Path} is damaged: {e.Message} Rebuild this peer by replay.", store.Path, inner: e);
        }
    }

    /// <summary>Proof that an entry is in the log of a size, from the leaf to the root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not index &lt; size ≤ the head's size.</exception>
    public IReadOnlyList<byte[]> ProveInclusion(ulong index, ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Head.Size);
        return Hashes(() => MerkleLog.InclusionProof(index, size, store));
    }

    /// <summary>Proof that the log of one size is a prefix of that of another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; old size ≤ new size ≤ the head's size.</exception>
    public IReadOnlyList<byte[]> ProveConsistency(ulong oldSize, ulong newSize)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(newSize, Head.Size);
        return Hashes(() => MerkleLog.ConsistencyProof(oldSize, newSize, store));
    }

    /// <summary>Root of the log of a size, 32 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is over the head's.</exception>
    public byte[] RootAt(ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Head.Size);
        return Hashes(() => MerkleLog.Root(size, store));
    }

    /// <summary>What a block's entries wrote, for a peer that looks for where it parted from this one; null when the block is not there yet.</summary>
    public BlockWrites? ReadWrites(ulong block) => store.ReadWrites(block);

    /// <summary>Blocks as they are held here, in order, for a member that lacks them; to the head at most.</summary>
    /// <param name="first">First block, at least 1.</param>
    /// <param name="last">Last block wanted.</param>
    public IEnumerable<HeldBlock> ReadHeldBlocks(ulong first, ulong last)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first);
        for (var number = first; number <= Math.Min(last, Head.Number); number++)
        {
            var info = ReadBlock(number)!;
            yield return new HeldBlock(
                number, [.. ReadEntries(info.FirstEntry, info.EntryCount).Select(DecodedEnvelope.OfEntry)], ReadEntry(info.Size - 1)!);
        }
    }

    private T Hashes<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (KeyNotFoundException e)
        {
            throw new StoreDamagedException($"The log in {store.Path} is damaged: {e.Message} Rebuild this peer by replay.", store.Path, inner: e);
        }
    }

    private StoreDamagedException Lacking(ulong index) =>
        new($"Entry {index} is lacking in {store.Path}; rebuild this peer by replay.", store.Path);
}
