using RocksDbSharp;

namespace Ledger.Peers;

/// <summary>Copies a value out of the engine's memory.</summary>
internal sealed class WholeValue : ISpanDeserializer<byte[]>
{
    public static WholeValue Instance { get; } = new();

    public byte[] Deserialize(ReadOnlySpan<byte> buffer) => buffer.ToArray();
}
