namespace Ledger.Peers.Tests;

/// <summary>A folder with a RocksDB database.</summary>
public sealed class FolderDiskTests : PeerDiskTests, IDisposable
{
    private readonly TestFolder folder = new();

    private protected override IPeerDisk Disk => new FolderDisk(folder.Path);

    public void Dispose() => folder.Dispose();
}
