using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Pages over a source: what was read, kept parsed, and what was written above it.</summary>
internal sealed class PageOverlay(IPageSource source) : IPageSource
{
    private readonly Dictionary<string, PageSlot> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]?> written = new(StringComparer.Ordinal);
    private readonly HashSet<string> absentBefore = new(StringComparer.Ordinal);

    /// <summary>Last value of every key written; null for a deletion.</summary>
    public IReadOnlyDictionary<string, byte[]?> Written => written;

    /// <summary>Keys written that the source does not have.</summary>
    public IReadOnlySet<string> New => absentBefore;

    public byte[]? ReadPage(string key) => Slot(key).Bytes;

    public PageSlot Slot(string key)
    {
        if (!slots.TryGetValue(key, out var slot))
            slots[key] = slot = new PageSlot(source.ReadPage(key));

        return slot;
    }

    public void Apply(IEnumerable<KeyValuePair<string, byte[]?>> writes)
    {
        foreach (var (key, page) in writes)
        {
            if (!written.ContainsKey(key) && ReadPage(key) is null)
                absentBefore.Add(key);

            slots[key] = new PageSlot(page);
            written[key] = page;
        }
    }
}
