using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>What a block is built on and goes into: a peer's store, or a replay's memory.</summary>
internal interface IBlockStore : IPageSource
{
    /// <summary>The newest block; null before genesis.</summary>
    BlockInfo? Head { get; }

    /// <summary>The world state's tree.</summary>
    StateTree Tree { get; }

    /// <summary>Right edge of the log at the head; to be cloned, not appended to.</summary>
    MerkleFrontier Frontier { get; }

    /// <summary>A page with the block that wrote it; null when absent.</summary>
    StoredPage? ReadStored(string key) => ReadPage(key) is { } page ? new StoredPage(0, page) : null;
}
