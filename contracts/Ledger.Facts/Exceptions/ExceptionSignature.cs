using System.Runtime.Versioning;
using System.Security.Cryptography;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What the approver of an exception signs: the approval without its act, which holds the hash of the request that carries the signature.</summary>
public static class ExceptionSignature
{
    /// <summary>SHA-256 of <c>"ledger.v1.ExceptionApproved\n"</c> and the approval in its one encoding without act and signature.</summary>
    /// <param name="approval">The approval; not changed.</param>
    public static byte[] Hash(ExceptionApproved approval)
    {
        ArgumentNullException.ThrowIfNull(approval);
        var rest = approval.Clone();
        rest.Act = null;
        rest.Signature = Google.Protobuf.ByteString.Empty;
        return SHA256.HashData([.. "ledger.v1.ExceptionApproved\n"u8, .. Canonical.Encode(rest)]);
    }

    /// <summary>Whether the approval's signature holds under a key. Never throws on any bytes.</summary>
    /// <param name="approval">The approval.</param>
    /// <param name="subjectPublicKeyInfo">DER of a P-256 key.</param>
    [UnsupportedOSPlatform("browser")]
    public static bool Verify(ExceptionApproved approval, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (!IsKey(subjectPublicKeyInfo))
            return false;
        using var key = SignerKey.Import(subjectPublicKeyInfo);
        return key.VerifyHash(Hash(approval), approval.Signature.Span);
    }

    /// <summary>Whether these bytes are a P-256 key in its one spelling.</summary>
    [UnsupportedOSPlatform("browser")]
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
}
