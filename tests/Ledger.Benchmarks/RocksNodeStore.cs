using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Ledger.State;
using RocksDbSharp;

namespace Ledger.Benchmarks;

/// <summary>Tree nodes in a RocksDB of its own in a temporary folder, with the time and number of reads.</summary>
internal sealed class RocksNodeStore : IStateNodeReader, IStateNodeWriter, IDisposable
{
    private const ulong BlockCacheBytes = 256UL * 1024 * 1024;

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-benchmark-").FullName;
    private readonly RocksDb db;
    private WriteBatch batch = new();

    public RocksNodeStore()
    {
        var options = new DbOptions()
            .SetCreateIfMissing(true)
            .SetWalRecoveryMode(Recovery.TolerateCorruptedTailRecords)
            .SetCompression(Compression.No)
            .SetWriteBufferSize(64UL * 1024 * 1024);
        options.SetBlockBasedTableFactory(new BlockBasedTableOptions()
            .SetBlockSize(16 * 1024)
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

    public bool TryGet(ReadOnlySpan<byte> key, [NotNullWhen(true)] out byte[]? record)
    {
        var started = Stopwatch.GetTimestamp();
        record = db.Get(key);
        ReadTime += Stopwatch.GetElapsedTime(started);
        Reads++;
        return record is not null;
    }

    public void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record)
    {
        batch.Put(key, record);
        BytesWritten += key.Length + record.Length;
    }

    public void Delete(ReadOnlySpan<byte> key) => batch.Delete(key);

    /// <summary>Stores what moves a part of the base on, in one write.</summary>
    public void Write(StateFold fold, bool sync)
    {
        using (batch)
        {
            fold.Write(this);
            db.Write(batch, new WriteOptions().SetSync(sync));
        }

        batch = new WriteBatch();
    }

    public void ResetCounters()
    {
        Reads = 0;
        ReadTime = TimeSpan.Zero;
        BytesWritten = 0;
    }

    public void Dispose()
    {
        batch.Dispose();
        db.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
