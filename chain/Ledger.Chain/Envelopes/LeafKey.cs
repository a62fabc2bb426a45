using System.Runtime.InteropServices;

namespace Ledger.Chain;

/// <summary>A leaf hash as a value, for dictionaries.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafKey(ulong A, ulong B, ulong C, ulong D)
{
    public static LeafKey Read(ReadOnlySpan<byte> hash)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(hash);
        return new LeafKey(words[0], words[1], words[2], words[3]);
    }
}
