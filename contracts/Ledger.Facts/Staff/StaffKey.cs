using System.Runtime.Versioning;
using Ledger.Log;

namespace Ledger.Facts;

/// <summary>The key of an operator who signs by itself what another submits: a review, the approval of an exception.</summary>
[UnsupportedOSPlatform("browser")]
public static class StaffKey
{
    /// <summary>Length of a signature, r and s with low s.</summary>
    public const int SignatureLength = 64;

    /// <summary>Whether these bytes are a P-256 key in its one spelling.</summary>
    public static bool IsKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            SignerKey.Import(subjectPublicKeyInfo).Dispose();
            return true;
        }
        catch (LogFormatException)
        {
            return false;
        }
    }

    /// <summary>Whether a signature over a hash holds under a key. Never throws on any bytes.</summary>
    /// <param name="subjectPublicKeyInfo">DER of a P-256 key.</param>
    /// <param name="hash">SHA-256 of what was signed.</param>
    /// <param name="signature">The signature.</param>
    public static bool Verify(ReadOnlySpan<byte> subjectPublicKeyInfo, byte[] hash, ReadOnlySpan<byte> signature)
    {
        if (!IsKey(subjectPublicKeyInfo))
            return false;
        using var key = SignerKey.Import(subjectPublicKeyInfo);
        return key.VerifyHash(hash, signature);
    }
}
