using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The revocation of a contract under profile 2 with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract's page.</param>
/// <param name="Units">Its units.</param>
internal sealed record RevokedContractCase(ContractRevoked Event, PageView<ContractPage> Contract, IReadOnlyList<ContractedUnit> Units);
