using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The signing of a contract with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract's page, absent as a rule.</param>
/// <param name="Sales">Its units.</param>
internal sealed record SigningCase(ContractSigned Event, PageView<ContractPage> Contract, IReadOnlyList<UnitSale> Sales);
