using Ledger.V1;

namespace Ledger.Client;

/// <summary>What became of a write that was not refused.</summary>
/// <param name="RecordId">The department's name for the record.</param>
/// <param name="RequestId">The client's request id, 32 bytes.</param>
/// <param name="Receipt">
/// The verified receipt; null while the outcome is <em>ordered</em>: on the ledger, but the quorum is outstanding. That is no
/// acknowledgement: the draft stays open and is sent again, with the same id, until there is a receipt.
/// </param>
/// <param name="Notices">Information and acknowledged warnings.</param>
public sealed record WriteOutcome(string RecordId, byte[] RequestId, VerifiedReceipt? Receipt, IReadOnlyList<RuleFailure> Notices)
{
    /// <summary>
    /// Leaf hash of the entry as the service names it, by which its receipt is asked for; verified once there is one. Null when
    /// the service named none.
    /// </summary>
    public byte[]? LeafHash { get; init; }

    /// <summary>Whether this was a dry run: the rules would take the act as the ledger stands now; nothing was written, and there is no record.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What is doubtful in the act although no rule refuses it; of its first answer only.</summary>
    public IReadOnlyList<Caution> Cautions { get; init; } = [];

    /// <summary>Whether the act is on the ledger under the quorum's signatures.</summary>
    public bool IsRecorded => Receipt is not null;
}
