using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers;

/// <summary>
/// Tells of a block that is not executed here whether a quorum signed the very bytes that were shown: what it signed is
/// history, other bytes are not.
/// </summary>
internal sealed class EarlyQuorum(PeerStore store, BlockKeys keys, CosignatureCollector collector)
{
    /// <summary>Whether a quorum of the lines held is over the log that these envelopes make with the seal handed on with a line.</summary>
    /// <param name="block">The block after the head.</param>
    public bool Signed(OrderedBlock block)
    {
        var members = keys.ConsortiumAt(store.Head!);
        var lines = collector.EarlyLinesOver(store.Head!.Size + (ulong)block.Envelopes.Count + 1);
        if (lines.Count < members.Quorum)
            return false;

        var envelopes = store.Frontier.Clone();
        foreach (var leafHash in block.LeafHashes)
            envelopes.Append(leafHash);

        return lines.Select(line => FindSigner(line, envelopes, members)).OfType<string>().Distinct(StringComparer.Ordinal).Count() >= members.Quorum;
    }

    /// <summary>Organisation that signed these bytes; null when the line is over others, or nobody's.</summary>
    private string? FindSigner(Cosigned cosigned, MerkleFrontier envelopes, Consortium members)
    {
        var log = envelopes.Clone();
        log.Append(MerkleHash.Leaf(cosigned.Seal.Span));
        return log.Size == cosigned.Size
            && log.Root().AsSpan().SequenceEqual(cosigned.Root.Span)
            && NoteSignature.TryParse(cosigned.Line, out var line, out _)
            && members.FindSigner(line) is { } signer
            && keys.Verify(cosigned, signer.CosignerKey, out _)
                ? signer.Organisation
                : null;
    }
}
