using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Key = NSec.Cryptography.Key;

namespace Ledger.Log;

/// <summary>An Ed25519 private key in memory.</summary>
/// <remarks>RFC 8032 signs without lots: libsodium, and BouncyCastle where no native code runs, come to the same bytes.</remarks>
public sealed class Ed25519Signer : ISigningKey
{
    /// <summary>Length of a private key seed (RFC 8032), in bytes.</summary>
    public const int SeedSize = 32;

    private readonly Ed25519PrivateKeyParameters? managed;
    private readonly Key? native;

    /// <summary>A key from its seed.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes long.</exception>
    public Ed25519Signer(ReadOnlySpan<byte> seed)
        : this(seed, useNative: true)
    {
    }

    internal Ed25519Signer(ReadOnlySpan<byte> seed, bool useNative)
    {
        if (seed.Length != SeedSize)
            throw new ArgumentException($"An Ed25519 seed has {SeedSize} bytes, not {seed.Length}.", nameof(seed));

        if (useNative && Ed25519Library.IsNative)
        {
            native = Ed25519Library.ImportSeed(seed);
            PublicKey = Ed25519Library.Export(native);
        }
        else
        {
            managed = new Ed25519PrivateKeyParameters(seed.ToArray());
            PublicKey = managed.GeneratePublicKey().GetEncoded();
        }
    }

    /// <inheritdoc/>
    public SigningAlgorithm Algorithm => SigningAlgorithm.Ed25519;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        if (native is not null)
            return Ed25519Library.Sign(native, bytes);

        var signature = new byte[Ed25519PublicKey.SignatureSize];
        managed!.Sign(Ed25519.Algorithm.Ed25519, null, bytes.ToArray(), 0, bytes.Length, signature, 0);
        return signature;
    }
}
