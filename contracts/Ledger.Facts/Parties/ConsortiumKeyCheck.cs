using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Facts;

/// <summary>
/// A value that shows whether a consortium key is the right one and nothing else of it: HKDF-SHA-256 over the key with info
/// <c>"ledger.v1.consortium-check\n" || epoch (u32)</c>. One wrong character in a key file would make wrong tokens for good.
/// </summary>
public static class ConsortiumKeyCheck
{
    /// <summary>Bytes of a check value.</summary>
    public const int Size = 16;

    private static ReadOnlySpan<byte> Domain => "ledger.v1.consortium-check\n"u8;

    /// <summary>The check value of a key.</summary>
    /// <param name="epoch">Epoch of the key.</param>
    /// <param name="key">The key, 32 bytes.</param>
    public static byte[] Of(uint epoch, ReadOnlySpan<byte> key)
    {
        Span<byte> info = stackalloc byte[Domain.Length + sizeof(uint)];
        Domain.CopyTo(info);
        BinaryPrimitives.WriteUInt32BigEndian(info[Domain.Length..], epoch);
        var check = new byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, check, salt: [], info);
        return check;
    }
}
