using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ledger.Log;

/// <summary>An Ed25519 key (RFC 8032), decoded to a curve point once.</summary>
internal sealed class Ed25519PublicKey
{
    public const int Size = 32;
    public const int SignatureSize = 64;

    private readonly Ed25519PublicKeyParameters parameters;

    private Ed25519PublicKey(Ed25519PublicKeyParameters parameters) => this.parameters = parameters;

    /// <summary>Null unless the bytes are a point of the prime-order group: a key of small order would let anyone sign.</summary>
    public static Ed25519PublicKey? Import(ReadOnlySpan<byte> publicKey)
    {
        var bytes = publicKey.ToArray();
        return bytes.Length == Size && Ed25519.ValidatePublicKeyFull(bytes, 0)
            ? new Ed25519PublicKey(new Ed25519PublicKeyParameters(bytes))
            : null;
    }

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize
        && parameters.Verify(Ed25519.Algorithm.Ed25519, null, message.ToArray(), 0, message.Length, signature.ToArray(), 0);
}
