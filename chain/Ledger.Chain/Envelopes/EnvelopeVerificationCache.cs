using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>
/// Envelopes decoded and verified once per process and shared among its peers. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Two generations stand in for exact recency: when the young one has filled half of the bound, the old one is dropped
/// and the young one becomes old. Losing an envelope costs one more verification, never an answer.
/// </remarks>
public sealed class EnvelopeVerificationCache
{
    /// <summary>Default bound, in envelopes; enough for what is in flight; a longer stay only has the collector move each to its oldest generation.</summary>
    public const int DefaultCapacity = 2_048;

    private readonly Lock gate = new();
    private readonly int capacity;
    private Dictionary<LeafKey, DecodedEnvelope> young = [];
    private Dictionary<LeafKey, DecodedEnvelope> old = [];

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
    public bool TryGet(ReadOnlySpan<byte> envelope, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault)
    {
        if (envelope.Length > EntryCodec.MaxBytes)
        {
            decoded = null;
            fault = new("entry.too-large", $"the envelope has {envelope.Length} bytes; an entry has at most {EntryCodec.MaxBytes}",
                $"信封有 {envelope.Length} 字节；条目最多 {EntryCodec.MaxBytes} 字节");
            return false;
        }

        return TryGetEntry(DecodedEnvelope.ToEntry(envelope), out decoded, out fault);
    }

    /// <summary>Whether a signature is that of a key, low s included; found verified when a peer of this process has seen the envelope.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="key">The key its key id names.</param>
    public bool Verify(Envelope envelope, SignerKey key)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return TryGetEntry(new LogEntry { Envelope = envelope }.ToByteArray(), out var decoded, out _) && decoded.VerifySignature(key);
    }

    /// <summary>As <see cref="TryGet"/>, for the bytes of an entry.</summary>
    public bool TryGetEntry(byte[] entry, [NotNullWhen(true)] out DecodedEnvelope? decoded, [NotNullWhen(false)] out LogFault? fault)
    {
        var leafHash = MerkleHash.Leaf(entry);
        var key = LeafKey.Read(leafHash);
        lock (gate)
        {
            if (young.TryGetValue(key, out decoded) || old.TryGetValue(key, out decoded))
            {
                fault = null;
                return true;
            }
        }

        if (!DecodedEnvelope.TryDecode(entry, leafHash, out var fresh, out fault))
            return false;

        lock (gate)
        {
            if (!young.TryGetValue(key, out decoded))
            {
                young[key] = decoded = fresh;
                if (young.Count >= capacity / 2)
                {
                    old = young;
                    young = [];
                }
            }
        }

        return true;
    }

    /// <summary>Verifies the signatures of envelopes side by side; those whose keys the state does not know are left.</summary>
    internal void VerifyAhead(IReadOnlyList<DecodedEnvelope> envelopes, IPageSource state)
    {
        if (envelopes.Count == 1)
        {
            VerifyAhead(envelopes[0], state);
        }
        else
        {
            Parallel.ForEach(envelopes, envelope => VerifyAhead(envelope, state));
        }
    }

    private void VerifyAhead(DecodedEnvelope envelope, IPageSource state)
    {
        if (!envelope.IsVerified
            && state.ReadPage(PageKeys.Key(envelope.KeyId)) is { } page
            && Certificates.TryGet(SigningKey.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body).Certificate.Span, out var certificate, out _))
        {
            envelope.VerifySignature(certificate.Key);
        }
    }
}
