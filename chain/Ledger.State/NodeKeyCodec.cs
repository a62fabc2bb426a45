using System.Buffers.Binary;

namespace Ledger.State;

/// <summary>The keys that nodes are stored under; see <see cref="StateNode.Key"/>.</summary>
internal static class NodeKeyCodec
{
    public const int MinSize = sizeof(ulong) + 1;
    public const int MaxSize = MinSize + Hash256.Size;

    /// <summary>Writes the key of the node of <paramref name="version"/> at the first <paramref name="depth"/> nibbles of <paramref name="path"/>.</summary>
    /// <returns>The bytes written to <paramref name="destination"/>, which holds at least <see cref="MaxSize"/>.</returns>
    public static int Write(ulong version, Hash256 path, int depth, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, version);
        destination[sizeof(ulong)] = (byte)depth;
        Span<byte> nibbles = stackalloc byte[Hash256.Size];
        path.Write(nibbles);
        var size = (depth + 1) / 2;
        nibbles[..size].CopyTo(destination[MinSize..]);
        if ((depth & 1) != 0)
            destination[MinSize + size - 1] &= 0xF0;

        return MinSize + size;
    }

    public static byte[] Create(ulong version, Hash256 path, int depth)
    {
        Span<byte> key = stackalloc byte[MaxSize];
        return key[..Write(version, path, depth, key)].ToArray();
    }
}
