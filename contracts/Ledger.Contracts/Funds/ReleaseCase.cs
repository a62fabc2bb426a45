using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Money that is paid out, with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Fund">The agreement.</param>
/// <param name="Contract">Its contract; null without agreement.</param>
/// <param name="Encumbrances">The encumbrances of the contract's units.</param>
internal sealed record ReleaseCase(
    FundsReleased Event, PageView<FundPage> Fund, PageView<ContractPage>? Contract, IReadOnlyList<PageView<EncumbrancePage>> Encumbrances);
