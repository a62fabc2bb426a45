using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>A block executed and sealed, ready for the one atomic write that makes it durable.</summary>
internal sealed record SealedBlock(
    BlockInfo Info,
    IReadOnlyList<SealedEntry> Entries,
    byte[] SealEntry,
    IReadOnlyList<StoredHash> Hashes,
    MerkleFrontier Frontier,
    StateUpdate StateUpdate,
    IReadOnlyDictionary<string, byte[]?> Pages);
