using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The steps that each state of a case allows.</summary>
internal static class CaseSteps
{
    /// <summary>Short names of the events that may come next; empty for a final state.</summary>
    public static IReadOnlyList<string> From(CaseState state) => state switch
    {
        CaseState.Accepted => ["CaseReviewed", "SupplementRequested", "CaseSuspended", "PublicNoticePosted", "CaseHandedOver", "CaseWithdrawn", "CaseRefused"],
        CaseState.Supplement or CaseState.Suspended => ["CaseResumed", "CaseWithdrawn", "CaseRefused"],
        CaseState.Notice => ["CaseSuspended", "CaseWithdrawn", "CaseRefused"],
        CaseState.Reviewed => ["SupplementRequested", "CaseSuspended", "PublicNoticePosted", "CaseHandedOver", "CaseWithdrawn", "CaseRefused"],
        CaseState.Recorded => ["CertificateIssued", "CaseHandedOver", "CaseArchived"],
        CaseState.Withdrawn or CaseState.Refused => ["CaseArchived"],
        _ => [],
    };
}
