using Ledger.V1;

namespace Ledger.Log;

/// <summary>Checks the signature of an envelope. Whether the key may sign is the caller's to judge.</summary>
public static class EnvelopeVerifier
{
    /// <summary>
    /// Whether the envelope names this key and its signature over <c>"ledger.v1.Envelope\n" || payload</c> verifies, with a low
    /// s. Never throws on any envelope.
    /// </summary>
    public static bool Verify(Envelope envelope, SignerKey key)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(key);
        if (!envelope.KeyId.Span.SequenceEqual(key.Id.Span))
            return false;

        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        EnvelopeText.Hash(envelope.Payload.Span, hash);
        return key.VerifyHash(hash, envelope.Signature.Span);
    }
}
