using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The withdrawal of a release with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page.</param>
/// <param name="Releases">The releases of the units named; none for the release of the whole mortgage.</param>
/// <param name="Desks">The open cases on the units.</param>
/// <param name="Titles">The titles of the units.</param>
/// <param name="Contracts">The live contracts on the units; null for a unit without.</param>
/// <param name="Funds">The supervised funds of those contracts, and of the ones that led to the units' titles, each once.</param>
internal sealed record ReleaseWithdrawalCase(
    ReleaseWithdrawn Event,
    PageView<MortgagePage> Mortgage,
    IReadOnlyList<PageView<ReleasePage>> Releases,
    IReadOnlyList<PageView<DeskPage>> Desks,
    IReadOnlyList<PageView<TitlePage>> Titles,
    IReadOnlyList<PageView<ContractPage>?> Contracts,
    IReadOnlyList<(PageView<ContractPage> Contract, PageView<FundPage> Fund)> Funds);
