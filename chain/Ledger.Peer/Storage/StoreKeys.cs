using System.Buffers.Binary;
using System.Text;

namespace Ledger.Peers;

/// <summary>Keys of a store. All integers in them are big-endian, so that order is numeric.</summary>
internal static class StoreKeys
{
    /// <summary>Bytes of a number.</summary>
    public const int NumberSize = sizeof(ulong);

    /// <summary>A number: of a block, a version or an entry.</summary>
    public static byte[] Number(ulong number)
    {
        var key = new byte[NumberSize];
        BinaryPrimitives.WriteUInt64BigEndian(key, number);
        return key;
    }

    /// <summary>A page at the version that replaced it.</summary>
    public static byte[] At(byte[] name, ulong version)
    {
        var key = new byte[name.Length + NumberSize];
        name.CopyTo(key, 0);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(name.Length), version);
        return key;
    }

    /// <summary>A cosignature of an organisation.</summary>
    public static byte[] Line(ulong block, string organisation) => [.. Number(block), .. Encoding.UTF8.GetBytes(organisation)];

    /// <summary>A hash of the log's tree.</summary>
    /// <param name="level">Its level, 0 for leaves.</param>
    /// <param name="index">Its position in the level.</param>
    /// <param name="key">Takes the key, 9 bytes.</param>
    public static void Hash(int level, ulong index, Span<byte> key)
    {
        key[0] = (byte)level;
        BinaryPrimitives.WriteUInt64BigEndian(key[1..], index);
    }
}
