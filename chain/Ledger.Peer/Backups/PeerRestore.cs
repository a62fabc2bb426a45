using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>Makes a peer's folder out of a backup without taking back anything that its keys signed since.</summary>
public static class PeerRestore
{
    /// <summary>Takes over, from the folder that is replaced, each signed file that is newer, and every alarm.</summary>
    /// <param name="present">The peer's folder that is replaced; may be absent or damaged.</param>
    /// <param name="restored">The backup's copy of a peer's folder, which is changed.</param>
    /// <param name="block">Newest block of its store.</param>
    /// <exception cref="StoreDamagedException">The key signed another history than the backup's, or the backup's file is unreadable.</exception>
    /// <exception cref="StoreException">A file cannot be written.</exception>
    public static KeptCheckpoints KeepNewest(string present, string restored, ulong block)
    {
        var kept = new List<KeptCheckpoint>();
        var unreadable = new List<string>();
        var isAhead = false;
        var (from, to) = (new FolderDisk(present), new FolderDisk(restored));
        foreach (var name in PeerFolder.Signed)
        {
            using var file = SignedCheckpointFile.Open(to, name);
            if (TryRead(from, name, unreadable) is { } signed)
            {
                CheckHistory(file, signed, from.PathOf(name));
                if (file.Block is not { } held || held < signed.Block)
                {
                    kept.Add(new KeptCheckpoint(name, signed.Block, file.Block));
                    file.Write(signed.Block, signed.Note);
                }
            }

            isAhead |= file.Block > block;
        }

        AlarmFile.Merge(from, to);
        return new KeptCheckpoints(kept, unreadable, isAhead);
    }

    private static void CheckHistory(SignedCheckpointFile file, (ulong Block, string Note) signed, string path)
    {
        if (file.Block == signed.Block && SignedNote.Parse(file.Note!).Text != SignedNote.Parse(signed.Note).Text)
        {
            throw new StoreDamagedException(
                FormattableString.Invariant(
                    $"{path} shows another checkpoint signed for block {signed.Block} than the backup's {file.Path}: the backup is of another history. ")
                + "Use another backup, or rebuild the peer by replay.",
                path,
                signed.Block);
        }
    }

    private static (ulong Block, string Note)? TryRead(FolderDisk disk, string name, List<string> unreadable)
    {
        if (!disk.Exists(name))
            return null;

        try
        {
            using var file = SignedCheckpointFile.Open(disk, name, write: false);
            return file is { Block: { } block, Note: { } note } ? (block, note) : null;
        }
        catch (StoreException)
        {
            unreadable.Add(disk.PathOf(name));
            return null;
        }
    }
}
