using System.Text.RegularExpressions;
using Ledger.Chain;
using RocksDbSharp;

namespace Ledger.Peers;

/// <summary>
/// RocksDB with the settings a ledger needs and errors that name the file. Damage is an error here: RocksDB's default
/// recovery would silently drop synced writes after a damaged byte of its write-ahead log.
/// </summary>
internal sealed partial class RocksDatabase : IColumnStore
{
    private const ulong WriteBufferBytes = 16 << 20;
    private const ulong BlockCacheBytes = 64 << 20;
    private const ulong MaxLogBytes = 128 << 20;
    private const ulong BlockBytes = 4 << 10;

    /// <summary>A node near the leaves and those below it are read after each other, and lie in one block then.</summary>
    private const ulong NodeBlockBytes = 16 << 10;

    /// <summary>How long a reader waits for the store while it is opened anew.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WriteOptions synced = new WriteOptions().SetSync(true);
    private readonly WriteOptions unsynced = new();
    private readonly ReadOptions cached = new();
    private readonly ReadOptions uncached = new ReadOptions().SetFillCache(false);
    private readonly RocksDatabase? origin;
    private readonly Snapshot? instant;

    private static readonly string[] DamageKinds = ["Corruption", "No such file", "Invalid argument"];

    private volatile bool closed;
    private volatile RocksEngine engine;
    private volatile bool suspect;
    private byte[] listMark = [];

    private RocksDatabase(RocksEngine engine, string path)
    {
        this.engine = engine;
        Path = path;
    }

    /// <summary>The database as it is now.</summary>
    private RocksDatabase(RocksDatabase origin)
        : this(origin.Enter(), origin.Path)
    {
        this.origin = origin;
        instant = engine.Database.CreateSnapshot();
        cached.SetSnapshot(instant);
        uncached.SetSnapshot(instant);
    }

    public string Path { get; }

    public Action? OnRead { get; set; }

    public bool IsSuspect => suspect;

    /// <summary>Whether a store was ever made at a path.</summary>
    public static bool Exists(string path) => File.Exists(System.IO.Path.Combine(path, "CURRENT"));

    /// <summary>
    /// Opens it for writing. Damage is looked for before: opening moves the log into table files and removes files that a
    /// damaged list does not name.
    /// </summary>
    /// <param name="path">Its folder.</param>
    /// <param name="create">Makes it when absent.</param>
    /// <exception cref="StoreDamagedException">The write-ahead log or a file is damaged.</exception>
    /// <exception cref="StoreException">It cannot be opened for another reason, such as another process holding it.</exception>
    public static RocksDatabase Open(string path, bool create)
    {
        try
        {
            return new RocksDatabase(Start(path, create), path) { listMark = StoreFileList.Read(path) };
        }
        catch (RocksDbException e)
        {
            throw Opened(path, e);
        }
    }

    /// <summary>Opens it for reading: the log is read into memory, and no file is changed or made.</summary>
    /// <exception cref="StoreDamagedException">The write-ahead log or a file is damaged.</exception>
    /// <exception cref="StoreException">It cannot be opened for another reason.</exception>
    public static RocksDatabase OpenReadOnly(string path)
    {
        try
        {
            return new RocksDatabase(
                new RocksEngine(RocksDb.OpenReadOnly(Options(Recovery.TolerateCorruptedTailRecords, create: false), path, Families(),
                    errIfLogFileExists: false), Name), path);
        }
        catch (RocksDbException e)
        {
            throw Opened(path, e);
        }
    }

    /// <summary>The engine, which stays open until what is returned is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed; the native library would not survive being asked.</exception>
    /// <exception cref="StoreException">It could not be opened anew so far.</exception>
    public RocksEngine Enter() => TryEnter() ?? WaitToEnter();

    public void ThrowIfSuspect()
    {
        if (suspect)
            throw new StoreException($"The store in {Path} takes nothing until it was opened anew after a write that failed.");
    }

    public void Suspect() => suspect = true;

    /// <remarks>What the engine then reads from its log, it has written to files of its own and synced.</remarks>
    public void Reopen(Action look)
    {
        suspect = true;
        if (!SpinWait.SpinUntil(TryClose, Patience))
            throw new StoreException($"The store in {Path} is being read from and cannot be opened anew yet.");

        look();
        try
        {
            var opened = Start(Path, create: false);
            listMark = StoreFileList.Read(Path);
            engine = opened;
            suspect = false;
        }
        catch (RocksDbException e)
        {
            throw Opened(Path, e);
        }
    }

    public byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key, out ulong number)
    {
        var value = new NumberedValue();
        var rest = Get(column, key, value);
        number = value.Number;
        return rest;
    }

    public byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key) => Get(column, key, WholeValue.Instance);

    private byte[]? Get(StoreColumn column, ReadOnlySpan<byte> key, ISpanDeserializer<byte[]> value)
    {
        using var use = Enter();
        OnRead?.Invoke();
        try
        {
            return use.Database.Get(key, value, use.Column(column), cached);
        }
        catch (RocksDbException e)
        {
            throw Failed(Path, e.Message, e);
        }
    }

    public byte[]? First(StoreColumn column, byte[] start, byte[] prefix, int keyLength)
    {
        using var use = Enter();
        OnRead?.Invoke();
        using var iterator = use.Database.NewIterator(use.Column(column), cached);
        iterator.Seek(start);
        return Valid(iterator) && iterator.GetKeySpan().Length == keyLength && iterator.GetKeySpan().StartsWith(prefix)
            ? iterator.Value()
            : null;
    }

    public byte[]? Last(StoreColumn column)
    {
        using var use = Enter();
        OnRead?.Invoke();
        using var iterator = use.Database.NewIterator(use.Column(column), cached);
        iterator.SeekToLast();
        return Valid(iterator) ? iterator.Value() : null;
    }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Scan(StoreColumn column, byte[] start, byte[]? end)
    {
        using var use = Enter();
        OnRead?.Invoke();
        using var iterator = use.Database.NewIterator(use.Column(column), uncached);
        for (iterator.Seek(start); Valid(iterator); iterator.Next())
        {
            var key = iterator.Key();
            if (key.Length == 0)
                continue;

            if (end is not null && key.AsSpan().SequenceCompareTo(end) >= 0)
                yield break;

            yield return new(key, iterator.Value());
        }
    }

    public bool IsEmpty(StoreColumn column)
    {
        using var use = Enter();
        using var iterator = use.Database.NewIterator(use.Column(column), cached);
        iterator.SeekToFirst();
        return !Valid(iterator);
    }

    /// <remarks>How long the engine's list of files was one call ago: by then it was durable.</remarks>
    public byte[] TakeMark()
    {
        var mark = listMark;
        listMark = StoreFileList.Read(Path, mark);
        return mark;
    }

    public void CompareMark(byte[]? kept) => StoreFileList.Compare(Path, kept);

    public IColumnStore TakeSnapshot() => new RocksDatabase(this);

    public IColumnBatch NewBatch() => new RocksBatch(this);

    public void Write(RocksEngine use, WriteBatch batch, bool sync)
    {
        ThrowIfSuspect();
        try
        {
            use.Database.Write(batch, sync ? synced : unsynced);
            if (sync)
                DiskSyncs.Count(PeerFolder.StoreName);
        }
        catch (RocksDbException e) when (IsDamage(e.Message))
        {
            throw Failed(Path, e.Message, e);
        }
        catch (RocksDbException e)
        {
            suspect = true;
            throw new StoreException(
                $"The store in {Path} cannot be written: {e.Message.TrimEnd('.')}. Nothing acknowledged before is lost; free space or repair the disk.", e);
        }
    }

    /// <summary>Writes a copy as of now into a new folder on the same disk; its files are shared with the store until one of both drops them.</summary>
    public void Checkpoint(string folder)
    {
        try
        {
            using var use = Enter();
            using var checkpoint = use.Database.Checkpoint();
            checkpoint.Save(folder);
        }
        catch (RocksDbException e)
        {
            throw new StoreException(
                $"The store in {Path} cannot be copied to {folder}: {e.Message.TrimEnd('.')}. Free space or repair the disk, then try again.", e);
        }
    }

    public void ReadEverything()
    {
        foreach (var column in Enum.GetValues<StoreColumn>())
        {
            using var use = Enter();
            using var iterator = use.Database.NewIterator(use.Column(column), uncached);
            for (iterator.SeekToFirst(); Valid(iterator);)
                iterator.Next();
        }
    }

    public void Dispose()
    {
        closed = true;
        if (instant is null)
        {
            engine.Close();
        }
        else if (engine.TryEnter())
        {
            instant.Dispose();
            engine.Dispose();
            engine.Dispose();
        }
    }

    /// <summary>Whether the iterator stands on a pair; an error ends it as if there were none left, so it is asked for.</summary>
    private bool Valid(Iterator iterator)
    {
        if (iterator.Valid())
            return true;

        Native.Instance.rocksdb_iter_get_error(iterator.Handle, out var error);
        if (error == IntPtr.Zero)
            return false;

        var fault = new RocksDbException(error);
        throw Failed(Path, fault.Message, fault);
    }

    /// <summary>What a fault of the engine means: bytes that are not as written stay so, a disk that does not give them may yet.</summary>
    /// <param name="path">The store's folder.</param>
    /// <param name="message">What the engine said.</param>
    /// <param name="inner">Its exception.</param>
    internal static StoreException Failed(string path, string message, Exception? inner) => IsDamage(message)
        ? new StoreDamagedException(
            $"The store in {path} cannot be read: {message} What is damaged is not served; rebuild this peer by replay.", FileName(message)
                ?? path, inner: inner)
        : new StoreException(
            $"The store in {path} cannot be read at present: {message.TrimEnd('.')}. Nothing acknowledged before is lost; it is tried again, and the disk needs looking after", inner);

    // A file that is gone is an "IO error" to the engine, one list that lacks a column an "Invalid argument".
    private static bool IsDamage(string message) => DamageKinds.Any(kind => message.Contains(kind, StringComparison.Ordinal));

    private static RocksEngine Start(string path, bool create) =>
        new(RocksDb.Open(Options(Recovery.TolerateCorruptedTailRecords, create), path, Families()), Name);

    private static StoreException Opened(string path, RocksDbException e)
    {
        if (e.Message.Contains("families not opened", StringComparison.Ordinal))
            return StoreLayout.Other(path, "another one", e);

        if (!IsDamage(e.Message))
            return new StoreException($"The store in {path} cannot be opened: {e.Message}", e);

        var first = FirstBlockLacking(path);
        var file = FileName(e.Message) ?? NewestLog(path) ?? path;
        return new StoreDamagedException(
            $"{file} is damaged or missing: {e.Message} The first block the store lacks is {first?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not known"}. "
            + "The store is left as it is and not served; rebuild this peer by replay from another node.",
            file,
            first,
            e);
    }

    /// <summary>What could still be read up to the damage, without changing anything.</summary>
    private static ulong? FirstBlockLacking(string path)
    {
        try
        {
            using var readable = RocksDb.OpenReadOnly(Options(Recovery.PointInTime, create: false), path, Families(), errIfLogFileExists: false);
            using var iterator = readable.NewIterator(readable.GetColumnFamily(Name(StoreColumn.Blocks)));
            iterator.SeekToLast();
            return iterator.Valid() ? System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(iterator.GetKeySpan()) + 1 : 0;
        }
        catch (RocksDbException)
        {
            return null;
        }
    }

    internal static string? NewestLog(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.log").Order(StringComparer.Ordinal).LastOrDefault() : null;

    private static DbOptions Options(Recovery recovery, bool create)
    {
        var options = new DbOptions()
            .SetCreateIfMissing(create)
            .SetCreateMissingColumnFamilies(create)
            .SetWalRecoveryMode(recovery)
            .SetMaxTotalWalSize(MaxLogBytes)
            // A store has one writer at a time.
            .SetAllowConcurrentMemtableWrite(false)
            .SetKeepLogFileNum(4)
            .SetMaxOpenFiles(256);

        // A log missing from between others would be a hole that nothing else shows.
        Native.Instance.rocksdb_options_set_track_and_verify_wals(options.Handle, 1);
        return options;
    }

    private static ColumnFamilies Families()
    {
        // One cache for all columns of a store: its bound is the store's.
        var cache = Cache.CreateLru(BlockCacheBytes);
        var families = new ColumnFamilies(Family(cache, StoreColumn.Meta));
        foreach (var column in Enum.GetValues<StoreColumn>().Where(column => column != StoreColumn.Meta))
            families.Add(Name(column), Family(cache, column));

        return families;
    }

    private static ColumnFamilyOptions Family(Cache cache, StoreColumn column) => new ColumnFamilyOptions()
        .SetWriteBufferSize(WriteBufferBytes)
        // Hashes do not compress; trying costs.
        .SetCompression(column is StoreColumn.Nodes or StoreColumn.Hashes or StoreColumn.Leaves ? Compression.No : Compression.Lz4)
        .SetBlockBasedTableFactory(new BlockBasedTableOptions()
            .SetBlockSize(column == StoreColumn.Nodes ? NodeBlockBytes : BlockBytes)
            .SetBlockCache(cache)
            .SetFilterPolicy(BloomFilterPolicy.Create(10, false)));

    private static string Name(StoreColumn column) => column == StoreColumn.Meta ? "default" : column.ToString().ToLowerInvariant();

    private static string? FileName(string message) =>
        FilePattern().Match(message) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"[^\s'""]+(?:\.(?:log|sst|ldb)\b|MANIFEST-[0-9]+|CURRENT\b|IDENTITY\b)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FilePattern();

    private RocksEngine? TryEnter()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (origin is { IsSuspect: true })
            throw new StoreException($"The store in {Path} is opened anew after a write that failed; what was read of it as of an instant ends here. Try again.");

        var current = engine;
        return current.TryEnter() ? current : null;
    }

    private RocksEngine WaitToEnter()
    {
        RocksEngine? entered = null;
        return SpinWait.SpinUntil(() => (entered = TryEnter()) is not null, Patience)
            ? entered!
            : throw new StoreException($"The store in {Path} is not open: it could not be opened anew after a write that failed, and is tried again.");
    }

    private bool TryClose()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return engine.TryClose();
    }
}
