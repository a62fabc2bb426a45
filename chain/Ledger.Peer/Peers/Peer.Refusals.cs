using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <content>Blocks that are not executed: what is compared, what the peer says, and when it goes on.</content>
public sealed partial class Peer
{
    /// <summary>
    /// What was endorsed is what this peer comes to, or the block is not sealed: whoever relies on the endorsers' state would
    /// rely on another one.
    /// </summary>
    private void CompareWrites(OrderedBlock block, IReadOnlyList<SealedEntry> entries)
    {
        for (var i = 0; i < (block.Endorsed?.Count ?? 0); i++)
        {
            if (WriteComparison.FirstDifference(entries[i].Writes, block.Endorsed![i], "the endorsers") is { } difference)
                throw Halt(block.Number, i, entries[i].LeafHash, $"its writes are not those endorsed: {difference}");
        }
    }

    /// <summary>A block shown again must be the one held.</summary>
    private void Compare(OrderedBlock block)
    {
        var info = Reader.ReadBlock(block.Number)!;
        for (var i = 0; i < Math.Max(block.Envelopes.Count, (int)info.EntryCount); i++)
        {
            var held = i < info.EntryCount ? Reader.ReadEntry(info.FirstEntry + (ulong)i) : null;
            if (i >= block.Envelopes.Count || !DecodedEnvelope.ToEntry(block.Envelopes[i].Span).AsSpan().SequenceEqual(held))
            {
                throw Halt(block.Number, i, held is null ? []
                    : MerkleHash.Leaf(held), "ordering shows another history than the one held here; rebuild this peer by replay");
            }
        }

        if (block.Fabric is { } shown && EntryCodec.Parse(Reader.ReadSeal(block.Number)).Seal is { } seal && !shown.Equals(seal.Fabric))
        {
            throw Halt(block.Number, 0, MerkleHash.Leaf(Reader.ReadEntry(info.FirstEntry)!),
                $"ordering cut it from {Describe(shown)}, here it was cut from {Describe(seal.Fabric)}");
        }

        static string Describe(FabricBlock? fabric) =>
            fabric is null ? "no Fabric block" : $"Fabric block {fabric.Number} with header hash {Convert.ToHexStringLower(fabric.HeaderHash.Span)}";
    }

    /// <summary>Waits before bytes that the rules refuse: until others come in their place, or for good when they are history.</summary>
    private PeerStoppedException Refuse(OrderedBlock block, byte[]? root, int envelope, byte[] leafHash, string reason) =>
        Halt(block.Number, envelope, leafHash, reason, mayEnd: root is null && block.Fabric is null && !Cosigning.BearsQuorum(block));

    private PeerStoppedException Halt(ulong block, int envelope, byte[] leafHash, string reason, bool mayEnd = false)
    {
        var next = mayEnd
            ? " No quorum is known to have signed these bytes: it asks ordering again, and goes on by itself once it is shown a block that the rules accept."
            : "";
        var halted = new PeerStatus(
            PeerState.Halted,
            $"Block {block}, envelope {envelope} (leaf hash {Convert.ToHexStringLower(leafHash)}): {reason}. The peer waits at block {Head.Number}.{next}",
            block,
            mayEnd);
        // The same bytes shown again are nothing new.
        if (halted != status)
            SetStatus(halted);

        return new PeerStoppedException(halted);
    }

    /// <summary>
    /// A block was being written, and then something failed that is no fault of the disk, such as the memory: on disk the block is
    /// whole or not there, in memory perhaps neither. Only a start reads anew which.
    /// </summary>
    private static PeerStatus NotTakenIn(ulong block, Exception e) => new(
        PeerState.Failed,
        e is StoreDamagedException ? e.Message
            : $"Block {block} could not be taken in: {e.Message.TrimEnd('.')}. On disk it is whole or not there, and nothing acknowledged is lost; start the node again.",
        block);

    /// <summary>A block was executed in the place of one that was refused.</summary>
    private void GoOn(ulong block)
    {
        // Another thread may have found a divergence meanwhile, which stays.
        if (status is { MayEnd: true } refused && Interlocked.CompareExchange(ref status, PeerStatus.Running, refused) == refused)
        {
            PeerLog.GoesOn(options.Logger, Organisation, block);
            options.OnStatus?.Invoke(PeerStatus.Running);
        }
    }
}
