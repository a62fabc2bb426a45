using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The filing of a contract under profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract's page.</param>
/// <param name="Filing">Page of the filing number, absent as a rule.</param>
/// <param name="Permit">The permit of a pre-sale; null otherwise.</param>
/// <param name="Units">The contract's units.</param>
internal sealed record FiledContractCase(
    ContractFiled Event, PageView<ContractPage> Contract, PageView<FilingPage> Filing, PageView<PermitPage>? Permit, IReadOnlyList<ContractedUnit> Units);
