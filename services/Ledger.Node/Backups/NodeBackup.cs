using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Departments;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>Writes the backup of one node, whether it runs or not: a folder that is there as a whole or not at all.</summary>
internal static class NodeBackup
{
    private const string Unfinished = ".unfinished";

    /// <summary>Writes the backup of a node that runs in this process.</summary>
    /// <param name="peer">Its peer.</param>
    /// <param name="backUpRecords">Copies the record store to a path and tells its newest commit; null when it has none.</param>
    /// <param name="request">Where to, and what with.</param>
    /// <param name="clock">The wall clock.</param>
    /// <param name="ct">Gives up; nothing is left of it but a folder ending in <c>.unfinished</c>.</param>
    /// <exception cref="NodeConfigurationException">The folder is taken, or it can't be written.</exception>
    public static async Task<BackupManifest> WriteAsync(
        Peer peer, Func<string, bool, long>? backUpRecords, BackupRequest request, TimeProvider clock, CancellationToken ct)
    {
        var target = RequireNew(request);
        var draft = target + Unfinished;
        try
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
            OwnerOnly.CreateFolder(Path.Combine(draft, BackupManifest.Peer));
            // The ledger first: whatever of this department stands in its copy has its record in the later copy of the records.
            var head = await peer.BackUpAsync(Path.Combine(draft, BackupManifest.Peer), ct);
            var commit = backUpRecords?.Invoke(Path.Combine(draft, BackupManifest.Records), request.WithRecordKeys);
            ct.ThrowIfCancellationRequested();
            var manifest = new BackupManifest
            {
                Origin = peer.Genesis.Origin,
                Organisation = peer.Organisation,
                GenesisSha256 = Convert.ToHexStringLower(peer.Genesis.Sha256),
                Block = head.Number,
                Size = head.Size,
                Root = Convert.ToHexStringLower(head.Root),
                Made = clock.GetUtcNow(),
                RecordsCommit = commit,
                RecordKeys = commit is not null && request.WithRecordKeys,
            }.Write(draft);
            Directory.Move(draft, target);
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException or RecordDamagedException)
        {
            throw BackupFault.Of(target, $"备份未完成：{e.Message}", $"the backup was not made: {e.Message}");
        }
    }

    /// <summary>Writes the backup of a node that doesn't run.</summary>
    /// <param name="configuration">The node.</param>
    /// <param name="request">Where to, and what with.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="NodeConfigurationException">It has no store, runs, or can't be copied.</exception>
    public static async Task<BackupManifest> WriteStoppedAsync(NodeConfiguration configuration, BackupRequest request, CancellationToken ct)
    {
        var genesis = NodeKeys.ReadGenesis(configuration);
        RequireNew(request);
        if (!PeerFiles.HasStore(configuration.PeerFolder))
            throw BackupFault.Of(configuration.PeerFolder, "尚无账本存储，没有可备份的内容。", "there is no store yet: nothing to back up.");
        using var alone = NodeFolder.Take(configuration);
        try
        {
            // Without its keys the peer signs nothing.
            await using var peer = Peer.Open(new PeerOptions
            {
                Organisation = configuration.Organisation,
                Directory = configuration.PeerFolder,
                NewStore = NewStoreWord.Read(configuration),
                Genesis = genesis,
                Contract = new LedgerContract(),
            });
            if (!new RecordStoreFiles(configuration.RecordFile).All.Any(File.Exists))
                return await WriteAsync(peer, null, request, TimeProvider.System, ct);
            await using var records = SqliteRecordStore.Open(configuration.RecordFile);
            return await WriteAsync(peer, records.BackUp, request, TimeProvider.System, ct);
        }
        catch (Exception e) when (e is StoreException or GenesisException or RecordDamagedException or RecordStoreUnavailableException)
        {
            throw BackupFault.Of(configuration.DataFolder, $"无法备份：{e.Message}", $"it can't be backed up: {e.Message}");
        }
    }

    private static string RequireNew(BackupRequest request)
    {
        var target = Path.TrimEndingDirectorySeparator(request.To);
        return Path.Exists(target)
            ? throw BackupFault.Of(target, "已存在；备份从不覆盖，请另选目录。", "it exists already, and a backup is never overwritten; name another folder.")
            : target;
    }
}
