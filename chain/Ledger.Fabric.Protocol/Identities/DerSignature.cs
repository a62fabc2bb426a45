using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Ledger.Log;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// ECDSA P-256 signatures as Fabric carries them: ASN.1 DER of SEQUENCE {INTEGER r, INTEGER s} (RFC 3279), s in the
/// lower half of the group order. Fabric refuses a high s, so that nobody makes a second signature from a first.
/// </summary>
public static class DerSignature
{
    /// <summary>Largest signature, in bytes.</summary>
    public const int MaxSize = 72;

    private const int ScalarSize = EcdsaSignature.Size / 2;

    /// <summary>The signature with a low s; the same bytes if s was low.</summary>
    /// <param name="signature">DER.</param>
    /// <exception cref="ArgumentException">The bytes are no such signature.</exception>
    public static byte[] WithLowS(ReadOnlySpan<byte> signature)
    {
        Span<byte> scalars = stackalloc byte[EcdsaSignature.Size];
        if (!TryRead(signature, scalars))
            throw new ArgumentException("The signature is not the DER of an ECDSA signature on P-256.", nameof(signature));

        EcdsaSignature.MakeLowS(scalars);
        return Of(scalars);
    }

    /// <summary>Whether the bytes are a signature in DER with a low s.</summary>
    public static bool HasLowS(ReadOnlySpan<byte> signature)
    {
        Span<byte> scalars = stackalloc byte[EcdsaSignature.Size];
        return TryRead(signature, scalars) && EcdsaSignature.HasLowS(scalars);
    }

    /// <summary>
    /// Whether a key made the signature and its s is low, as Fabric judges it: what stands behind the two integers does not
    /// matter. Never throws on any signature.
    /// </summary>
    /// <param name="key">On P-256.</param>
    /// <param name="digest">SHA-256 of what was signed.</param>
    /// <param name="signature">DER.</param>
    internal static bool Verify(ECDsa key, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        Span<byte> scalars = stackalloc byte[EcdsaSignature.Size];
        if (!TryRead(signature, scalars, exact: false) || !EcdsaSignature.HasLowS(scalars))
            return false;

        try
        {
            return key.VerifyHash(digest, scalars);
        }
        catch (CryptographicException)
        {
            // OpenSSL reports some impossible values of r and s as errors, not as failures.
            return false;
        }
    }

    /// <summary>Reads r || s, 64 bytes, in shortest form.</summary>
    /// <param name="signature">DER.</param>
    /// <param name="scalars">r || s.</param>
    /// <param name="exact">
    /// Nothing may stand behind the integers. Fabric reads the two integers and leaves the rest, so of what its channel took
    /// the rest is left here too: a stricter reader would stop at a block that all others go on from.
    /// </param>
    private static bool TryRead(ReadOnlySpan<byte> signature, Span<byte> scalars, bool exact = true)
    {
        if (signature.IsEmpty || (exact && signature.Length > MaxSize))
            return false;

        try
        {
            var reader = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            var r = sequence.ReadInteger();
            var s = sequence.ReadInteger();
            if (exact)
            {
                reader.ThrowIfNotEmpty();
                sequence.ThrowIfNotEmpty();
            }

            return TryWrite(r, scalars[..ScalarSize]) && TryWrite(s, scalars[ScalarSize..]);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool TryWrite(BigInteger value, Span<byte> scalar)
    {
        if (value.Sign <= 0 || value.GetByteCount(isUnsigned: true) is var length && length > ScalarSize)
            return false;

        scalar.Clear();
        return value.TryWriteBytes(scalar[(ScalarSize - length)..], out _, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>A signature in DER.</summary>
    /// <param name="scalars">r || s, 64 bytes.</param>
    internal static byte[] Of(ReadOnlySpan<byte> scalars)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(scalars[..ScalarSize], isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(scalars[ScalarSize..], isUnsigned: true, isBigEndian: true));
        }

        return writer.Encode();
    }
}
