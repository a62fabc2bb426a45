using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>What the events of one envelope see and write.</summary>
internal sealed class EnvelopeContext(PageOverlay state, DecodedEnvelope envelope) : IContractContext
{
    private const int UsualPages = 16;

    private readonly List<PageSlot> touched = new(UsualPages);
    private readonly List<PageRead> reads = new(UsualPages);
    private List<PageRead>? younger;

    public uint Profile { get; set; }

    /// <summary>What may stand on the ledger under that profile.</summary>
    public MessageForm Form { get; set; } = null!;

    /// <summary>Whether ordering or endorsement asks: the only ones to whom it matters what this build has.</summary>
    public bool AtOrdering { get; init; }

    public Signer Signer { get; set; } = null!;

    public string Origin => envelope.Payload.Origin;

    public ulong TimeMs => envelope.Payload.TimeMs;

    public ReadOnlyMemory<byte> Nonce => envelope.Payload.Nonce.Memory;

    public ReadOnlyMemory<byte> LeafHash => envelope.LeafHash;

    /// <summary>Pages read, as they stood before the envelope.</summary>
    public IReadOnlyList<PageRead> Reads => reads;

    /// <summary>Those of them that are younger than the envelope.</summary>
    public IReadOnlyList<PageRead> Younger => younger ?? (IReadOnlyList<PageRead>)[];

    public Page? Read(string key)
    {
        PageKeys.CheckRead(key);
        return Touch(key).Present;
    }

    public void Write(string key, ReadOnlyMemory<byte> body)
    {
        PageKeys.CheckWrite(key);
        Put(key, body);
    }

    public void Delete(string key)
    {
        PageKeys.CheckWrite(key);
        DeleteSystem(key);
    }

    /// <summary>Writes any key; for the chain's own pages.</summary>
    public void WriteSystem<T>(string key, T page)
        where T : IMessage<T>, new() =>
        Put(key, Form.Encode(page));

    /// <summary>Writes a page of the contract below <c>sys/</c>.</summary>
    public void WriteGoverned(string key, ReadOnlyMemory<byte> body) => Put(key, body);

    /// <summary>Removes any key; for the chain's own pages.</summary>
    public void DeleteSystem(string key) => Touch(key).Change(null);

    /// <summary>
    /// Every key written with its last page, the record of the envelope itself included; null for a deletion. Keys written and
    /// removed without having been there are left out.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Writes()
    {
        var writes = new List<KeyValuePair<string, byte[]?>>(touched.Count + 1);
        foreach (var slot in touched)
        {
            if (!slot.IsChanged)
                continue;

            if (slot.Present is { } page)
                writes.Add(new(slot.Key, Canonical.Bytes(page)));
            else if (slot.Bytes is not null)
                writes.Add(new(slot.Key, null));
        }

        writes.Add(new(envelope.SequenceKey, envelope.LeafHash));
        writes.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return writes;
    }

    private void Put(string key, ReadOnlyMemory<byte> body)
    {
        if (body.Length > PageKeys.MaxBodySize)
            throw new ArgumentException($"Page '{key}' has a body of {body.Length} bytes; at most {PageKeys.MaxBodySize} are allowed.", nameof(body));

        // A page is never replaced by an older one, so writing it counts as having read it.
        Touch(key).Change(new Page
        {
            TimeMs = TimeMs,
            Nonce = UnsafeByteOperations.UnsafeWrap(PageHash.Nonce(Nonce.Span, key)),
            Entry = UnsafeByteOperations.UnsafeWrap(LeafHash),
            Body = UnsafeByteOperations.UnsafeWrap(body),
        });
    }

    private PageSlot Touch(string key)
    {
        var slot = state.Slot(key);
        if (slot.TryBegin(this))
        {
            touched.Add(slot);
            var read = new PageRead(key, slot.Bytes);
            reads.Add(read);
            if (slot.Page is { } page && page.TimeMs > TimeMs)
                (younger ??= []).Add(read);
        }

        return slot;
    }
}
