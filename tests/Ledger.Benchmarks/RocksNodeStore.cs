using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Ledger.State;
using RocksDbSharp;

namespace Ledger.Benchmarks;

/// <summary>Tree nodes in a RocksDB of its own in a temporary folder, with the time and number of reads.</summary>
internal sealed class RocksNodeStore : IStateNodeReader, IDisposable
{
    private const ulong BlockCacheBytes = 256UL * 1024 * 1024;

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-benchmark-").FullName;
    private readonly RocksDb db;

    public RocksNodeStore()
    {
        var options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords)
            .SetWriteBufferSize(64UL * 1024 * 1024);
        options.SetBlockBasedTableFactory(new BlockBasedTableOptions()
            .SetFilterPolicy(BloomFilterPolicy.Create(10, false))
            .SetBlockCache(Cache.CreateLru(BlockCacheBytes)));
        db = RocksDb.Open(options, folder);
    }

    /// <summary>Reads that reached RocksDB since <see cref="ResetCounters"/>.</summary>
    public long Reads { get; private set; }

    /// <summary>Time they took.</summary>
    public TimeSpan ReadTime { get; private set; }

    /// <summary>Bytes of keys and nodes written since <see cref="ResetCounters"/>.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Bytes of the files on disk.</summary>
    public long DiskBytes => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public bool TryGet(ReadOnlySpan<byte> nodeKey, [NotNullWhen(true)] out byte[]? node)
    {
        var started = Stopwatch.GetTimestamp();
        node = db.Get(nodeKey);
        ReadTime += Stopwatch.GetElapsedTime(started);
        Reads++;
        return node is not null;
    }

    /// <summary>Stores an update in one write and deletes what it replaced: only the newest version stays.</summary>
    public void Write(StateUpdate update, bool sync)
    {
        using var batch = new WriteBatch();
        foreach (var node in update.NewNodes)
        {
            batch.Put(node.Key, node.Value);
            BytesWritten += node.Key.Length + node.Value.Length;
        }

        foreach (var stale in update.StaleNodes)
            batch.Delete(stale.NodeKey);

        db.Write(batch, new WriteOptions().SetSync(sync));
    }

    public void ResetCounters()
    {
        Reads = 0;
        ReadTime = TimeSpan.Zero;
        BytesWritten = 0;
    }

    public void Dispose()
    {
        db.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
