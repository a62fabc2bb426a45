using System.Buffers.Binary;
using System.Text;

namespace Ledger.Chain;

/// <summary>
/// The last checkpoint a key of this peer signed, in a file of its own, so that a store that lost its newest blocks is
/// noticed and no key ever signs two histories. Not safe for use by several threads.
/// </summary>
internal sealed class SignedCheckpointFile : IDisposable
{
    private const int HeaderSize = sizeof(ulong) + sizeof(int);
    private readonly TwoSlotFile file;
    private readonly Action<StorePoint>? probe;

    private SignedCheckpointFile(TwoSlotFile file, Action<StorePoint>? probe)
    {
        this.file = file;
        this.probe = probe;
    }

    /// <summary>Block of the checkpoint last written; null when there is none.</summary>
    public ulong? Block { get; private set; }

    /// <summary>The note last written; null when there is none.</summary>
    public string? Note { get; private set; }

    public string Path => file.Path;

    /// <exception cref="StoreDamagedException">Both slots are unreadable.</exception>
    public static SignedCheckpointFile Open(string path, Action<StorePoint>? probe = null)
    {
        var opened = new SignedCheckpointFile(TwoSlotFile.OpenOrCreate(path), probe);
        try
        {
            opened.Load();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>What a file holds, beside a peer that may be writing to it; null when it is absent or nothing was signed.</summary>
    /// <exception cref="StoreDamagedException">Both slots are unreadable.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (ulong Block, string Note)? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var opened = new SignedCheckpointFile(TwoSlotFile.Open(path, FileAccess.Read), null);
        opened.Load();
        return opened is { Block: { } block, Note: { } note } ? (block, note) : null;
    }

    /// <summary>Replaces the checkpoint; durable when it returns.</summary>
    /// <exception cref="StoreException">It cannot be written; nothing may be shown of what was signed.</exception>
    public void Write(ulong block, string note)
    {
        var content = new byte[HeaderSize + Encoding.UTF8.GetByteCount(note)];
        BinaryPrimitives.WriteUInt64BigEndian(content, block);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(sizeof(ulong)), content.Length - HeaderSize);
        Encoding.UTF8.GetBytes(note, content.AsSpan(HeaderSize));
        try
        {
            file.Write(content, probe is null ? null : () => probe(StorePoint.InCosignedFile));
        }
        catch (IOException e)
        {
            throw new StoreException($"The signed checkpoint cannot be written to {Path}: {e.Message} Nothing was signed; free space or repair the disk, then restart.", e);
        }

        Block = block;
        Note = note;
    }

    public void Dispose() => file.Dispose();

    private void Load()
    {
        // One slot with bytes and no valid one is the first write, torn; it was never relied on. A second slot is
        // only touched once the first is durable.
        if (file.Content is null && file.BadSlots == 2)
        {
            throw new StoreDamagedException(
                $"Neither slot of {Path} ({file.LengthAtOpen} bytes) holds a valid signed checkpoint. Without it nobody can tell what this peer's key signed: "
                + "rebuild the peer by replay and give it new keys by governance.",
                Path);
        }

        if (file.Content is { } content && BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(sizeof(ulong))) is > 0 and var size && size <= content.Length - HeaderSize)
        {
            Block = BinaryPrimitives.ReadUInt64BigEndian(content);
            Note = Encoding.UTF8.GetString(content.AsSpan(HeaderSize, size));
        }
    }
}
