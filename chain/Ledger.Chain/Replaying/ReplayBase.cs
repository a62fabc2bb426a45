using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>
/// What a block of a replay is built on. While it is executed the block before may not be sealed yet: its roots are lacking then, and
/// nothing asks for them.
/// </summary>
/// <param name="store">The replay's state.</param>
/// <param name="head">The block before as far as executing it told; null for genesis.</param>
internal sealed class ReplayBase(IReplayStore store, BlockInfo? head) : IBlockStore
{
    public BlockInfo? Head { get; private set; } = head;

    public StateTree Tree => store.Tree;

    public MerkleFrontier Frontier => store.Frontier;

    public byte[]? ReadPage(string key) => store.ReadPage(key);

    /// <summary>The block before is sealed; the block on it may be.</summary>
    public void Settle() => Head = store.Head;
}
