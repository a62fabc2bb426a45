using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>The events that a bank's acts must become, without tokens and document roots.</summary>
internal static class FinanceActs
{
    public static IMessage Of(FinanceAct act, SignedRequest signed) => act.ActCase switch
    {
        FinanceAct.ActOneofCase.SignMortgageContract => Of(act.SignMortgageContract, signed),
        FinanceAct.ActOneofCase.Consent => new MortgageeConsented
        {
            Act = ActInput.Act(act.Consent.Document, signed),
            Mortgage = ActInput.Mortgage(act.Consent.Mortgage),
            ContractNumber = ActInput.Text<ContractNumber>(act.Consent.ContractNumber),
            Date = ActInput.DayNumber(act.Consent.Date),
        },
        FinanceAct.ActOneofCase.Release => new ReleaseInstructed
        {
            Act = ActInput.Act(act.Release.Document, signed),
            Mortgage = ActInput.Mortgage(act.Release.Mortgage),
            Reason = act.Release.Reason,
            Date = ActInput.DayNumber(act.Release.Date),
        },
        _ => throw new ArgumentException("An act of the request is empty.", nameof(act)),
    };

    /// <summary>The act's document as the request gives it.</summary>
    public static DocumentInput? DocumentOf(FinanceAct act) => act.ActCase switch
    {
        FinanceAct.ActOneofCase.SignMortgageContract => act.SignMortgageContract.Document,
        FinanceAct.ActOneofCase.Consent => act.Consent.Document,
        FinanceAct.ActOneofCase.Release => act.Release.Document,
        _ => null,
    };

    private static MortgageContractSigned Of(SignMortgageContractAct act, SignedRequest signed)
    {
        var contract = new MortgageContractSigned
        {
            Act = ActInput.Act(act.Document, signed),
            Mortgage = ActInput.Mortgage(act.Mortgage),
            Terms = ActInput.Terms(act.Terms),
            SigningDate = ActInput.DayNumber(act.SigningDate),
            AmountConverted = ActInput.IsWan(act.Terms?.Amount),
        };
        contract.Units.AddRange(act.Units
            .Select(unit => new MortgageUnit { UnitCode = ActInput.Text<UnitCode>(unit.UnitCode), Share = ActInput.Fraction(unit.Share) })
            .OrderBy(unit => unit.UnitCode, StringComparer.Ordinal));
        contract.Mortgagors.AddRange(act.Mortgagors.Select(ActInput.PartyAcrossUnits));
        contract.MortgagorsNotSigning.AddRange(act.MortgagorsNotSigning.Distinct().Order());
        return contract;
    }
}
