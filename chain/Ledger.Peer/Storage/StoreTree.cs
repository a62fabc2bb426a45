using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Peers.Stored;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// The state tree of a store. On disk stands one version of it, the base; what the blocks after it made is in memory, and is made
/// again from their writes when the store is opened. With the blocks the base moves on, a part at a time.
/// </summary>
internal sealed class StoreTree : IStateNodeReader
{
    /// <summary>Parts of the base that move with one block while too much is in memory; otherwise it is one, when it is time.</summary>
    private const int Hurried = 4;

    /// <summary>Times the memory allowed, above which not even the quorum is waited for.</summary>
    /// <remarks>Half a gigabyte: one member that does not cosign must not soon take the proofs at the quorum's block from all.</remarks>
    private const int Excess = 16;

    private readonly IColumnStore columns;
    private readonly TreeLimits limits;
    private ulong oldest;

    private StoreTree(IColumnStore columns, long cacheBytes, TreeLimits limits)
    {
        this.columns = columns;
        this.limits = limits;
        Tree = new StateTree(this, cacheBytes);
    }

    public StateTree Tree { get; }

    /// <summary>Oldest version whose state can be proved.</summary>
    public ulong Oldest => Volatile.Read(ref oldest);

    /// <summary>Opens the tree and makes again what the base lacks.</summary>
    /// <param name="columns">The store.</param>
    /// <param name="head">Its newest block; null when it holds none.</param>
    /// <param name="cacheBytes">Memory for nodes of the base.</param>
    /// <param name="limits">How far the base stays behind.</param>
    /// <exception cref="StoreDamagedException">The base, or what a block wrote, is not what was stored; the message names the block.</exception>
    public static StoreTree Open(IColumnStore columns, ulong? head, long cacheBytes, TreeLimits limits)
    {
        ulong? block = null;
        try
        {
            var opened = new StoreTree(columns, cacheBytes, limits);
            if (head is { } newest)
            {
                var next = opened.Tree.FirstToRestore;
                foreach (var (_, value) in columns.Scan(StoreColumn.Writes, StoreKeys.Number(next), null))
                {
                    block = next;
                    opened.Restore(next, BlockWrites.Parser.ParseFrom(value));
                    next++;
                }

                if (next != newest + 1 || opened.Tree.Oldest is not { } provable)
                    throw Damaged(columns, next, $"what it wrote is lacking, and the state tree goes no further");

                opened.oldest = provable;
            }

            return opened;
        }
        catch (Exception e) when (e is StateNodeDamagedException or StateNodeMissingException or InvalidProtocolBufferException or ArgumentException)
        {
            throw Damaged(columns, block ?? head ?? 0, e.Message, e);
        }
    }

    /// <summary>Every record of the base is read and compared with what is in its column: nothing else may be there.</summary>
    /// <exception cref="StoreDamagedException">It is not so.</exception>
    public void CheckBase(CancellationToken ct)
    {
        using var stored = columns.Scan(StoreColumn.Nodes, [], null).GetEnumerator();
        foreach (var key in Tree.ReadBase())
        {
            ct.ThrowIfCancellationRequested();
            if (!stored.MoveNext() || !stored.Current.Key.AsSpan().SequenceEqual(key))
                throw Unowned();
        }

        if (stored.MoveNext())
            throw Unowned();

        StoreDamagedException Unowned() => new($"The state tree in {columns.Path} holds nodes that are not of its base.", columns.Path);
    }

    /// <summary>Adds to a block's write what moves a part of the base on, if it is time.</summary>
    /// <param name="batch">The write.</param>
    /// <param name="head">The newest durable block.</param>
    /// <param name="quorumBlock">Newest block known to bear the quorum.</param>
    /// <returns>What was added, for <see cref="Settle"/>; null when nothing was.</returns>
    public StateFold? Fold(IColumnBatch batch, ulong head, ulong quorumBlock)
    {
        var times = (int)Math.Min(Tree.RecentBytes / limits.Bytes, Excess);
        var version = head - Math.Min(head, limits.ProvableBlocks >> (2 * times));
        if (times < Excess)
            version = Math.Min(version, quorumBlock);

        if (version < Tree.FirstToRestore || (times == 0 && version - Tree.FirstToRestore < limits.FoldedBlocks))
            return null;

        var fold = Tree.Fold(version, times == 0 ? 1 : Hurried);
        if (fold is null)
            return null;

        // Before it is written: who reads an older version meanwhile must not take newer nodes for damage.
        Volatile.Write(ref oldest, Math.Max(oldest, fold.Version));
        fold.Write(new NodeBatch(batch));
        return fold;
    }

    /// <summary>A block is durable, and what was added to its write.</summary>
    public void Settle(StateUpdate update, StateFold? fold)
    {
        if (fold is not null)
            Tree.Folded(fold);

        Tree.Publish(update);
    }

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
    {
        record = columns.Get(StoreColumn.Nodes, key);
        return record is not null;
    }

    private void Restore(ulong number, BlockWrites writes)
    {
        if (writes.Block != number)
            throw Damaged(columns, number, $"what it wrote is lacking");

        var last = new Dictionary<string, ByteString>(StringComparer.Ordinal);
        foreach (var write in writes.Entries.SelectMany(static entry => entry.Writes?.Pages ?? []))
            last[write.Key] = write.PageHash;

        var changes = last
            .Select(static pair => new StateChange(Encoding.UTF8.GetBytes(pair.Key), pair.Value.IsEmpty ? null : pair.Value.ToByteArray()))
            .ToList();
        if (Tree.Restore(number, changes) is not { } root)
            return;

        var record = columns.Get(StoreColumn.Blocks, StoreKeys.Number(number)) ?? throw Damaged(columns, number, "its record is lacking");
        var wanted = BlockRecord.Parser.ParseFrom(record).StateRoot;
        if (!wanted.Span.SequenceEqual(root))
        {
            throw Damaged(columns, number, string.Create(CultureInfo.InvariantCulture,
                $"what it wrote makes the state root {Convert.ToHexStringLower(root)}, but it has {Convert.ToHexStringLower(wanted.Span)}"));
        }
    }

    private static StoreDamagedException Damaged(IColumnStore columns, ulong number, string fault, Exception? inner = null) =>
        new($"Block {number} in {columns.Path} is damaged: {fault.TrimEnd('.')}. Rebuild this peer by replay.", columns.Path, number, inner);
}
