namespace Ledger.Fabric.Protocol;

/// <summary>
/// Signs for an identity. The key may live in this process, in a hardware token or in a remote service; nothing else
/// of the client sees it. Implementations are safe for use by several callers at once.
/// </summary>
public interface IDigestSigner
{
    /// <summary>Signs a SHA-256 with the identity's P-256 key.</summary>
    /// <param name="digest">32 bytes.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>ASN.1 DER of SEQUENCE {r, s}. A high s is allowed here: the client replaces it before sending.</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken ct = default);
}
