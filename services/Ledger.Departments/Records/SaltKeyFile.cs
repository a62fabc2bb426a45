using System.Buffers.Binary;
using System.Security.Cryptography;
using Ledger.Peers;

namespace Ledger.Departments;

/// <summary>
/// The keys under which contents and salts are wrapped, one for each: destroying a key erases what it wraps, in every copy
/// of the database too. Keys are made and synced in advance, many at a time, so a record costs no sync of its own.
/// </summary>
/// <remarks>
/// <c>"ledger.v1.salts\n" || id (16) || SHA-256 of both (32)</c>, then slots of 48 bytes: key, and the first 16 bytes of
/// <c>SHA-256("ledger.v1.salt\n" || slot (u64) || key)</c>. A destroyed key is all zeros, with its check. Taking is for one
/// thread; reading for any.
/// </remarks>
internal sealed class SaltKeyFile : IDisposable
{
    public const int IdSize = 16;
    private const int KeySize = 32;
    private const int CheckSize = 16;
    private const int SlotSize = KeySize + CheckSize;
    private const int HeaderSize = 16 + IdSize + SHA256.HashSizeInBytes;
    private const int Ahead = 1024;
    private const int ReadAtOnce = 4096;

    private static readonly byte[] Magic = "ledger.v1.salts\n"u8.ToArray();
    private static readonly byte[] SlotName = "ledger.v1.salt\n"u8.ToArray();

    private readonly FileStream file;
    private long next;

    private SaltKeyFile(FileStream file, long slots)
    {
        this.file = file;
        next = Count = slots;
    }

    /// <summary>Keys that are durable in it.</summary>
    public long Count { get; private set; }

    /// <summary>Makes a file without keys, readable by its owner only.</summary>
    public static void Create(string path, byte[] id)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header, 0);
        id.CopyTo(header, Magic.Length);
        SHA256.HashData(header.AsSpan(0, Magic.Length + IdSize), header.AsSpan(Magic.Length + IdSize));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var draft = path + ".new";
        using (var file = new FileStream(draft, options))
        {
            file.Write(header);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path);
    }

    /// <summary>Opens the keys of a store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">The id of the store's keys.</param>
    /// <param name="slots">Keys that it must have at least.</param>
    /// <param name="access">Reading changes nothing.</param>
    /// <exception cref="RecordDamagedException">It is absent, another store's, shortened, or its header is damaged.</exception>
    public static SaltKeyFile Open(string path, byte[] id, long slots, FileAccess access = FileAccess.ReadWrite)
    {
        if (!File.Exists(path))
        {
            throw RecordDamagedException.OfFile(
                path,
                "密钥文件缺失，记录内容无法读取；请从备份恢复该文件",
                "the key file is missing, and without it no contents can be read; restore it from its backup");
        }

        var file = new FileStream(path, FileMode.Open, access, FileShare.Read, bufferSize: 0);
        try
        {
            var header = new byte[HeaderSize];
            if (RandomAccess.Read(file.SafeFileHandle, header, 0) < HeaderSize
                || !header.AsSpan().StartsWith(Magic)
                || !SHA256.HashData(header.AsSpan(0, Magic.Length + IdSize)).AsSpan().SequenceEqual(header.AsSpan(Magic.Length + IdSize)))
            {
                throw RecordDamagedException.OfFile(path, "密钥文件头已损坏；请从备份恢复该文件", "the key file's header is damaged; restore the file from its backup");
            }

            if (!header.AsSpan(Magic.Length, IdSize).SequenceEqual(id))
                throw RecordDamagedException.OfFile(path, "是另一记录库的密钥文件", "these are the keys of another record store");

            var held = (file.Length - HeaderSize) / SlotSize;
            return held >= slots
                ? new(file, held)
                : throw RecordDamagedException.OfFile(
                    path,
                    $"应有至少 {slots} 个密钥，实有 {held} 个；请从备份恢复较新的文件",
                    FormattableString.Invariant($"it has {held} keys, there were {slots}; restore a newer file from its backup"));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file for reading, whichever store's it is, beside the store that uses it.</summary>
    public static SaltKeyFile OpenAny(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return new(file, (file.Length - HeaderSize) / SlotSize);
    }

    /// <summary>A key never used before.</summary>
    /// <exception cref="IOException">No more keys can be made durable.</exception>
    public (long Slot, byte[] Key) Take()
    {
        if (next == Count)
        {
            var slots = new byte[Ahead * SlotSize];
            for (var i = 0; i < Ahead; i++)
            {
                var slot = slots.AsSpan(i * SlotSize, SlotSize);
                RandomNumberGenerator.Fill(slot[..KeySize]);
                Check(Count + i, slot[..KeySize], slot[KeySize..]);
            }

            RandomAccess.Write(file.SafeFileHandle, slots, PlaceOf(Count));
            Sync();
            CryptographicOperations.ZeroMemory(slots);
            Count += Ahead;
        }

        return (next, Read(next++)!);
    }

    /// <summary>A key; null when it was destroyed.</summary>
    /// <exception cref="RecordDamagedException">The slot is not as written, or there is none of the number.</exception>
    public byte[]? Read(long slot)
    {
        var bytes = new byte[SlotSize];
        if (slot >= 0 && slot < Count && RandomAccess.Read(file.SafeFileHandle, bytes, PlaceOf(slot)) == SlotSize && IsWhole(slot, bytes))
            return bytes.AsSpan(0, KeySize).ContainsAnyExcept((byte)0) ? bytes[..KeySize] : null;

        throw RecordDamagedException.OfFile(
            file.Name,
            $"第 {slot} 个密钥已损坏，其内容无法读取；请从备份恢复该文件",
            FormattableString.Invariant($"key {slot} is damaged, and what it wraps cannot be read; restore the file from its backup"));
    }

    /// <summary>Destroys a key for ever; durable when it returns.</summary>
    /// <exception cref="IOException">It cannot be written: nothing is erased yet.</exception>
    public void Destroy(long slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Count);
        Span<byte> bytes = stackalloc byte[SlotSize];
        bytes.Clear();
        Check(slot, bytes[..KeySize], bytes[KeySize..]);
        RandomAccess.Write(file.SafeFileHandle, bytes, PlaceOf(slot));
        Sync();
    }

    /// <summary>Slots below a number that are not as written, in order.</summary>
    public IEnumerable<long> FindDamage(long below, CancellationToken ct)
    {
        var bytes = new byte[ReadAtOnce * SlotSize];
        for (var first = 0L; first < below; first += ReadAtOnce)
        {
            ct.ThrowIfCancellationRequested();
            var count = (int)Math.Min(ReadAtOnce, below - first);
            var read = RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(0, count * SlotSize), PlaceOf(first)) / SlotSize;
            for (var i = 0; i < count; i++)
            {
                // A key that is being destroyed is half written for a moment: it is read again by itself.
                if ((i >= read || !IsWhole(first + i, bytes.AsSpan(i * SlotSize, SlotSize))) && !IsReadable(first + i))
                    yield return first + i;
            }
        }

        CryptographicOperations.ZeroMemory(bytes);
    }

    public void Dispose() => file.Dispose();

    private void Sync()
    {
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        DiskSyncs.Count(Path.GetFileName(file.Name));
    }

    private bool IsReadable(long slot)
    {
        try
        {
            Read(slot);
            return true;
        }
        catch (RecordDamagedException)
        {
            return false;
        }
    }

    private static bool IsWhole(long slot, ReadOnlySpan<byte> bytes)
    {
        Span<byte> check = stackalloc byte[CheckSize];
        Check(slot, bytes[..KeySize], check);
        return check.SequenceEqual(bytes[KeySize..]);
    }

    private static long PlaceOf(long slot) => HeaderSize + (slot * SlotSize);

    private static void Check(long slot, ReadOnlySpan<byte> key, Span<byte> check)
    {
        Span<byte> text = stackalloc byte[SlotName.Length + sizeof(long) + KeySize];
        SlotName.CopyTo(text);
        BinaryPrimitives.WriteInt64BigEndian(text[SlotName.Length..], slot);
        key.CopyTo(text[(SlotName.Length + sizeof(long))..]);
        SHA256.HashData(text)[..CheckSize].CopyTo(check);
        CryptographicOperations.ZeroMemory(text);
    }
}
