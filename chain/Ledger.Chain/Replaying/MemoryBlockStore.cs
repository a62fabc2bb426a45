using System.Collections.Concurrent;
using Ledger.Log;
using Ledger.State;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>The newest state of a ledger in memory, for a replay. One writer; signing keys may be asked for beside it.</summary>
internal sealed class MemoryBlockStore : IBlockStore
{
    private static readonly string KeyPrefix = PageKeys.Key([]);
    private readonly Dictionary<string, byte[]> pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> certificates = new(StringComparer.Ordinal);
    private readonly MemoryNodes nodes = new();

    public MemoryBlockStore() => Tree = new StateTree(nodes);

    public BlockInfo? Head { get; private set; }

    public StateTree Tree { get; }

    public MerkleFrontier Frontier { get; private set; } = new();

    public byte[]? ReadPage(string key) => pages.GetValueOrDefault(key);

    /// <summary>Certificate of a signing key as of about now, to verify ahead of execution; null when there is none yet.</summary>
    public byte[]? FindCertificate(byte[] keyId) => certificates.GetValueOrDefault(PageKeys.Key(keyId));

    /// <summary>Key of the first page, in ordinal order, that the other store has not or has with other bytes; null when both hold the same.</summary>
    public string? FirstDifference(MemoryBlockStore other) => ReferenceEquals(this, other) ? null : pages.Keys
        .Union(other.pages.Keys, StringComparer.Ordinal)
        .Where(key => ReadPage(key) is not { } own || other.ReadPage(key) is not { } theirs || !own.AsSpan().SequenceEqual(theirs))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault();

    public void Commit(SealedBlock block)
    {
        foreach (var (key, page) in block.Pages)
        {
            if (page is null)
            {
                pages.Remove(key);
                continue;
            }

            pages[key] = page;
            if (key.StartsWith(KeyPrefix, StringComparison.Ordinal))
                certificates[key] = SigningKey.Parser.ParseFrom(Page.Parser.ParseFrom(page).Body).Certificate.ToByteArray();
        }

        nodes.Take(Tree, block.StateUpdate);
        Frontier = block.Frontier;
        Head = block.Info;
    }
}
