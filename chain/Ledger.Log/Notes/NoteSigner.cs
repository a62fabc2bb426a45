using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ledger.Log;

/// <summary>An Ed25519 private key under one name and type; the base of <see cref="LogSigner"/> and <see cref="Cosigner"/>. Safe for use by several threads.</summary>
public abstract class NoteSigner
{
    /// <summary>Length of a private key seed (RFC 8032), in bytes.</summary>
    public const int SeedSize = 32;

    private readonly Ed25519PrivateKeyParameters privateKey;

    private protected NoteSigner(string name, SignatureType type, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize)
        {
            throw new ArgumentException($"An Ed25519 seed has {SeedSize} bytes, not {seed.Length}.", nameof(seed));
        }

        privateKey = new Ed25519PrivateKeyParameters(seed.ToArray());
        Key = VerifierKey.Create(name, type, privateKey.GeneratePublicKey().GetEncoded());
    }

    /// <summary>The public key to give to readers.</summary>
    public VerifierKey Key { get; }

    private protected byte[] SignBytes(byte[] message)
    {
        var signature = new byte[Ed25519PublicKey.SignatureSize];
        privateKey.Sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, signature, 0);
        return signature;
    }

    private protected VerifiedSignature Line(ReadOnlySpan<byte> signature, ulong? time) =>
        new(Key, new NoteSignature(Key.Name, Key.KeyId, signature), time);
}
