using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The signing of a mortgage contract with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Mortgage">The mortgage's page, absent as a rule.</param>
/// <param name="Units">Its units.</param>
internal sealed record MortgageSigningCase(MortgageContractSigned Event, PageView<MortgagePage> Mortgage, IReadOnlyList<UnitMortgage> Units);
