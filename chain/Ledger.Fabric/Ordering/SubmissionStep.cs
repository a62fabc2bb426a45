using Ledger.Log;
using Ledger.Peers;

namespace Ledger.Fabric;

/// <summary>What one attempt to have an envelope taken in came to: an answer, or a setback after which another attempt is in order.</summary>
/// <param name="Answer">The answer; null for a setback.</param>
/// <param name="Setback">What went wrong; null for an answer.</param>
/// <param name="NothingTaken">It is certain that the attempt recorded nothing, and time alone cures what stood in its way.</param>
internal readonly record struct SubmissionStep(SubmitResult? Answer, OutageReason? Setback, bool NothingTaken)
{
    public static SubmissionStep Answered(SubmitResult answer) => new(answer, null, NothingTaken: false);

    /// <summary>Fabric is at its limits, or others keep changing the pages.</summary>
    public static SubmissionStep Crowded(OutageReason setback) => new(null, setback, NothingTaken: true);

    public static SubmissionStep Failed(OutageReason setback) => new(null, setback, NothingTaken: false);
}
