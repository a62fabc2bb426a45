namespace Ledger.Log;

/// <summary>
/// ECDSA P-256 signatures as 64 bytes r || s, big-endian, s in the lower half of the group
/// order: of the two values that verify, one is allowed, so nobody can make a second
/// signature from a first.
/// </summary>
public static class EcdsaSignature
{
    /// <summary>Length of a signature, in bytes.</summary>
    public const int Size = 2 * ScalarSize;

    private const int ScalarSize = 32;

    // n, the order of the group of P-256 (FIPS 186-4, D.1.2.3), and (n − 1) / 2.
    private static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];

    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
    ];

    /// <summary>Whether the signature has 64 bytes and a low s.</summary>
    public static bool HasLowS(ReadOnlySpan<byte> signature) =>
        signature.Length == Size && signature[ScalarSize..].SequenceCompareTo(HalfOrder) <= 0;

    /// <summary>Replaces a high s by n − s, in place; the signature verifies as before.</summary>
    /// <exception cref="ArgumentException">The signature is not 64 bytes long.</exception>
    public static void MakeLowS(Span<byte> signature)
    {
        if (signature.Length != Size)
            throw new ArgumentException($"A signature has {Size} bytes, not {signature.Length}.", nameof(signature));

        if (!HasLowS(signature))
            Negate(signature[ScalarSize..]);
    }

    /// <summary>s ← n − s.</summary>
    private static void Negate(Span<byte> s)
    {
        var borrow = 0;
        for (var i = ScalarSize - 1; i >= 0; i--)
        {
            var difference = Order[i] - s[i] - borrow;
            borrow = difference < 0 ? 1 : 0;
            s[i] = (byte)difference;
        }
    }
}
