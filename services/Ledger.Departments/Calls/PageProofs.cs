using Google.Protobuf;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>A page, or its absence, with its proof up to a checkpoint.</summary>
internal static class PageProofs
{
    /// <summary>Proves a page at a block that bears the quorum.</summary>
    public static PageReply Of(Peer peer, PublishedBlock published, string key)
    {
        var block = published.Info.Number;
        var reply = new PageReply
        {
            Key = key,
            StateProof = ByteString.CopyFrom(peer.Reader.ProveState(key, block)),
            Seal = ByteString.CopyFrom(peer.Reader.ReadSeal(block)),
            TlogProof = SealProof.Of(peer, published),
        };
        if (peer.Reader.ReadPage(key, block) is { } page)
            reply.Page = ByteString.CopyFrom(page);

        return reply;
    }
}
