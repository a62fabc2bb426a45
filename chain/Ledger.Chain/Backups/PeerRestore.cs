using Ledger.Log;

namespace Ledger.Chain;

/// <summary>Makes a peer's folder out of a backup without taking back anything that its keys signed since.</summary>
public static class PeerRestore
{
    /// <summary>
    /// Takes over, from the folder that is replaced, each signed file that is newer and every alarm; marks the folder as put
    /// back, so that its store may be behind until it has caught up.
    /// </summary>
    /// <param name="present">The peer's folder that is replaced; may be absent or damaged.</param>
    /// <param name="restored">The backup's copy of a peer's folder, which is changed.</param>
    /// <param name="block">Newest block of its store.</param>
    /// <param name="unreadable">Gets the path of each signed file of <paramref name="present"/> that nobody can read.</param>
    /// <returns>The signed files that were kept.</returns>
    /// <exception cref="StoreDamagedException">The key signed another history than the backup's, or the backup's file is unreadable.</exception>
    public static IReadOnlyList<KeptCheckpoint> KeepNewest(string present, string restored, ulong block, ICollection<string> unreadable)
    {
        ArgumentNullException.ThrowIfNull(unreadable);
        var kept = new List<KeptCheckpoint>();
        foreach (var name in PeerFiles.Signed)
        {
            var path = Path.Combine(present, name);
            if (TryRead(path, unreadable) is not { } signed)
            {
                continue;
            }

            using var file = SignedCheckpointFile.Open(Path.Combine(restored, name));
            if (file.Block == signed.Block && TextOf(file.Note!) != TextOf(signed.Note))
            {
                throw new StoreDamagedException(
                    FormattableString.Invariant($"{path} shows another checkpoint signed for block {signed.Block} than the backup's {name}: the backup is of another history. ")
                    + "Use another backup, or rebuild the peer by replay.",
                    path,
                    signed.Block);
            }

            if (file.Block is not { } held || held < signed.Block)
            {
                kept.Add(new KeptCheckpoint(name, signed.Block, file.Block));
                file.Write(signed.Block, signed.Note);
            }
        }

        AlarmFile.Merge(Path.Combine(present, AlarmFile.FileName), Path.Combine(restored, AlarmFile.FileName));
        RestoredMark.Write(restored, block);
        return kept;
    }

    private static (ulong Block, string Note)? TryRead(string path, ICollection<string> unreadable)
    {
        try
        {
            return SignedCheckpointFile.Read(path);
        }
        catch (Exception e) when (e is StoreDamagedException or IOException)
        {
            unreadable.Add(path);
            return null;
        }
    }

    private static string TextOf(string note) => SignedNote.Parse(note).Text;
}
