using System.Buffers.Binary;
using System.Text;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// The last checkpoint a key of this peer signed, in a file of its own, so that a store that lost its newest blocks is
/// noticed and no key ever signs two histories. Not safe for use by several threads.
/// </summary>
/// <remarks>A new file holds one slot that says that nothing was signed, so that a file of zeros is damage.</remarks>
internal sealed class SignedCheckpointFile : IDisposable
{
    private const int HeaderSize = sizeof(ulong) + sizeof(int);

    private const string Unknown =
        "Without it nobody can tell what this peer's key signed: put the file back from a backup as new as the store, or rebuild the peer by replay with new keys by governance.";

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

    /// <summary>Whether one of the two slots is unreadable: a crash while it was written does that; the other one stands.</summary>
    public bool IsSlotDamaged => file.BadSlots > 0;

    public string Path => file.Path;

    /// <summary>Makes a file that says that nothing was signed yet; it appears whole or not at all.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public static void Create(IPeerDisk disk, string name)
    {
        try
        {
            TwoSlotFile.Create(disk, name, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{disk.PathOf(name)} cannot be made: {e.Message} Free space or repair the disk, then start again.", e);
        }
    }

    /// <summary>Opens a file made before.</summary>
    /// <param name="disk">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="probe">Stops tests between steps.</param>
    /// <param name="write">Whether it will be written; else it is not changed.</param>
    /// <exception cref="StoreDamagedException">It is missing, has another length, or neither slot is readable.</exception>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static SignedCheckpointFile Open(IPeerDisk disk, string name, Action<StorePoint>? probe = null, bool write = true)
    {
        var path = disk.PathOf(name);
        TwoSlotFile slots;
        try
        {
            slots = TwoSlotFile.Open(disk.Open(name, write));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{path} cannot be opened: {e.Message} If the node runs, stop it first.", e);
        }

        var opened = new SignedCheckpointFile(slots, probe);
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

    public static StoreDamagedException Missing(string path, Exception? inner = null) => new($"{path} is missing. {Unknown}", path, inner: inner);

    /// <summary>Replaces the checkpoint.</summary>
    /// <param name="block">Its block.</param>
    /// <param name="note">Its note.</param>
    /// <param name="sync">Durable when it returns; else a power cut may leave an older one, never none.</param>
    /// <exception cref="StoreException">It cannot be written; nothing may be shown of what was signed.</exception>
    public void Write(ulong block, string note, bool sync = true)
    {
        var content = new byte[HeaderSize + Encoding.UTF8.GetByteCount(note)];
        BinaryPrimitives.WriteUInt64BigEndian(content, block);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(sizeof(ulong)), content.Length - HeaderSize);
        Encoding.UTF8.GetBytes(note, content.AsSpan(HeaderSize));
        try
        {
            file.Write(content, probe is null ? null : () => probe(StorePoint.InCosignedFile), sync);
        }
        catch (IOException e)
        {
            throw new StoreException($"The signed checkpoint cannot be written to {Path}: {e.Message} Nothing was signed; free space or repair the disk.", e);
        }

        Block = block;
        Note = note;
    }

    public void Dispose() => file.Dispose();

    private void Load()
    {
        if (file.LengthAtOpen != TwoSlotFile.FileSize)
            throw new StoreDamagedException($"{Path} has {file.LengthAtOpen} bytes instead of {TwoSlotFile.FileSize}. {Unknown}", Path);

        if (file.Content is null)
            throw new StoreDamagedException($"Neither slot of {Path} holds a valid signed checkpoint. {Unknown}", Path);

        if (file.Content is { } content && BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(sizeof(ulong))) is > 0 and var size
            && size <= content.Length - HeaderSize)
        {
            Block = BinaryPrimitives.ReadUInt64BigEndian(content);
            Note = Encoding.UTF8.GetString(content.AsSpan(HeaderSize, size));
        }
    }
}
