using Ledger.Log;

namespace Ledger.Chain;

/// <summary>Notices at start that a store has lost or changed what this peer's keys signed.</summary>
internal static class SignedCheckpointComparison
{
    /// <summary>Compares what a key of this peer signed with what the store holds.</summary>
    public static void Check(SignedCheckpointFile file, PeerStore store, BlockKeys keys)
    {
        if (file is not { Block: { } block, Note: { } text })
        {
            return;
        }

        var head = store.Head!.Number;
        if (block > head)
        {
            // A store that holds genesis alone was deleted on purpose and is being rebuilt; nothing is signed again
            // before it has passed what was signed.
            if (head > 0)
            {
                throw new StoreDamagedException(
                    $"{store.LogAtOpen ?? store.Path} ends too early: the store's newest block is {head}, but {file.Path} shows that block {block} was signed. "
                    + $"The first block it lacks is {head + 1}. Remove the store's folder to rebuild it by replay from another node.",
                    store.LogAtOpen ?? store.Path,
                    head + 1);
            }

            return;
        }

        var info = keys.Info(block);
        if (SignedNote.Parse(text).Text != keys.TextOf(info))
        {
            throw new StoreDamagedException(
                $"{file.Path} shows another checkpoint signed for block {block} than the store holds (size {info.Size}, root {Convert.ToHexStringLower(info.Root)}). "
                + "Rebuild the peer by replay and give it new keys by governance.",
                file.Path,
                block);
        }
    }
}
