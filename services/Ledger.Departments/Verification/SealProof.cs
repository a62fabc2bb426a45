using Ledger.Log;
using Ledger.Peers;

namespace Ledger.Departments;

/// <summary>Proof file of a block's seal in the block's own checkpoint.</summary>
internal static class SealProof
{
    public static string Of(Peer peer, PublishedBlock published)
    {
        var size = published.Info.Size;
        return new TlogProof(size - 1, peer.Reader.ProveInclusion(size - 1, size), published.Note).ToString();
    }
}
