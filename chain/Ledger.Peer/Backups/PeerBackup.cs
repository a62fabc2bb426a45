namespace Ledger.Peers;

/// <summary>Writes a copy of a running peer's folder that opens like the peer's own.</summary>
internal static class PeerBackup
{
    /// <summary>Name of RocksDB's own copy, which shares its files with the store until they are copied.</summary>
    private const string Draft = "store.checkpoint";

    /// <summary>
    /// Copies what the keys signed, then the store, then the alarms. A block is stored before it is signed, so a store copied
    /// after the signed files holds what they name.
    /// </summary>
    /// <param name="directory">The peer's folder.</param>
    /// <param name="store">Its store; nobody commits to it meanwhile.</param>
    /// <param name="folder">Folder of the copy, which exists and is empty.</param>
    /// <returns>Copies RocksDB's files; the store may be written again when it is called.</returns>
    public static Action<CancellationToken> Begin(string directory, PeerStore store, string folder)
    {
        foreach (var name in PeerFolder.Signed)
            CopySigned(name, directory, folder);

        var draft = Path.Combine(directory, Draft);
        if (Directory.Exists(draft))
        {
            // Of a backup cut short.
            Directory.Delete(draft, recursive: true);
        }

        store.Checkpoint(draft);
        return ct =>
        {
            try
            {
                // Not linked: what damages the store's files must not damage the backup.
                var target = Path.Combine(folder, PeerFolder.StoreName);
                Directory.CreateDirectory(target);
                foreach (var file in Directory.EnumerateFiles(draft))
                {
                    ct.ThrowIfCancellationRequested();
                    PeerFiles.Copy(file, Path.Combine(target, Path.GetFileName(file)));
                }
            }
            finally
            {
                Directory.Delete(draft, recursive: true);
            }

            var alarms = Path.Combine(directory, AlarmFile.FileName);
            if (File.Exists(alarms))
                PeerFiles.Copy(alarms, Path.Combine(folder, AlarmFile.FileName));
        };
    }

    private static void CopySigned(string name, string directory, string folder)
    {
        PeerFiles.Copy(Path.Combine(directory, name), Path.Combine(folder, name));
        using var copy = SignedCheckpointFile.Open(new FolderDisk(folder), name);
        if (copy is { IsSlotDamaged: true, Block: { } block, Note: { } note })
        {
            // Copied while it was written: the slot before stands, and is as good.
            copy.Write(block, note);
        }
    }
}
