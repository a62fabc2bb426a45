using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// An envelope decoded once and shared among the peers of a process; nobody changes what it holds. Its signature is
/// verified once, by whoever asks first.
/// </summary>
public sealed class DecodedEnvelope
{
    private const int LongestStart = 6;

    private readonly Lock gate = new();
    private (ReadOnlyMemory<byte> Key, bool IsValid)? verified;
    private SharedAcceptance? acceptance;

    private DecodedEnvelope(byte[] entry, byte[] leafHash, Envelope envelope, Payload payload)
    {
        Entry = entry;
        LeafHash = leafHash;
        Envelope = envelope;
        Payload = payload;
        KeyId = envelope.KeyId.ToByteArray();
        SequenceKey = PageKeys.Sequence(KeyId, payload.Sequence);
        KeyPage = PageKeys.Key(KeyId);
    }

    /// <summary>Bytes of the entry that holds the envelope.</summary>
    public byte[] Entry { get; }

    /// <summary>Leaf hash (32 bytes) of that entry.</summary>
    public byte[] LeafHash { get; }

    /// <summary>The envelope.</summary>
    public Envelope Envelope { get; }

    /// <summary>Its payload.</summary>
    public Payload Payload { get; }

    /// <summary>Id (16 bytes) of the key that is said to have signed.</summary>
    public byte[] KeyId { get; }

    /// <summary>Key of the world state that records this envelope once it is applied.</summary>
    public string SequenceKey { get; }

    /// <summary>Key of the page of the signing key.</summary>
    internal string KeyPage { get; }

    /// <summary>
    /// What this process signed. It counts as verified for the key that signed it, and for no other; what a token signed is yet to be.
    /// </summary>
    internal static DecodedEnvelope Of(SignedEnvelope signed) => new(signed.Entry, signed.LeafHash, signed.Envelope, signed.Payload)
    {
        verified = signed.IsOwnWork ? (signed.PublicKey, true) : null,
    };

    /// <summary>Whether the signature was looked at before.</summary>
    internal bool IsVerified
    {
        get
        {
            lock (gate)
            {
                return verified is not null;
            }
        }
    }

    /// <summary>The bytes of an entry that holds an envelope, without decoding it.</summary>
    /// <param name="envelope">Bytes of an <see cref="V1.Envelope"/>.</param>
    public static byte[] ToEntry(ReadOnlySpan<byte> envelope)
    {
        Span<byte> start = stackalloc byte[LongestStart];
        return [.. start[..WriteStart(envelope.Length, start)], .. envelope];
    }

    /// <summary>Leaf hash (32 bytes) of the entry that holds an envelope, without making the entry.</summary>
    /// <param name="envelope">Bytes of an <see cref="V1.Envelope"/>.</param>
    public static byte[] LeafHashOf(ReadOnlySpan<byte> envelope)
    {
        Span<byte> start = stackalloc byte[LongestStart];
        return MerkleHash.LeafOf(start[..WriteStart(envelope.Length, start)], envelope);
    }

    /// <summary>Bytes of the entry that holds an envelope.</summary>
    /// <param name="envelope">Bytes of the envelope.</param>
    internal static int EntryLength(int envelope) => 1 + CodedOutputStream.ComputeLengthSize(envelope) + envelope;

    /// <summary>What stands before the envelope in its entry: one tag byte and the length.</summary>
    private static int WriteStart(int envelope, Span<byte> start)
    {
        start[0] = (LogEntry.EnvelopeFieldNumber << 3) | 2;
        var size = 1;
        for (var rest = (uint)envelope; ; rest >>= 7)
        {
            start[size++] = (byte)(rest < 0x80 ? rest : (rest & 0x7F) | 0x80);
            if (rest < 0x80)
                return size;
        }
    }

    /// <summary>The envelope's bytes inside an entry of this log: behind one tag byte and the length.</summary>
    /// <param name="entry">Bytes from <see cref="ToEntry"/>.</param>
    internal static ReadOnlyMemory<byte> OfEntry(byte[] entry)
    {
        var start = 1;
        while ((entry[start++] & 0x80) != 0)
        {
        }

        return entry.AsMemory(start);
    }

    /// <summary>Decodes an entry; on refusal gives the reason. Never throws on any bytes.</summary>
    /// <param name="entry">Bytes from <see cref="ToEntry"/> or from the log.</param>
    /// <param name="leafHash">Their leaf hash, 32 bytes.</param>
    /// <param name="decoded">The envelope.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryDecode(byte[] entry, byte[] leafHash, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault)
    {
        decoded = null;
        if (!EntryCodec.TryParse(entry, out var parsed, out fault))
            return false;

        if (parsed.EntryCase != LogEntry.EntryOneofCase.Envelope)
        {
            fault = new("envelope.other-entry", "the entry is not an envelope", "该条目不是信封");
            return false;
        }

        if (!EntryCodec.TryParsePayload(parsed.Envelope, out var payload, out fault))
            return false;

        decoded = new DecodedEnvelope(entry, leafHash, parsed.Envelope, payload);
        return true;
    }

    /// <summary>Its acceptance by a peer of this process, with the pages it rests on; null until there is one.</summary>
    internal SharedAcceptance? Acceptance
    {
        get => Volatile.Read(ref acceptance);
        set => Volatile.Write(ref acceptance, value);
    }

    /// <summary>Whether the signature is that of a key, low s included. Computed once for the key that is asked about, bound to its very bytes.</summary>
    public bool VerifySignature(SignerKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (gate)
        {
            if (verified is not { } known || !known.Key.Span.SequenceEqual(key.SubjectPublicKeyInfo.Span))
                verified = known = (key.SubjectPublicKeyInfo, EnvelopeVerifier.Verify(Envelope, key));

            return known.IsValid;
        }
    }
}
