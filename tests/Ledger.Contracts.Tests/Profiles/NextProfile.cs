using Ledger.Chain;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A profile 2 of the tests' own: profile one, with what its law changes and nothing else.</summary>
internal static class NextProfile
{
    /// <summary>A rule that profile 1 does not have.</summary>
    public static readonly Rule Fee = Rule.Warn("T-01", "登记费", "fee of the filing", "a test");

    public static Profile Two { get; } = Profiles.One with
    {
        Number = 2,
        Flows = Profiles.One.Flows
            .With(ProfileOne.Flow(new MortgageContractWithdrawnFlow(), MortgageeSigns.C41))
            .Change("ContractFiled", flow => flow.With(Fee))
            .Change("ContractSigned", flow => flow.With((CoOwnersConsent.C27, Severity.Warning)).Without(AmountUnit.F07Sanity))
            .Without("TaxExempted"),
        Form = Profiles.One.Form.With("ledger.next.MortgageContractWithdrawn: 1 act ledger.v1.Act, 2 mortgage ledger.v1.MortgageId, 3 date uint32"),
        RecordedKinds = [EncumbranceKind.Mortgage, EncumbranceKind.Seizure, EncumbranceKind.Objection],
        City = Profiles.One.City with { LongestSeizureMonths = 24 },
        LongestList = 2,
    };

    /// <summary>A build that has both profiles.</summary>
    public static LedgerContract Build { get; } = new([Profiles.One, Two]);
}
