using Ledger.Log;

namespace Ledger.Chain;

/// <summary>Notices that a store has lost or changed what this peer's keys signed.</summary>
internal static class SignedCheckpointComparison
{
    /// <summary>At start: a store that ends before what was signed has lost blocks.</summary>
    /// <param name="file">What a key signed.</param>
    /// <param name="store">The store.</param>
    /// <param name="restored">Newest block of the backup that the store was put back from and has not caught up since; null for none.</param>
    /// <exception cref="StoreDamagedException">It has.</exception>
    public static void CheckEnd(SignedCheckpointFile file, PeerStore store, ulong? restored)
    {
        // A store that holds genesis alone was deleted on purpose and is being rebuilt.
        if (file.Block is { } block && store.Head!.Number is var head && head > 0 && block > head && !(head >= restored))
        {
            throw new StoreDamagedException(
                $"{store.LogAtOpen ?? store.Path} ends too early: the store's newest block is {head}, but {file.Path} shows that block {block} was signed. "
                + $"The first block it lacks is {head + 1}. Remove the store's folder to rebuild it by replay from another node.",
                store.LogAtOpen ?? store.Path,
                head + 1);
        }
    }

    /// <summary>Whether the store holds what a key of this peer signed last; false while it is being rebuilt and has not come so far.</summary>
    /// <exception cref="StoreDamagedException">It holds another history there: the key must not sign that one too.</exception>
    public static bool IsReached(SignedCheckpointFile file, PeerStore store, BlockKeys keys)
    {
        if (file is not { Block: { } block, Note: { } text })
        {
            return true;
        }

        if (block > store.Head!.Number)
        {
            return false;
        }

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
