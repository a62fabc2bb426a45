using RocksDbSharp;

namespace Ledger.Peers;

/// <summary>Copies a value once, out of the engine's memory, without its first bytes.</summary>
internal sealed class RocksValue(int skip) : ISpanDeserializer<byte[]>
{
    /// <summary>All of a value.</summary>
    public static RocksValue Whole { get; } = new(0);

    public byte[] Deserialize(ReadOnlySpan<byte> buffer) => buffer[skip..].ToArray();
}
