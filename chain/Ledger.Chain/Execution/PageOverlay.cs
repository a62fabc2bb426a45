namespace Ledger.Chain;

/// <summary>Pages over a source: what was read, kept parsed, and what was written above it.</summary>
internal sealed class PageOverlay(IPageSource source) : IPageSource
{
    private readonly Dictionary<string, PageSlot> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]?> written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredPage> replaced = new(StringComparer.Ordinal);

    private readonly List<PageSlot> changed = [];

    /// <summary>The pages written, each once, in the order of first writing.</summary>
    public IReadOnlyList<PageSlot> Changed => changed;

    /// <summary>Last value of every key written; null for a deletion.</summary>
    public IReadOnlyDictionary<string, byte[]?> Written => written;

    /// <summary>What the source has under the keys written, those left out that it has not.</summary>
    public IReadOnlyDictionary<string, StoredPage> Replaced => replaced;

    public byte[]? ReadPage(string key) => Slot(key).Bytes;

    public PageSlot Slot(string key)
    {
        if (!slots.TryGetValue(key, out var slot))
            slots[key] = slot = new PageSlot(key, Read(key));

        return slot;
    }

    /// <summary>Takes in what an accepted envelope writes.</summary>
    /// <param name="writes">Keys with their pages, null for a deletion.</param>
    /// <param name="hashes">Hashes of the pages, in the same order.</param>
    public void Apply(IReadOnlyList<KeyValuePair<string, byte[]?>> writes, IReadOnlyList<byte[]?> hashes)
    {
        for (var i = 0; i < writes.Count; i++)
        {
            var (key, page) = writes[i];
            var slot = Slot(key);
            if (written.TryAdd(key, page))
            {
                changed.Add(slot);
                if (slot.Stored is { } stored)
                    replaced[key] = stored;
            }
            else
            {
                written[key] = page;
            }

            slot.Replace(page, hashes[i]);
        }
    }

    private StoredPage? Read(string key) =>
        source is IBlockStore store ? store.ReadStored(key) : source.ReadPage(key) is { } page ? new StoredPage(0, page) : null;
}
