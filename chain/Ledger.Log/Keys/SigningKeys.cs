namespace Ledger.Log;

/// <summary>What is asked of a key for one use.</summary>
public static class SigningKeys
{
    /// <summary>Id of a P-256 key: first 16 bytes of SHA-256 of its public key.</summary>
    public static ReadOnlyMemory<byte> KeyId(this ISigningKey key)
    {
        key.Require(SigningAlgorithm.EcdsaP256);
        return SignerKeyId.Of(key.PublicKey.Span);
    }

    /// <summary>Signs a SHA-256 with a P-256 key: 64 bytes r || s with a low s, whatever the key came to.</summary>
    /// <param name="key">The key.</param>
    /// <param name="digest">32 bytes.</param>
    /// <exception cref="ArgumentException">The key is of another kind, or the digest of another length.</exception>
    public static byte[] SignDigest(this ISigningKey key, ReadOnlySpan<byte> digest)
    {
        key.Require(SigningAlgorithm.EcdsaP256);
        if (digest.Length != MerkleHash.Size)
            throw new ArgumentException($"A hash has {MerkleHash.Size} bytes, not {digest.Length}.", nameof(digest));

        var signature = key.Sign(digest);
        EcdsaSignature.MakeLowS(signature);
        return signature;
    }

    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    internal static void Require(this ISigningKey key, SigningAlgorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Algorithm != algorithm)
            throw new ArgumentException($"The key signs by {key.Algorithm}; {algorithm} is wanted.", nameof(key));
    }
}
