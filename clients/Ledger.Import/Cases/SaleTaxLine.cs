using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>One tax of one party on one unit of a sale.</summary>
/// <param name="Tax">Which tax.</param>
/// <param name="Side">Whose.</param>
/// <param name="Taxpayer">Who owes it.</param>
/// <param name="UnitCode">On what.</param>
/// <param name="BaseFen">Tax base.</param>
/// <param name="Rate">Rate.</param>
/// <param name="Exemption">Code under which all of it is exempted; empty = it is owed.</param>
internal sealed record SaleTaxLine(
    TaxKind Tax, TaxSide Side, InventedPerson Taxpayer, string UnitCode, ulong BaseFen, Rate Rate, string Exemption = "")
{
    /// <summary>Tax due before exemption, fen.</summary>
    public ulong DueFen => Money.FromFen(BaseFen).MultiplyRoundHalfUp(Rate).Fen;

    /// <summary>What is to be paid, fen.</summary>
    public ulong OwedFen => Exemption.Length > 0 ? 0 : DueFen;

    /// <summary>The line as a request spells it.</summary>
    public TaxLineInput ToInput()
    {
        var line = new TaxLineInput
        {
            Tax = Tax,
            Side = Side,
            Taxpayer = Taxpayer.ToInput(),
            UnitCode = UnitCode,
            Base = CaseText.Amount(BaseFen),
            Rate = Rate.PerHundredThousand,
            Due = CaseText.Amount(DueFen),
            BuyerClass = Tax == TaxKind.Deed ? BuyerClass.Other : BuyerClass.Unspecified,
        };

        // A code goes with a reduction only: of nothing, nothing is exempted.
        if (Exemption.Length > 0 && DueFen > 0)
        {
            line.Reduction = CaseText.Amount(DueFen);
            line.Exemption = Exemption;
        }

        return line;
    }
}
