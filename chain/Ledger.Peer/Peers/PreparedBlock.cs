using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>A block executed in memory over a head before ordering made it durable: a computation done early, and nothing more.</summary>
/// <param name="Envelopes">The envelopes executed.</param>
/// <param name="Head">The head they were executed over.</param>
/// <param name="Sealed">What came of it.</param>
internal sealed record PreparedBlock(IReadOnlyList<ReadOnlyMemory<byte>> Envelopes, BlockInfo Head, SealedBlock Sealed)
{
    /// <summary>Whether executing a block over a head would come to the same: the same bytes, over the very head.</summary>
    public bool IsOf(OrderedBlock block, BlockInfo head)
    {
        if (!ReferenceEquals(Head, head) || block.Fabric is not null || block.Envelopes.Count != Envelopes.Count)
            return false;

        if (ReferenceEquals(Envelopes, block.Envelopes))
            return true;

        for (var i = 0; i < Envelopes.Count; i++)
        {
            if (!Envelopes[i].Span.SequenceEqual(block.Envelopes[i].Span))
                return false;
        }

        return true;
    }
}
