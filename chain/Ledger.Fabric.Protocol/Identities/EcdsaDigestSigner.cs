using System.Security.Cryptography;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Signs with an <see cref="ECDsa"/> key on P-256: a key in memory, or any provider's object standing for a key in a
/// token. The caller keeps owning the key.
/// </summary>
public sealed class EcdsaDigestSigner : IDigestSigner
{
    private readonly ECDsa key;

    /// <summary>Wraps a private key.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public EcdsaDigestSigner(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!P256.Is(key))
        {
            throw new ArgumentException("A signer's key must be on the named curve P-256.", nameof(key));
        }

        this.key = key;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken ct = default) =>
        ValueTask.FromResult(key.SignHash(digest.ToArray(), DSASignatureFormat.Rfc3279DerSequence));
}
