namespace Ledger.Log;

/// <summary>How an envelope names its signer's key: the first 16 bytes of SHA-256 of the SubjectPublicKeyInfo.</summary>
public static class SignerKeyId
{
    /// <summary>Length of a key id, in bytes.</summary>
    public const int Size = 16;

    /// <summary>The id of a key.</summary>
    /// <param name="subjectPublicKeyInfo">DER (RFC 5280 section 4.1.2.7).</param>
    public static byte[] Of(ReadOnlySpan<byte> subjectPublicKeyInfo) => Sha256.Hash(subjectPublicKeyInfo)[..Size];
}
