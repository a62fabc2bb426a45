using System.Buffers.Binary;
using RocksDbSharp;

namespace Ledger.Peers;

/// <summary>Copies a value out of the engine's memory once, without the number that it begins with.</summary>
internal sealed class NumberedValue : ISpanDeserializer<byte[]>
{
    /// <summary>The number of the value read.</summary>
    public ulong Number { get; private set; }

    public byte[] Deserialize(ReadOnlySpan<byte> buffer)
    {
        Number = BinaryPrimitives.ReadUInt64BigEndian(buffer);
        return buffer[StoreKeys.NumberSize..].ToArray();
    }
}
