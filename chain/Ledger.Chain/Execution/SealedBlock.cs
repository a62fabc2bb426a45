using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>A block executed and sealed, ready for the one atomic write that makes it durable.</summary>
/// <param name="Info">What the peer computed of it.</param>
/// <param name="Entries">Its entries in order, without the seal.</param>
/// <param name="SealEntry">Its seal as an entry.</param>
/// <param name="Hashes">Hashes to store for the log.</param>
/// <param name="Frontier">Right edge of the log with the block.</param>
/// <param name="StateUpdate">What it makes of the state tree: nodes of the new version.</param>
/// <param name="Pages">Last value of every key written; null for a deletion.</param>
/// <param name="Replaced">What the store had under those keys before the block, absent ones left out.</param>
internal sealed record SealedBlock(
    BlockInfo Info,
    IReadOnlyList<SealedEntry> Entries,
    byte[] SealEntry,
    IReadOnlyList<StoredHash> Hashes,
    MerkleFrontier Frontier,
    StateUpdate StateUpdate,
    IReadOnlyDictionary<string, byte[]?> Pages,
    IReadOnlyDictionary<string, StoredPage> Replaced)
{
    /// <summary>Whether it changes a page of the chain's own.</summary>
    public bool ChangesSystem => Pages.Keys.Any(static key => key.StartsWith(PageKeys.System, StringComparison.Ordinal));
}
