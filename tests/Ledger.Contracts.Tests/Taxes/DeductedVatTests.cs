using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>No VAT is deducted that nobody owes, also where it is exempted after the assessment (C-76).</summary>
public sealed class DeductedVatTests
{
    private readonly SaleCase sale = new(TestLedger.Two());

    [Fact]
    public void C_76_What_is_deducted_as_VAT_is_not_exempted_afterwards_but_assessed_anew()
    {
        sale.Vat = 5_000;
        sale.ToAssessed();
        sale.Exempt(TaxKind.Vat, TaxSide.Transferor, TestParty.An).Refuse("STATE");

        var key = PageKeys.Tax(sale.Number);
        var page = sale.Ledger.Read<TaxPage>(key)!;
        var vat = page.Lines.Single(static state => state.Line.Tax == TaxKind.Vat);
        (vat.Exempted, vat.Line.Exemption) = (true, "VAT_2Y");
        sale.Ledger.PutOld(key, page);

        sale.Assess(e => e.AssessmentDate = 20210514).Refuse("C-76");
        sale.Assess(e =>
        {
            e.AssessmentDate = 20210514;
            e.WithdrawnExemptions.Add("VAT_2Y");
        }).Accept();
    }
}
