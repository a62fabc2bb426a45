using Ledger.Chain;
using Ledger.Departments;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>Reads a backup back as a restore would, in a folder of its own beside the node's data, and changes neither.</summary>
internal static class BackupVerification
{
    /// <summary>Copies the backup, compares every file with the manifest, and reads ledger and records of the copy.</summary>
    /// <param name="configuration">The node, which may run.</param>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="NodeConfigurationException">The backup is another node's, unfinished or damaged, or its records cannot
    /// be read; names the first file.</exception>
    public static BackupManifest Run(NodeConfiguration configuration, string backup, CancellationToken ct)
    {
        OwnerOnly.ForNewFiles();
        var copy = $"{Path.TrimEndingDirectorySeparator(configuration.DataFolder)}.verify-{Environment.ProcessId}";
        try
        {
            var manifest = BackupManifest.Read(backup);
            NodeRestore.CheckOwner(configuration, backup, manifest);
            OwnerOnly.CreateFolder(copy);
            manifest.CopyFiles(backup, copy, ct);
            if (!FolderLock.IsHeld(configuration.DataFolder))
            {
                // What a node's keys signed it alone can read while it runs; the restore itself compares it, too.
                PeerRestore.KeepNewest(configuration.PeerFolder, Path.Combine(copy, BackupManifest.Peer), manifest.Block);
            }

            var read = configuration with { DataFolder = copy };
            NewStoreWord.Give(read, "a backup is read back");
            if (manifest.RecordsCommit is not null)
                RecordStoreRestore.BringKeys(configuration.RecordFile, read.RecordFile);
            NodeRestore.Verify(read, ct);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException or GenesisException or RecordDamagedException)
        {
            throw BackupFault.Of(backup, $"此备份不可恢复：{e.Message}", $"it cannot be restored: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(copy))
                Directory.Delete(copy, recursive: true);
        }
    }
}
