using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An agreement on supervised funds with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Fund">Page of the agreement's number, absent as a rule.</param>
/// <param name="Earlier">The contract's agreement so far; null for none.</param>
/// <param name="Bank">The bank as a member.</param>
internal sealed record SupervisionCase(
    FundsSupervised Event, PageView<ContractPage> Contract, PageView<FundPage> Fund, PageView<FundPage>? Earlier, PageView<Member> Bank);
