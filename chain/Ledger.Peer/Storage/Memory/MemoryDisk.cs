using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// A disk in memory that loses what was not synced when its power is cut, and takes nothing while it is told to. For
/// simulations: the same peer runs on it. Safe for use by several threads.
/// </summary>
/// <param name="name">Its name, for messages.</param>
internal sealed class MemoryDisk(string name) : IPeerDisk
{
    private readonly Dictionary<string, MemoryBytes> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> syncs = new(StringComparer.Ordinal);
    private MemoryColumns? columns;
    private volatile string? fault;

    /// <summary>Held by who reads or changes what is on it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>How often its power was cut. What was opened before that is dead.</summary>
    public int Cuts { get; private set; }

    /// <summary>What it says to everything written; null while it takes it.</summary>
    public string? Fault { get => fault; set => fault = value; }

    /// <summary>How often a file or the store was synced so far.</summary>
    public int Syncs(string file)
    {
        lock (Gate)
        {
            return syncs.GetValueOrDefault(file);
        }
    }

    /// <summary>How often something was written to the store so far, together counting once.</summary>
    public int StoreWrites { get; private set; }

    /// <summary>Counts a write to the store. Under the <see cref="Gate"/>.</summary>
    public void CountWrite(bool sync)
    {
        StoreWrites++;
        if (sync)
            CountSync(PeerFolder.StoreName);
    }

    /// <summary>Counts a sync. Under the <see cref="Gate"/>.</summary>
    public void CountSync(string file) => syncs[file] = syncs.GetValueOrDefault(file) + 1;

    /// <summary>Called after everything written or synced, by who holds the <see cref="Gate"/>.</summary>
    public Action? OnChange { get; set; }

    /// <summary>Another disk with the same on it, synced or not; nothing of it is open.</summary>
    public MemoryDisk Copy()
    {
        lock (Gate)
        {
            var copy = new MemoryDisk(name) { columns = columns?.Copy() };
            foreach (var (file, bytes) in files)
                copy.files.Add(file, bytes.Copy());

            return copy;
        }
    }

    /// <summary>Cuts its power. Every file and the store lose what was not synced, but for the first few writes.</summary>
    /// <param name="kept">How many unsynced writes of each are kept, in their order.</param>
    /// <param name="torn">Whether the first half of a file's next write is kept too.</param>
    public void Cut(int kept = 0, bool torn = false)
    {
        lock (Gate)
        {
            Cuts++;
            held.Clear();
            columns?.Cut(kept);
            foreach (var file in files.Values)
                file.Cut(kept, torn);
        }
    }

    public string PathOf(string file) => $"{name}/{file}";

    public void Create()
    {
        // There is nothing around the files.
    }

    public bool Exists(string file)
    {
        lock (Gate)
        {
            return files.ContainsKey(file);
        }
    }

    public IDiskFile Open(string file, bool write)
    {
        lock (Gate)
        {
            return files.TryGetValue(file, out var bytes) ? Hold(file, bytes) : throw new FileNotFoundException($"{PathOf(file)} is not there.");
        }
    }

    public IDiskFile Create(string file)
    {
        lock (Gate)
        {
            CheckTakes();
            return Hold(file, files[file] = new MemoryBytes());
        }
    }

    public void Move(string from, string to, bool replace)
    {
        lock (Gate)
        {
            CheckTakes();
            if (!replace && files.ContainsKey(to))
                throw new IOException($"{PathOf(to)} is there already.");

            files[to] = files[from];
            files.Remove(from);
            OnChange?.Invoke();
        }
    }

    public void Probe()
    {
        lock (Gate)
        {
            CheckTakes();
        }
    }

    public IColumnStore OpenStore(bool create)
    {
        lock (Gate)
        {
            columns ??= create ? new MemoryColumns() : throw new StoreException($"There is no store in {name}.");
            return held.Add(PeerFolder.StoreName)
                ? new MemoryColumnStore(this, columns)
                : throw new StoreException($"The store in {name} is open already.");
        }
    }

    public IColumnStore? ReadStore()
    {
        lock (Gate)
        {
            return columns is null ? null : new MemoryColumnStore(this, columns, readOnly: true);
        }
    }

    public string DescribeStore() => columns is null ? $"{PathOf(PeerFolder.StoreName)} is missing" : PathOf(PeerFolder.StoreName);

    /// <exception cref="IOException">It takes nothing at present.</exception>
    public void CheckTakes()
    {
        if (fault is { } said)
            throw new IOException(said);
    }

    /// <summary>Whoever held a file or the store does so no more.</summary>
    public void Release(string file, int opened)
    {
        lock (Gate)
        {
            if (opened == Cuts)
                held.Remove(file);
        }
    }

    private MemoryFile Hold(string file, MemoryBytes bytes) =>
        held.Add(file) ? new MemoryFile(this, file, bytes) : throw new IOException($"{PathOf(file)} is open already.");
}
