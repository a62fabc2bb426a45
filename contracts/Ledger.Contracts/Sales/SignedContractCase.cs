using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The signing of a contract under profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract's page, absent as a rule.</param>
/// <param name="Sale">What it says.</param>
internal sealed record SignedContractCase(ContractSigned Event, PageView<ContractPage> Contract, AgreedSale Sale);
