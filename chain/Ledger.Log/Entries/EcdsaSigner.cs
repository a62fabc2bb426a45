using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Ledger.Log;

/// <summary>
/// A P-256 private key that signs with a low s. Takes any <see cref="ECDsa"/>, so the key may
/// live in a token; the caller keeps owning it. Safe for use by several threads if that key is.
/// </summary>
public sealed class EcdsaSigner
{
    private readonly ECDsa privateKey;

    /// <summary>Wraps a private key.</summary>
    /// <exception cref="LogFormatException">The key is not on P-256.</exception>
    [UnsupportedOSPlatform("browser")]
    public EcdsaSigner(ECDsa privateKey)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        using var key = SignerKey.Import(privateKey.ExportSubjectPublicKeyInfo());
        this.privateKey = privateKey;
        KeyId = key.Id;
    }

    /// <summary>First 16 bytes of SHA-256 of the key's SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> KeyId { get; }

    /// <summary>Signs a SHA-256: 64 bytes r || s with a low s.</summary>
    /// <param name="hash">32 bytes.</param>
    public byte[] SignHash(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != MerkleHash.Size)
        {
            throw new ArgumentException($"A hash has {MerkleHash.Size} bytes, not {hash.Length}.", nameof(hash));
        }

        var signature = privateKey.SignHash(hash.ToArray());
        EcdsaSignature.MakeLowS(signature);
        return signature;
    }
}
