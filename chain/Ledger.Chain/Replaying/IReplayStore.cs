using Ledger.Log;
using Ledger.State;

namespace Ledger.Chain;

/// <summary>
/// The newest state of a ledger that is replayed. Two stages work on it side by side: one executes blocks and reads and writes
/// pages, the other one seals what was executed, some blocks behind, with the tree and the log.
/// </summary>
internal interface IReplayStore : IPageSource
{
    /// <summary>The newest block sealed; null before genesis.</summary>
    BlockInfo? Head { get; }

    /// <summary>Events applied up to there.</summary>
    ulong Events { get; }

    /// <summary>Genesis as it stands on the ledger; null before block 0.</summary>
    byte[]? Genesis { get; }

    /// <summary>Its seal's entry; empty before genesis.</summary>
    byte[] Seal { get; }

    /// <summary>The tree of the newest block sealed.</summary>
    StateTree Tree { get; }

    /// <summary>Right edge of the log at the newest block sealed; to be cloned, not appended to.</summary>
    MerkleFrontier Frontier { get; }

    /// <summary>Certificate of a signing key as of about now, to verify ahead of execution; null when there is none yet. From any thread.</summary>
    byte[]? FindCertificate(byte[] keyId);

    /// <summary>Takes the pages that a block wrote: they are read from now on. By who executes.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="pages">Last value of every key written; null for a deletion.</param>
    void Take(ulong block, IReadOnlyDictionary<string, byte[]?> pages);

    /// <summary>Takes a block that was sealed and compared; its pages were taken before. By who seals.</summary>
    /// <param name="block">The block that follows the head.</param>
    /// <param name="events">Events applied with it.</param>
    void Commit(SealedBlock block, ulong events);
}
