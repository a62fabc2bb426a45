using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>A folder of the machine: files, and the store as a RocksDB database in a folder below.</summary>
/// <param name="folder">The peer's folder.</param>
internal sealed class FolderDisk(string folder) : IPeerDisk
{
    private const string ProbeName = "disk.probe";
    private const int Spare = 1 << 20;

    private string Store => PathOf(PeerFolder.StoreName);

    public string PathOf(string name) => Path.Combine(folder, name);

    public void Create() => Directory.CreateDirectory(folder);

    public bool Exists(string name) => File.Exists(PathOf(name));

    public IDiskFile Open(string name, bool write) => FolderFile.Open(PathOf(name), write);

    public IDiskFile Create(string name) => FolderFile.Create(PathOf(name));

    public void Move(string from, string to, bool replace) => File.Move(PathOf(from), PathOf(to), replace);

    /// <remarks>The database writes its logs to other files when it opens: as much must be free.</remarks>
    public void Probe()
    {
        var needed = Directory.EnumerateFiles(Store, "*.log").Sum(static log => new FileInfo(log).Length) + Spare;
        using var file = FolderFile.Create(PathOf(ProbeName), needed, passing: true);
        file.Write(new byte[Spare], 0);
        file.Flush();
    }

    public IColumnStore OpenStore(bool create) => RocksDatabase.Open(Store, create);

    public IColumnStore? ReadStore()
    {
        if (RocksDatabase.Exists(Store))
            return RocksDatabase.OpenReadOnly(Store);

        var current = Path.Combine(Store, "CURRENT");
        return Directory.Exists(Store) && Directory.EnumerateFiles(Store).Any(static file => Path.GetExtension(file) is ".log" or ".sst")
            ? throw new StoreDamagedException(
                $"{current} is missing, while other files of the store are there. Put it back from a backup, or move {Store} away and rebuild this peer by replay.", current)
            : null;
    }

    public string DescribeStore() => RocksDatabase.Exists(Store)
        ? RocksDatabase.NewestLog(Store) ?? $"{Store} (no *.log)"
        : Directory.Exists(Store) ? $"{Path.Combine(Store, "CURRENT")} is missing" : $"{Store} is missing";
}
