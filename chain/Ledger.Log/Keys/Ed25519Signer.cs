using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ledger.Log;

/// <summary>An Ed25519 private key in memory.</summary>
public sealed class Ed25519Signer : ISigningKey
{
    /// <summary>Length of a private key seed (RFC 8032), in bytes.</summary>
    public const int SeedSize = 32;

    private readonly Ed25519PrivateKeyParameters privateKey;

    /// <summary>A key from its seed.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes long.</exception>
    public Ed25519Signer(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
            throw new ArgumentException($"An Ed25519 seed has {SeedSize} bytes, not {seed.Length}.", nameof(seed));

        privateKey = new Ed25519PrivateKeyParameters(seed.ToArray());
        PublicKey = privateKey.GeneratePublicKey().GetEncoded();
    }

    /// <inheritdoc/>
    public SigningAlgorithm Algorithm => SigningAlgorithm.Ed25519;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        var signature = new byte[Ed25519PublicKey.SignatureSize];
        privateKey.Sign(Ed25519.Algorithm.Ed25519, null, bytes.ToArray(), 0, bytes.Length, signature, 0);
        return signature;
    }
}
