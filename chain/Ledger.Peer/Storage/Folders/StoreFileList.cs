using System.Buffers.Binary;
using System.Text;

namespace Ledger.Peers;

/// <summary>
/// RocksDB's list of its files, MANIFEST. The engine takes one that was cut for whole, and table files that it no longer
/// names for garbage; so each block stores how long the list was.
/// </summary>
internal static class StoreFileList
{
    /// <summary>Bytes before the end that are not all zero in a list that was written.</summary>
    private const int Tail = 16;

    /// <summary>Length and name of the list, as a block stores it, when its name is still the one read before.</summary>
    /// <param name="path">Folder of the store.</param>
    /// <param name="before">What was read before.</param>
    public static byte[] Read(string path, byte[] before)
    {
        // The engine begins another list when it opens, or when this one has grown huge; then this one goes.
        var file = new FileInfo(Path.Combine(path, Encoding.UTF8.GetString(before.AsSpan(sizeof(ulong)))));
        if (!file.Exists)
            return Read(path);

        var mark = (byte[])before.Clone();
        BinaryPrimitives.WriteInt64BigEndian(mark, file.Length);
        return mark;
    }

    /// <summary>Length and name of the list, as a block stores it.</summary>
    /// <param name="path">Folder of the store.</param>
    public static byte[] Read(string path)
    {
        var name = File.ReadAllText(Path.Combine(path, "CURRENT")).TrimEnd('\n');
        var mark = new byte[sizeof(ulong) + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteInt64BigEndian(mark, new FileInfo(Path.Combine(path, name)).Length);
        Encoding.UTF8.GetBytes(name, mark.AsSpan(sizeof(ulong)));
        return mark;
    }

    /// <summary>Compares the list with what the newest block stored.</summary>
    /// <param name="path">Folder of the store.</param>
    /// <param name="stored">What the block stored; null when it stored none.</param>
    /// <exception cref="StoreDamagedException">It is an older one, shorter, or zero at its end.</exception>
    public static void Compare(string path, byte[]? stored)
    {
        if (stored is not { Length: > sizeof(ulong) })
            return;

        var present = Read(path);
        var names = new[] { present, stored }.Select(static mark => Encoding.UTF8.GetString(mark.AsSpan(sizeof(ulong)))).ToList();
        var file = Path.Combine(path, names[0]);
        var (length, wanted) = (BinaryPrimitives.ReadInt64BigEndian(present), BinaryPrimitives.ReadInt64BigEndian(stored));
        // Numbers grow, and are written with as many digits.
        if (string.CompareOrdinal(names[0], names[1]) is var order && (order < 0 || (order == 0 && (length < wanted || IsZeroBefore(file, wanted)))))
        {
            throw new StoreDamagedException(
                $"{file}, the store's list of its files, was cut or is an older one: it has {length} bytes, when the newest block was written {names[1]} had {wanted}. "
                + $"Move {path} away and rebuild this peer by replay.",
                file);
        }
    }

    private static bool IsZeroBefore(string file, long end)
    {
        var bytes = new byte[Math.Min(Tail, end)];
        using var stream = File.OpenRead(file);
        stream.Position = end - bytes.Length;
        stream.ReadExactly(bytes);
        return !bytes.AsSpan().ContainsAnyExcept((byte)0);
    }
}
