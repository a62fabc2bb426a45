using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Envelopes decoded, and verified for the key that the ledger states, once per process while they are in flight; shared among its
/// peers. What the process signed itself is taken in as it was made. Bounded in number and in bytes. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Two generations stand in for exact recency: when the young one has filled half of the bound, the old one is dropped
/// and the young one becomes old. Losing an envelope costs one more verification, never an answer.
/// </remarks>
public sealed class EnvelopeVerificationCache
{
    /// <summary>Default bound, in envelopes; enough for what is in flight; a longer stay only has the collector move each to its oldest generation.</summary>
    public const int DefaultCapacity = 2_048;

    /// <summary>Bound in bytes of entries: an envelope decoded, with what it read and wrote, takes some times as much, and a packed one has 64 KiB.</summary>
    internal const long MaxBytes = 16 << 20;

    /// <summary>Memory of a decoded event beside its bytes, about: an envelope of 64 KiB may hold 13,000.</summary>
    private const int EventBytes = 80;

    private readonly Lock gate = new();
    private readonly int capacity;

    // One for each page of a signing key that a state held, none for what an envelope merely names: as many as the ledger has had keys.
    private readonly ConcurrentDictionary<string, (byte[] Page, SignerKey Key)> keys = new(StringComparer.Ordinal);
    private Dictionary<LeafKey, DecodedEnvelope> young = [];
    private Dictionary<LeafKey, DecodedEnvelope> old = [];
    private long youngBytes;

    /// <summary>An empty cache.</summary>
    /// <param name="capacity">Most envelopes held, at least 2.</param>
    public EnvelopeVerificationCache(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        this.capacity = capacity;
    }

    /// <summary>Certificates named by the ledger's pages, parsed once.</summary>
    public CertificateCache Certificates { get; } = new();

    /// <summary>Decodes an envelope or finds it decoded before. Never throws on any bytes.</summary>
    /// <param name="envelope">Bytes of an <see cref="V1.Envelope"/>.</param>
    /// <param name="decoded">The envelope.</param>
    /// <param name="fault">Why it is none.</param>
    public bool TryGet(ReadOnlySpan<byte> envelope, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault) =>
        TryGet(DecodedEnvelope.LeafHashOf(envelope), envelope, out decoded, out fault);

    /// <summary>As the other, for an envelope whose leaf hash is known.</summary>
    /// <param name="leafHash"><see cref="DecodedEnvelope.LeafHashOf"/> of the very bytes.</param>
    /// <inheritdoc cref="TryGet(ReadOnlySpan{byte}, out DecodedEnvelope?, out LogFault?)"/>
    internal bool TryGet(
        byte[] leafHash, ReadOnlySpan<byte> envelope, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault)
    {
        if (envelope.Length > EntryCodec.MaxBytes)
        {
            decoded = null;
            fault = new("entry.too-large", $"the envelope has {envelope.Length} bytes; an entry has at most {EntryCodec.MaxBytes}",
                $"信封有 {envelope.Length} 字节；条目最多 {EntryCodec.MaxBytes} 字节");
            return false;
        }

        if (Find(LeafKey.Read(leafHash)) is { } known)
        {
            (decoded, fault) = (known, null);
            return true;
        }

        return TryDecode(DecodedEnvelope.ToEntry(envelope), leafHash, out decoded, out fault);
    }

    /// <summary>Takes in what this process signed a moment ago: it is not decoded again, nor verified again for the key that signed it.</summary>
    /// <param name="signed">The envelope, as its signer gave it.</param>
    public void Add(SignedEnvelope signed)
    {
        ArgumentNullException.ThrowIfNull(signed);
        Keep(DecodedEnvelope.Of(signed));
    }

    /// <summary>Whether a signature is that of a key, low s included; found verified when a peer of this process has seen the envelope.</summary>
    /// <param name="leafHash">Leaf hash (32 bytes) of the entry that the envelope was read from.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="key">The key its key id names.</param>
    public bool Verify(ReadOnlySpan<byte> leafHash, Envelope envelope, SignerKey key) =>
        Find(LeafKey.Read(leafHash))?.VerifySignature(key) ?? EnvelopeVerifier.Verify(envelope, key);

    private DecodedEnvelope? Find(LeafKey key)
    {
        lock (gate)
        {
            return young.TryGetValue(key, out var found) || old.TryGetValue(key, out found) ? found : null;
        }
    }

    private bool TryDecode(byte[] entry, byte[] leafHash, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault)
    {
        if (DecodedEnvelope.TryDecode(entry, leafHash, out decoded, out fault))
            decoded = Keep(decoded);

        return decoded is not null;
    }

    /// <summary>Keeps an envelope; the one that is kept already if another thread was first.</summary>
    private DecodedEnvelope Keep(DecodedEnvelope fresh)
    {
        var key = LeafKey.Read(fresh.LeafHash);
        lock (gate)
        {
            if (young.TryGetValue(key, out var known))
                return known;

            young[key] = fresh;
            youngBytes += fresh.Entry.Length + (EventBytes * fresh.Payload.Events.Count);
            if (young.Count >= capacity / 2 || youngBytes >= MaxBytes / 2)
            {
                (old, young) = (young, []);
                youngBytes = 0;
            }

            return fresh;
        }
    }

    /// <summary>Verifies the signatures of envelopes side by side; those whose keys the state does not know are left.</summary>
    internal void VerifyAhead(IReadOnlyList<DecodedEnvelope> envelopes, IPageSource state)
    {
        List<DecodedEnvelope>? unverified = null;
        foreach (var envelope in envelopes)
        {
            if (!envelope.IsVerified)
                (unverified ??= []).Add(envelope);
        }

        if (unverified is null)
            return;

        if (unverified.Count == 1)
        {
            Verify(unverified[0], state);
        }
        else
        {
            Parallel.ForEach(unverified, envelope => Verify(envelope, state));
        }
    }

    /// <summary>Whether a state knows the key that an envelope names, and the signature is that key's.</summary>
    internal bool Verify(DecodedEnvelope envelope, IPageSource state) =>
        state.ReadPage(envelope.KeyPage) is { } page && FindKey(envelope.KeyPage, page) is { } key && envelope.VerifySignature(key);

    /// <summary>The key that a page states, parsed once per content.</summary>
    private SignerKey? FindKey(string keyPage, byte[] page)
    {
        if (keys.TryGetValue(keyPage, out var known) && known.Page.AsSpan().SequenceEqual(page))
            return known.Key;

        if (!Certificates.TryGet(SigningKey.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body).Certificate.Span, out var certificate, out _))
            return null;

        keys[keyPage] = (page, certificate.Key);
        return certificate.Key;
    }
}
