using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An approval with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="View">Page of its number, absent as a rule.</param>
/// <param name="Approver">Who approves.</param>
internal sealed record ExceptionApproval(ExceptionApproved Event, PageView<ExceptionPage> View, EnrolledOperator Approver);
