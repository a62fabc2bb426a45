using System.Globalization;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Departments;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>Puts a backup back as a stopped node's data, without taking back what its keys signed or its records hold since.</summary>
internal static class NodeRestore
{
    /// <summary>Restores; or finishes a restore that was cut short, and does no other then.</summary>
    /// <param name="configuration">The node.</param>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="clock">Names the folder of what is replaced.</param>
    /// <param name="ct">Gives up before anything is replaced.</param>
    /// <exception cref="NodeConfigurationException">The node runs, or the backup is another node's, unfinished or damaged. Nothing was replaced.</exception>
    public static async Task<RestoreReport> RunAsync(NodeConfiguration configuration, string backup, TimeProvider clock, CancellationToken ct)
    {
        using var alone = NodeFolder.TakeToRestore(configuration);
        var swap = new FolderSwap(configuration.DataFolder);
        try
        {
            if (FolderSwap.IsHalfDone(configuration.DataFolder))
                return new RestoreReport(null, new KeptCheckpoints([], [], false), RestoredRecords.Unknown, swap.Finish());
            var manifest = BackupManifest.Read(backup);
            CheckOwner(configuration, backup, manifest);
            swap.Clear();
            manifest.CopyFiles(backup, swap.Ready, ct);
            var peer = Path.Combine(swap.Ready, BackupManifest.Peer);
            var kept = PeerRestore.KeepNewest(configuration.PeerFolder, peer, manifest.Block);
            var ready = configuration with { DataFolder = swap.Ready };
            if (kept.IsAhead)
                NewStoreWord.Give(ready, FormattableString.Invariant($"restored from the backup of block {manifest.Block} made at {manifest.Made:O}"));
            var records = await ChooseRecordsAsync(configuration, swap.Ready, manifest, ct);
            Verify(ready, ct);
            var aside = Path.TrimEndingDirectorySeparator(configuration.DataFolder)
                + clock.GetUtcNow().ToString("'.before-restore-'yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
            ct.ThrowIfCancellationRequested();
            swap.Begin(Replaced(configuration, records), aside);
            return new RestoreReport(manifest, kept, records, aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException or GenesisException or RecordDamagedException)
        {
            throw BackupFault.Of(backup, $"未能恢复：{e.Message}", $"it was not restored: {e.Message}");
        }
    }

    /// <summary>Refuses the backup of another ledger or node.</summary>
    internal static void CheckOwner(NodeConfiguration configuration, string backup, BackupManifest manifest)
    {
        var genesis = NodeKeys.ReadGenesis(configuration);
        var sha256 = Convert.ToHexStringLower(genesis.Sha256);
        if ((manifest.Origin, manifest.GenesisSha256) != (genesis.Origin, sha256))
        {
            throw BackupFault.Of(
                backup,
                $"是另一账本的备份：{manifest.Origin}（创世 {manifest.GenesisSha256}），本节点属于 {genesis.Origin}（{sha256}）。",
                $"it is of another ledger, {manifest.Origin} with genesis {manifest.GenesisSha256}; this node's is {genesis.Origin} with {sha256}. Use a backup of this node.");
        }

        if (manifest.Organisation != configuration.Organisation)
        {
            throw BackupFault.Of(
                backup,
                $"是 {manifest.Organisation} 的备份，本节点属于 {configuration.Organisation}；请使用本节点的备份。",
                $"it is of {manifest.Organisation}, and this node is {configuration.Organisation}'s. Use a backup of this node.");
        }
    }

    private static async Task<RestoredRecords> ChooseRecordsAsync(NodeConfiguration configuration, string ready, BackupManifest manifest, CancellationToken ct)
    {
        var copy = new RecordStoreFiles(Path.Combine(ready, BackupManifest.Records));
        if (manifest.RecordsCommit is null)
            return RestoredRecords.None;
        if (RecordStoreRestore.Covers(configuration.RecordFile, copy.Database, ct))
        {
            foreach (var file in copy.All)
                File.Delete(file);
            return RestoredRecords.Kept;
        }

        RecordStoreRestore.BringKeys(configuration.RecordFile, copy.Database);
        await RecordStoreRestore.PrepareAsync(copy.Database, ct);
        return RestoredRecords.FromBackup;
    }

    /// <summary>What takes the place of the node's data is whole.</summary>
    internal static void Verify(NodeConfiguration ready, CancellationToken ct)
    {
        Peer.VerifyFolder(
            new PeerOptions
            {
                Organisation = ready.Organisation,
                Directory = ready.PeerFolder,
                NewStore = NewStoreWord.Read(ready),
                Genesis = NodeKeys.ReadGenesis(ready),
                Contract = new LedgerContract(),
            },
            progress: null,
            ct);
        if (RecordStoreVerification.Run(ready.RecordFile, ct) is { Damage: [var first, ..] })
            throw first;
    }

    private static IEnumerable<string> Replaced(NodeConfiguration configuration, RestoredRecords records)
    {
        yield return Path.GetFileName(configuration.PeerFolder);
        yield return NewStoreWord.Name;
        if (records != RestoredRecords.FromBackup)
            yield break;
        var files = new RecordStoreFiles(configuration.RecordFile);
        foreach (var file in files.All.Append(files.LogIndex))
            yield return Path.GetFileName(file);
    }
}
