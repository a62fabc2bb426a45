using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An assessment with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Tax">Its taxes as assessed before.</param>
/// <param name="Sales">The contract's units.</param>
internal sealed record AssessmentCase(TaxAssessed Event, PageView<ContractPage> Contract, PageView<TaxPage> Tax, IReadOnlyList<UnitSale> Sales);
