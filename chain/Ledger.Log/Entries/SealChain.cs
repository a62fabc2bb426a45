using Ledger.V1;

namespace Ledger.Log;

/// <summary>What a reader checks of seals: where each stands and that it follows the one before.</summary>
public static class SealChain
{
    /// <summary>Checks that a seal stands at the index it must: after the entries it closes.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="index">Its index in the log; of a checkpoint's seal, size − 1.</param>
    /// <returns>Null when first_entry + entry_count = index.</returns>
    public static LogFault? CheckPosition(Seal seal, ulong index)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return seal.FirstEntry <= index && index - seal.FirstEntry == seal.EntryCount
            ? null
            : new("seal.position", $"the seal of block {seal.Block} stands at index {index}, but closes {seal.EntryCount} entries from {seal.FirstEntry} on",
                $"区块 {seal.Block} 的封印位于序号 {index}，而它所封的是自 {seal.FirstEntry} 起的 {seal.EntryCount} 个条目");
    }

    /// <summary>Checks that a seal is the last leaf of a checkpoint: its index is size − 1.</summary>
    /// <returns>Null when it is.</returns>
    public static LogFault? CheckClosesCheckpoint(Seal seal, ulong size)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return size == 0
            ? new("seal.position", "an empty log has no seal", "空日志没有封印")
            : CheckPosition(seal, size - 1);
    }

    /// <summary>Checks the seal of block 0, which holds genesis alone.</summary>
    /// <returns>Null when it is in order.</returns>
    public static LogFault? CheckFirst(Seal seal)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return seal is { Block: 0, FirstEntry: 0, EntryCount: 1, PreviousSeal.IsEmpty: true }
            ? null
            : new("seal.first",
                $"the first seal must be of block 0, close entry 0 alone and name no seal before it; seen block {seal.Block}, {seal.EntryCount} entries from {seal.FirstEntry} on", $"第一个封印应属于区块 0，只封条目 0，且没有前一封印；实为区块 {seal.Block}，自 {seal.FirstEntry} 起 {seal.EntryCount} 个条目");
    }

    /// <summary>
    /// Checks that a seal follows the one before: next block number, the previous seal's leaf hash, no entry left out, time not
    /// running backward.
    /// </summary>
    /// <param name="previous">The seal before.</param>
    /// <param name="previousLeafHash">Its leaf hash, 32 bytes.</param>
    /// <param name="seal">The seal that claims to follow.</param>
    /// <returns>Null when it follows.</returns>
    public static LogFault? CheckFollows(Seal previous, ReadOnlySpan<byte> previousLeafHash, Seal seal)
    {
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(seal);
        if (previous.Block == ulong.MaxValue || seal.Block != previous.Block + 1)
            return new("seal.block", $"block {seal.Block} cannot follow block {previous.Block}", $"区块 {seal.Block} 不能接在区块 {previous.Block} 之后");

        if (!seal.PreviousSeal.Span.SequenceEqual(previousLeafHash))
        {
            return new("seal.previous", $"the seal of block {seal.Block} names another seal before it than that of block {previous.Block}",
                $"区块 {seal.Block} 的封印所指的前一封印不是区块 {previous.Block} 的封印");
        }

        var next = (UInt128)previous.FirstEntry + previous.EntryCount + 1;
        if (seal.FirstEntry != next)
        {
            return new("seal.gap", $"block {seal.Block} begins at entry {seal.FirstEntry}; entry {next} is next",
                $"区块 {seal.Block} 始于条目 {seal.FirstEntry}；下一个应是条目 {next}");
        }

        if (seal.EntryCount == 0)
            return new("seal.empty-block", $"block {seal.Block} has no entries", $"区块 {seal.Block} 没有条目");

        return seal.TimeMs >= previous.TimeMs
            ? null
            : new("seal.time", $"the time of block {seal.Block} ({seal.TimeMs}) is before that of block {previous.Block} ({previous.TimeMs})",
                $"区块 {seal.Block} 的时间（{seal.TimeMs}）早于区块 {previous.Block}（{previous.TimeMs}）");
    }
}
