namespace Ledger.Log;

/// <summary>
/// An operator's signature over a write request: ECDSA P-256 over <see cref="RequestText"/>,
/// 64 bytes r || s with a low s, sent as gRPC metadata <c>ledger-signature-bin</c>.
/// </summary>
public static class RequestSignature
{
    /// <summary>Metadata key of the signature.</summary>
    public const string SignatureHeader = "ledger-signature-bin";

    /// <summary>Metadata key of the SHA-256 of the operator's certificate.</summary>
    public const string OperatorHeader = "ledger-operator-bin";

    /// <summary>Signs a request.</summary>
    /// <inheritdoc cref="RequestText.Build"/>
    public static byte[] Sign(ISigningKey key, string origin, string method, ReadOnlySpan<byte> request) =>
        key.SignDigest(RequestText.Hash(origin, method, request));

    /// <summary>Whether the signature is the key's over this request. Never throws on any request or signature.</summary>
    /// <inheritdoc cref="RequestText.Build"/>
    public static bool Verify(SignerKey key, string origin, string method, ReadOnlySpan<byte> request, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.VerifyHash(RequestText.Hash(origin, method, request), signature);
    }
}
