using Ledger.V1;

namespace Ledger.Log;

/// <summary>
/// An envelope that this process signed a moment ago, with all that came of it on the way, so that nobody in the process need
/// encode, decode or hash it again. Made by <see cref="EnvelopeSigner"/> alone; nobody changes what it holds.
/// </summary>
public sealed class SignedEnvelope
{
    internal SignedEnvelope(Envelope envelope, Payload payload, byte[] entry, int start, ISigningKey key)
    {
        Envelope = envelope;
        Payload = payload;
        Entry = entry;
        Bytes = entry.AsMemory(start);
        LeafHash = MerkleHash.Leaf(entry);
        PublicKey = key.PublicKey;
        IsOwnWork = key is EcdsaSigner;
    }

    /// <summary>The envelope.</summary>
    public Envelope Envelope { get; }

    /// <summary>Its payload, as read from the bytes signed.</summary>
    public Payload Payload { get; }

    /// <summary>Bytes of the entry that holds the envelope.</summary>
    public byte[] Entry { get; }

    /// <summary>Bytes of the envelope, a part of <see cref="Entry"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Leaf hash (32 bytes) of the entry.</summary>
    public byte[] LeafHash { get; }

    /// <summary>SubjectPublicKeyInfo of the key that signed, in DER.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>
    /// Whether the signature was made here with a key in memory. What a token or a machine for keys gave is another's work, and is
    /// verified like it before it reaches the ledger.
    /// </summary>
    public bool IsOwnWork { get; }
}
