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
/// was not yet relied on. Writing into existing bytes costs half of an appending fsync.
/// </remarks>
internal sealed class SignedCheckpointFile : IDisposable
{
    private const int SlotSize = 4096;
    private const int HeaderSize = 32 + 8 + 8 + 4;
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

    public string Path => file.Name;

    /// <exception cref="StoreDamagedException">Both slots are unreadable.</exception>
    public static SignedCheckpointFile Open(string path, Action<StorePoint>? probe = null)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var opened = new SignedCheckpointFile(stream, probe);
        try
        {
            if (stream.Length == 0)
            {
                stream.Write(new byte[2 * SlotSize]);
                stream.Flush(flushToDisk: true);
            }
            else
            {
                opened.Load();
            }

            return opened;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Replaces the checkpoint; durable when it returns.</summary>
    /// <exception cref="StoreException">It cannot be written; nothing may be shown of what was signed.</exception>
    public void Write(ulong block, string note)
    {
        var text = Encoding.UTF8.GetBytes(note);
        if (HeaderSize + text.Length > SlotSize)
        {
            throw new ArgumentException($"A signed checkpoint has at most {SlotSize - HeaderSize} bytes; this one has {text.Length}.", nameof(note));
        }

        var slot = new byte[SlotSize];
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(32), counter + 1);
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(40), block);
        BinaryPrimitives.WriteInt32BigEndian(slot.AsSpan(48), text.Length);
        text.CopyTo(slot, HeaderSize);
        SHA256.HashData(slot.AsSpan(32), slot);
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

    private void Load()
    {
        var bytes = new byte[2 * SlotSize];
        var length = RandomAccess.Read(file.SafeFileHandle, bytes, 0);
        var written = false;
        for (var i = 0; i < 2; i++)
        {
            var slot = bytes.AsSpan(i * SlotSize, SlotSize);
            written |= slot.ContainsAnyExcept((byte)0);
            var number = BinaryPrimitives.ReadUInt64BigEndian(slot[32..]);
            var size = BinaryPrimitives.ReadInt32BigEndian(slot[48..]);
            if (number > counter && size > 0 && size <= SlotSize - HeaderSize && SHA256.HashData(slot[32..]).AsSpan().SequenceEqual(slot[..32]))
            {
                counter = number;
                Block = BinaryPrimitives.ReadUInt64BigEndian(slot[40..]);
                Note = Encoding.UTF8.GetString(slot.Slice(HeaderSize, size));
            }
        }

        // One slot with bytes and no valid one is the first write, torn; it was never relied on. A second slot is
        // only touched once the first is durable.
        if (counter == 0 && written && bytes.AsSpan(0, SlotSize).ContainsAnyExcept((byte)0) && bytes.AsSpan(SlotSize).ContainsAnyExcept((byte)0))
        {
            throw new StoreDamagedException(
                $"Neither slot of {Path} ({length} bytes) holds a valid signed checkpoint. Without it nobody can tell what this peer's key signed: "
                + "rebuild the peer by replay and give it new keys by governance.",
                Path);
        }
    }
}
