using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>What a unit must be like to be mortgaged, asked when the contract is signed and again when it is registered.</summary>
internal static class MortgageConditions
{
    /// <summary>Checks one unit.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="flow">What is done.</param>
    /// <param name="kind">What is mortgaged.</param>
    /// <param name="terms">What it secures.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="stated">How a value of the contract is shown: of the event that signs it, or of its page.</param>
    public static void Check(
        Judgement judgement, FlowCode flow, MortgageObject kind, MortgageTerms terms, UnitMortgage unit, Func<Wording, object?, FindingValue> stated)
    {
        judgement.About(unit.Code);
        MortgagedShare.Check(judgement, unit, stated);
        MortgagedHolding.Check(judgement, unit, stated);
        CoOwnersConsent.Check(judgement, unit.Title, unit.IsWhole, unit.Parts, stated);
        MortgageObjectFits.Check(judgement, kind, unit.Code, stated);
        MayBeMortgaged.Check(judgement, unit);
        FreelyDisposable.Check(judgement, flow, unit.Pages, stated);
        DebtTerm.CheckEnd(judgement, terms, unit, stated);
        judgement.About("");
    }
}
