using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>What an accepted envelope wrote, as it is sealed: made once, whatever the number of peers that come to it. Nobody changes what it holds.</summary>
/// <param name="Set">Keys with the hashes of their pages, in the order of the judgement's writes.</param>
/// <param name="Hash">SHA-256 of <paramref name="Set"/>, 32 bytes.</param>
/// <param name="PageHashes">Hash of each page (32 bytes), null for a deletion, in the same order.</param>
internal sealed record SealedWrites(WriteSet Set, byte[] Hash, IReadOnlyList<byte[]?> PageHashes)
{
    /// <summary>Hashes pages.</summary>
    public static SealedWrites Of(IReadOnlyList<KeyValuePair<string, byte[]?>> writes)
    {
        var set = new WriteSet();
        set.Pages.Capacity = writes.Count;
        var hashes = new byte[]?[writes.Count];
        for (var i = 0; i < writes.Count; i++)
        {
            var write = new PageWrite { Key = writes[i].Key };
            if (writes[i].Value is { } page)
                write.PageHash = UnsafeByteOperations.UnsafeWrap(hashes[i] = PageHash.Of(page));

            set.Pages.Add(write);
        }

        return new SealedWrites(set, Canonical.Hash(set), hashes);
    }
}
