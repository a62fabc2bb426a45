using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Peers;

/// <summary>
/// A small file whose content is replaced as a whole: it has two slots, each with a counter and a hash. The slot that is known to
/// be durable is never written, so that a write torn by a crash damages only the other one, not yet relied on. Not safe for use
/// by several threads.
/// </summary>
/// <remarks>Writing into existing bytes costs half of an appending fsync.</remarks>
public sealed class TwoSlotFile : IDisposable
{
    /// <summary>Bytes of content; shorter content is filled up with zeros.</summary>
    public const int ContentSize = SlotSize - HeaderSize;

    /// <summary>Bytes of the file.</summary>
    public const int FileSize = 2 * SlotSize;

    private const int SlotSize = 4096;
    private const int HeaderSize = SHA256.HashSizeInBytes + sizeof(ulong);
    private readonly IDiskFile file;
    private ulong counter;
    private int durableSlot;
    private bool isSynced;

    private TwoSlotFile(IDiskFile file) => this.file = file;

    /// <summary>Path of the file.</summary>
    public string Path => file.Path;

    /// <summary>Length of the file when it was opened, in bytes.</summary>
    public long LengthAtOpen { get; private set; }

    /// <summary>What was written last; null when no slot holds anything valid.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>Slots that hold bytes but nothing valid: 0, or 1 after a write torn by a crash, or damage.</summary>
    public int BadSlots { get; private set; }

    /// <summary>Opens an existing file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">Reading changes nothing, and is done alone: beside a program that writes it would compare what changes.</param>
    /// <exception cref="IOException">It is absent, held by another, or cannot be opened.</exception>
    public static TwoSlotFile Open(string path, FileAccess access) => Open(FolderFile.Open(path, access != FileAccess.Read));

    /// <summary>Makes a file with its first content, readable by its owner only: it is there with the content or not at all.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content) =>
        Create(new FolderDisk(System.IO.Path.GetDirectoryName(path)!), System.IO.Path.GetFileName(path), content);

    /// <summary>Takes over a file that was opened.</summary>
    internal static TwoSlotFile Open(IDiskFile file)
    {
        var opened = new TwoSlotFile(file);
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

    internal static void Create(IPeerDisk disk, string name, ReadOnlySpan<byte> content)
    {
        var draft = name + ".new";
        using (var made = new TwoSlotFile(disk.Create(draft)))
        {
            made.file.Write(new byte[FileSize], 0);
            made.Write(content);
        }

        disk.Move(draft, name, replace: false);
    }

    /// <summary>Replaces the content. When it fails, what was written before is still relied on.</summary>
    /// <param name="content">At most <see cref="ContentSize"/> bytes.</param>
    /// <param name="torn">Called when a part of the slot is written: for tests that stop there.</param>
    /// <param name="sync">Durable when it returns. Else a power cut may leave what was last durable, or anything written since.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> content, Action? torn = null, bool sync = true)
    {
        if (content.Length > ContentSize)
            throw new ArgumentException($"A slot has {ContentSize} bytes; this content has {content.Length}.", nameof(content));

        if (!isSynced)
        {
            // What a file held when it was opened may not be durable yet, and the slot that is may be the one about to be written.
            file.Flush();
            isSynced = true;
        }

        var slot = new byte[SlotSize];
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(SHA256.HashSizeInBytes), counter + 1);
        content.CopyTo(slot.AsSpan(HeaderSize));
        SHA256.HashData(slot.AsSpan(SHA256.HashSizeInBytes), slot);
        var target = 1 - durableSlot;
        var position = (long)target * SlotSize;
        if (torn is not null)
        {
            file.Write(slot.AsSpan(0, SlotSize / 16), position);
            torn();
        }

        file.Write(slot, position);
        if (sync)
        {
            file.Flush();
            durableSlot = target;
        }

        counter++;
        Content = slot[HeaderSize..];
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Load()
    {
        var bytes = new byte[FileSize];
        LengthAtOpen = file.Length;
        for (int length = 0, read; length < bytes.Length && (read = file.Read(bytes.AsSpan(length), length)) > 0; length += read)
        {
        }

        for (var i = 0; i < 2; i++)
        {
            var slot = bytes.AsSpan(i * SlotSize, SlotSize);
            if (!slot.ContainsAnyExcept((byte)0))
                continue;

            if (!SHA256.HashData(slot[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(slot[..SHA256.HashSizeInBytes]))
            {
                BadSlots++;
                continue;
            }

            if (BinaryPrimitives.ReadUInt64BigEndian(slot[SHA256.HashSizeInBytes..]) is var number && number > counter)
            {
                (counter, durableSlot) = (number, i);
                Content = slot[HeaderSize..].ToArray();
            }
        }
    }
}
