using Ledger.Chain;
using Ledger.V1;
using static Ledger.Contracts.RuleCatalogue;

namespace Ledger.Contracts.Tests;

/// <summary>A profile 2 of the tests' own: profile one, with what its law changes and nothing else.</summary>
internal static class NextProfile
{
    /// <summary>A rule that profile 1 does not have.</summary>
    public static readonly Rule Fee = new("T-01", new("登记费", "fee of the filing"), "a test", Severity.Warning);

    public static Profile Two { get; } = Profiles.One with
    {
        Number = 2,
        Flows = Profiles.One.Flows
            .With(ProfileOne.Flow(new MortgageContractWithdrawnFlow(), C41))
            .Change("ContractFiled", flow => flow.With(Fee))
            .Change("ContractSigned", flow => flow.With((C27, Severity.Warning)).Without(F07Sanity))
            .Without("TaxExempted"),
        RecordedKinds = [EncumbranceKind.Mortgage, EncumbranceKind.Seizure, EncumbranceKind.Objection],
        LongestSeizureMonths = 24,
        LongestList = 2,
    };

    /// <summary>A build that has both profiles.</summary>
    public static LedgerContract Build { get; } = new([Profiles.One, Two]);
}
