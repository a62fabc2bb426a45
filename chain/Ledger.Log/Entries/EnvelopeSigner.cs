using System.Runtime.Versioning;
using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Log;

/// <summary>Signs envelopes with one key. The envelope that is stored and sent is the one made here: never encode a payload again.</summary>
public sealed class EnvelopeSigner
{
    private readonly ISigningKey key;

    /// <summary>A signer of a P-256 private key in memory; the caller keeps owning the key.</summary>
    /// <exception cref="LogFormatException">The key is not on P-256.</exception>
    [UnsupportedOSPlatform("browser")]
    public EnvelopeSigner(ECDsa privateKey)
        : this(new EcdsaSigner(privateKey))
    {
    }

    /// <summary>A signer of a key wherever it is kept.</summary>
    /// <exception cref="ArgumentException">The key is of another kind.</exception>
    public EnvelopeSigner(ISigningKey key)
    {
        KeyId = key.KeyId();
        this.key = key;
    }

    /// <summary>First 16 bytes of SHA-256 of the key's SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> KeyId { get; }

    /// <summary>Encodes and signs a payload.</summary>
    /// <exception cref="ArgumentException">The payload has no one encoding.</exception>
    /// <exception cref="LogFormatException">The payload is not in order, or the entry would be over 65,535 bytes.</exception>
    public Envelope Sign(Payload payload) => SignEntry(payload).Envelope;

    /// <summary>Signs a payload already encoded, such as one that a service prepared for a bank.</summary>
    /// <exception cref="LogFormatException">The bytes are no payload in its one encoding, a field is not in order, or the entry
    /// would be over 65,535 bytes.</exception>
    public Envelope Sign(ReadOnlyMemory<byte> payload) =>
        EntryCodec.TryParsePayload(payload.Span, out var parsed, out var fault) ? Sign(payload, parsed).Envelope : throw new LogFormatException(fault);

    /// <summary>Encodes and signs a payload; gives all that came of it.</summary>
    /// <inheritdoc cref="Sign(Payload)"/>
    public SignedEnvelope SignEntry(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var bytes = Canonical.Bytes(payload);
        if (EntryCodec.TryParsePayload(bytes, out var parsed, out var fault))
            return Sign(bytes, parsed);

        throw fault.Code.StartsWith("encoding.", StringComparison.Ordinal)
            ? new ArgumentException($"The payload cannot be encoded: {fault}", nameof(payload))
            : new LogFormatException(fault);
    }

    private SignedEnvelope Sign(ReadOnlyMemory<byte> bytes, Payload payload)
    {
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        EnvelopeText.Hash(bytes.Span, hash);
        var envelope = new Envelope
        {
            Payload = ByteString.CopyFrom(bytes.Span),
            KeyId = ByteString.CopyFrom(KeyId.Span),
            Signature = UnsafeByteOperations.UnsafeWrap(key.SignDigest(hash)),
        };
        return new SignedEnvelope(envelope, payload, EntryCodec.Encode(envelope, out var start), start, key);
    }
}
