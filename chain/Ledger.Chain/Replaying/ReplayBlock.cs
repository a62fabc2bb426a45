namespace Ledger.Chain;

/// <summary>A block of a stream of entries, cut but not judged.</summary>
internal sealed record ReplayBlock(ulong Number, ulong FirstEntry, IReadOnlyList<byte[]> Entries, byte[] Seal)
{
    public ulong SealIndex => FirstEntry + (ulong)Entries.Count;

    /// <summary>Bytes of its entries.</summary>
    public long Bytes { get; } = Entries.Sum(static entry => (long)entry.Length);

    /// <summary>Its envelopes once decoded; signatures of keys known by then are verified.</summary>
    public List<DecodedEnvelope> Envelopes { get; } = new(Entries.Count);
}
