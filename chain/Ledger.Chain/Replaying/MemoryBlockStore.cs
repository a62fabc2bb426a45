using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>The newest state of a ledger in memory, for a replay.</summary>
internal sealed class MemoryBlockStore : IBlockStore, IReplayStore
{
    private readonly Dictionary<string, byte[]> pages = new(StringComparer.Ordinal);
    private readonly SigningCertificates certificates = new();

    public BlockInfo? Head { get; private set; }

    public ulong Events { get; private set; }

    public byte[]? Genesis { get; private set; }

    public byte[] Seal { get; private set; } = [];

    public StateTree Tree { get; } = StateTree.InMemory();

    public MerkleFrontier Frontier { get; private set; } = new();

    public byte[]? ReadPage(string key) => pages.GetValueOrDefault(key);

    public byte[]? FindCertificate(byte[] keyId) => certificates.Find(keyId);

    /// <summary>Key of the first page, in ordinal order, that the other store has not or has with other bytes; null when both hold the same.</summary>
    public string? FirstDifference(MemoryBlockStore other) => ReferenceEquals(this, other) ? null : pages.Keys
        .Union(other.pages.Keys, StringComparer.Ordinal)
        .Where(key => ReadPage(key) is not { } own || other.ReadPage(key) is not { } theirs || !own.AsSpan().SequenceEqual(theirs))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();

    public void Take(ulong block, IReadOnlyDictionary<string, byte[]?> pages)
    {
        foreach (var (key, page) in pages)
        {
            if (page is null)
            {
                this.pages.Remove(key);
                continue;
            }

            this.pages[key] = page;
            certificates.Take(key, page);
        }
    }

    public void Commit(SealedBlock block, ulong events)
    {
        Tree.Publish(block.StateUpdate);
        Genesis ??= block.Entries[0].Bytes;
        (Frontier, Head, Seal, Events) = (block.Frontier, block.Info, block.SealEntry, events);
    }
}
