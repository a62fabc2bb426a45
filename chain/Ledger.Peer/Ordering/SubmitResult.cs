using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>What ordering answers to a submitted envelope.</summary>
public abstract record SubmitResult
{
    private SubmitResult()
    {
    }

    /// <summary>The envelope stands in a block that is durable at ordering. No acknowledgement yet: that is a receipt.</summary>
    /// <param name="Block">Number of the block.</param>
    /// <param name="LeafHash">Leaf hash (32 bytes) of its entry.</param>
    /// <param name="Findings">Findings that did not refuse: information and acknowledged warnings.</param>
    public sealed record Admitted(ulong Block, byte[] LeafHash, IReadOnlyList<Finding> Findings) : SubmitResult;

    /// <summary>These very bytes are on the ledger already; their receipt is the answer.</summary>
    /// <param name="LeafHash">Leaf hash (32 bytes) of the entry.</param>
    public sealed record Duplicate(byte[] LeafHash) : SubmitResult;

    /// <summary>The number was used by another envelope of the same key.</summary>
    /// <param name="RecordedLeafHash">Leaf hash (32 bytes) of the entry that used it.</param>
    public sealed record Conflict(byte[] RecordedLeafHash) : SubmitResult;

    /// <summary>The rules refuse it; it is no part of the ledger and its number stays free.</summary>
    /// <param name="Verdict">All failed rules of the failing event and every page they were judged on.</param>
    public sealed record Refused(Verdict Verdict) : SubmitResult;

    /// <summary>Not taken in, try again later: the queue is full or the quorum is outstanding for too many blocks.</summary>
    /// <param name="Reason">Why, and what ends it.</param>
    public sealed record Busy(OutageReason Reason) : SubmitResult;
}
