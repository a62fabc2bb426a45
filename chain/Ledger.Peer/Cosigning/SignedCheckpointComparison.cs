using Ledger.Log;

namespace Ledger.Peers;

/// <summary>Notices that a store has changed what this peer's keys signed.</summary>
internal static class SignedCheckpointComparison
{
    /// <summary>Whether the store holds what a key of this peer signed last; false while it is being rebuilt and has not come so far.</summary>
    /// <exception cref="StoreDamagedException">It holds another history there: the key must not sign that one too.</exception>
    public static bool IsReached(SignedCheckpointFile file, PeerStore store, BlockKeys keys)
    {
        if (file is not { Block: { } block, Note: { } text })
            return true;

        if (block > store.Head!.Number)
            return false;

        var info = keys.Info(block);
        if (SignedNote.Parse(text).Text != keys.TextOf(info))
        {
            throw new StoreDamagedException(
                $"{file.Path} shows another checkpoint signed for block {block} than the store holds (size {info.Size}, root {Convert.ToHexStringLower(info.Root)}). "
                + "Rebuild the peer by replay and give it new keys by governance; the file goes with the old keys.",
                file.Path,
                block);
        }

        return true;
    }
}
