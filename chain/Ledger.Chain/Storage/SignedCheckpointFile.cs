using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Chain;

/// <summary>
/// The last checkpoint a key of this peer signed, in a file of its own, so that a store that lost its newest blocks is
/// noticed and no key ever signs two histories. Not safe for use by several threads.
/// </summary>
/// <remarks>
/// Two slots are written in turn, each with a counter and a hash: a write torn by a crash damages only the slot that
/// was not yet relied on. A new file holds one slot that says that nothing was signed, so that one of zeros is damage. Writing into existing bytes costs half of an appending fsync.
/// </remarks>
internal sealed class SignedCheckpointFile : IDisposable
{
    private const int SlotSize = 4096;
    private const int HeaderSize = 32 + 8 + 8 + 4;

    private const string Unknown =
        "Without it nobody can tell what this peer's key signed: put the file back from a backup as new as the store, or rebuild the peer by replay with new keys by governance.";

    private readonly FileStream file;
    private readonly Action<StorePoint>? probe;
    private ulong counter;

    private SignedCheckpointFile(FileStream file, Action<StorePoint>? probe)
    {
        this.file = file;
        this.probe = probe;
    }

    /// <summary>Block of the checkpoint last written; null when there is none.</summary>
    public ulong? Block { get; private set; }

    /// <summary>The note last written; null when there is none.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether one of the two slots is unreadable: a crash while it was written does that; the other one stands.</summary>
    public bool IsSlotDamaged { get; private set; }

    public string Path => file.Name;

    /// <summary>Makes a file that says that nothing was signed yet; it appears whole or not at all.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public static void Create(string path)
    {
        var draft = path + ".new";
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                stream.Write(new byte[SlotSize]);
                stream.Write(Slot(1, 0, []));
                stream.Flush(flushToDisk: true);
            }

            System.IO.File.Move(draft, path, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be made: {e.Message} Free space or repair the disk, then start again.", e);
        }
    }

    /// <summary>Opens a file made before.</summary>
    /// <param name="path">The file.</param>
    /// <param name="probe">Stops tests between steps.</param>
    /// <param name="write">Whether it will be written; else it is not changed.</param>
    /// <exception cref="StoreDamagedException">It is missing, has another length, or neither slot is readable.</exception>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static SignedCheckpointFile Open(string path, Action<StorePoint>? probe = null, bool write = true)
    {
        FileStream stream;
        try
        {
            // Whoever only compares does it alone: beside a running node, which holds the file, it would compare what changes.
            stream = new FileStream(path, FileMode.Open, write ? FileAccess.ReadWrite : FileAccess.Read, write ? FileShare.Read : FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be opened: {e.Message} If the node runs, stop it first.", e);
        }

        try
        {
            var opened = new SignedCheckpointFile(stream, probe);
            opened.Load();
            return opened;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public static StoreDamagedException Missing(string path, Exception? inner = null) => new($"{path} is missing. {Unknown}", path, inner: inner);

    /// <summary>Replaces the checkpoint; durable when it returns.</summary>
    /// <exception cref="StoreException">It cannot be written; nothing may be shown of what was signed.</exception>
    public void Write(ulong block, string note)
    {
        var text = Encoding.UTF8.GetBytes(note);
        if (HeaderSize + text.Length > SlotSize)
        {
            throw new ArgumentException($"A signed checkpoint has at most {SlotSize - HeaderSize} bytes; this one has {text.Length}.", nameof(note));
        }

        var slot = Slot(counter + 1, block, text);
        var position = (long)((counter + 1) % 2) * SlotSize;
        try
        {
            if (probe is not null)
            {
                RandomAccess.Write(file.SafeFileHandle, slot.AsSpan(0, SlotSize / 16), position);
                probe(StorePoint.InCosignedFile);
            }

            RandomAccess.Write(file.SafeFileHandle, slot, position);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
        catch (IOException e)
        {
            throw new StoreException($"The signed checkpoint cannot be written to {Path}: {e.Message} Nothing was signed; free space or repair the disk, then restart.", e);
        }

        counter++;
        Block = block;
        Note = note;
    }

    public void Dispose() => file.Dispose();

    private static byte[] Slot(ulong counter, ulong block, ReadOnlySpan<byte> text)
    {
        var slot = new byte[SlotSize];
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(32), counter);
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(40), block);
        BinaryPrimitives.WriteInt32BigEndian(slot.AsSpan(48), text.Length);
        text.CopyTo(slot.AsSpan(HeaderSize));
        SHA256.HashData(slot.AsSpan(32), slot);
        return slot;
    }

    private static bool IsValid(ReadOnlySpan<byte> slot) =>
        BinaryPrimitives.ReadUInt64BigEndian(slot[32..]) > 0
        && BinaryPrimitives.ReadInt32BigEndian(slot[48..]) is >= 0 and <= SlotSize - HeaderSize
        && SHA256.HashData(slot[32..]).AsSpan().SequenceEqual(slot[..32]);

    private void Load()
    {
        var bytes = new byte[2 * SlotSize];
        if (file.Length != bytes.Length || RandomAccess.Read(file.SafeFileHandle, bytes, 0) != bytes.Length)
        {
            throw new StoreDamagedException($"{Path} has {file.Length} bytes instead of {bytes.Length}. {Unknown}", Path);
        }

        for (var i = 0; i < 2; i++)
        {
            var slot = bytes.AsSpan(i * SlotSize, SlotSize);
            if (!IsValid(slot))
            {
                IsSlotDamaged |= slot.ContainsAnyExcept((byte)0);
            }
            else if (BinaryPrimitives.ReadUInt64BigEndian(slot[32..]) is var number && number > counter)
            {
                var size = BinaryPrimitives.ReadInt32BigEndian(slot[48..]);
                counter = number;
                Block = size == 0 ? null : BinaryPrimitives.ReadUInt64BigEndian(slot[40..]);
                Note = size == 0 ? null : Encoding.UTF8.GetString(slot.Slice(HeaderSize, size));
            }
        }

        if (counter == 0)
        {
            throw new StoreDamagedException($"Neither slot of {Path} holds a valid signed checkpoint. {Unknown}", Path);
        }
    }
}
