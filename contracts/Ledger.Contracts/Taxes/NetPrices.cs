using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-76 免征增值税不得扣减 and C-18 计税依据≥不含税成交价, unit by unit: VAT leaves the price only where it is owed at that rate or
/// the seller invoices it; a base below the net price needs an approved exception.
/// </summary>
internal static class NetPrices
{
    public static readonly Rule C76 = Rule.Reject("C-76", "免征增值税不得扣减", "no VAT, no deduction", "契税法 4; 增值税法");

    /// <summary>A base below the net price: by exception (核定下调).</summary>
    public static readonly Rule C18 = TaxBase.C18 with { Severity = Severity.Exception, Aspect = "below" };

    public static void Check(Judgement judgement, AssessedCase loaded)
    {
        CheckTreatment(judgement, loaded);
        var e = loaded.Event;
        var rate = Rate.FromPerHundredThousand(e.VatRate);
        for (var i = 0; i < e.UnitBases.Count; i++)
        {
            var unit = e.UnitBases[i];
            judgement.About(unit.UnitCode);

            // An exchange is taxed on the difference: nothing on the smaller side.
            if (loaded.Kind != BasisKind.Exchange)
                CheckBase(judgement, loaded, unit, Money.FromFen(loaded.PriceOf(unit.UnitCode)).NetOf(rate).Fen, $"unit_bases[{i}].base_fen");
        }

        judgement.About("");
        var sum = e.UnitBases.Aggregate(UInt128.Zero, static (sum, unit) => sum + unit.BaseFen);
        if (sum != e.BaseFen)
        {
            judgement.Fail(
                AssessedLines.C78,
                new("各单元计税依据之和不等于计税依据", "the bases of the units do not add up to the base"),
                new("请核对各单元的计税依据", "check the base of every unit"),
                Labels.InEvent(new("各单元合计", "sum of the units"), Labels.Yuan((ulong)UInt128.Min(sum, ulong.MaxValue)), "unit_bases"),
                Labels.InEvent(new("计税依据", "tax base"), Labels.Yuan(e.BaseFen), "base_fen"));
        }
    }

    private static void CheckBase(Judgement judgement, AssessedCase loaded, AssessedUnit unit, ulong net, string path)
    {
        if (unit.BaseFen == net)
            return;
        var below = unit.BaseFen < net;
        judgement.Fail(
            below ? C18 : TaxBase.C18Above,
            below ? new("计税依据低于不含税成交价", "the tax base is below the price without VAT")
                : new("计税依据高于不含税成交价（核定）", "the tax base is above the price without VAT: assessed"),
            below ? new("请更正计税依据，或附例外批准", "correct the base, or attach an approved exception")
                : new("请确认已核定", "see that the tax organ assessed it"),
            Labels.InEvent(new("计税依据", "tax base"), Labels.Yuan(unit.BaseFen), path),
            loaded.Tax.Says(new("不含税成交价", "price without VAT"), Labels.Yuan(net)));
    }

    private static void CheckTreatment(Judgement judgement, AssessedCase loaded)
    {
        var e = loaded.Event;
        var vat = e.Lines.Where(line => line.Tax == TaxKind.Vat).ToList();
        // An exemption that was granted before is carried, whatever the line says.
        var owed = vat.Where(line => line.ReductionFen < line.DueFen && TaxAssessedFlowTwo.Granted(line, loaded.Tax.Body!, e) is null).ToList();
        var fits = e.VatTreatment switch
        {
            VatTreatment.Taxed => owed.Count > 0 && owed.TrueForAll(line => line.Rate == e.VatRate),
            VatTreatment.Exempt => vat.Count > 0 && owed.Count == 0 && e.VatRate == 0,
            VatTreatment.NotSubject => vat.TrueForAll(line => line.DueFen == line.ReductionFen) && e.VatRate == 0,
            _ => vat.Count == 0 && loaded.Basis.Givers.All(party => party.Kind == PartyKind.Organisation) && TableRates.HasVat(judgement, loaded),
        };
        if (fits)
            return;
        judgement.Fail(
            C76,
            new("增值税处理方式、税率与增值税行不符", "treatment, rate and lines of the VAT do not go together"),
            new("征税的，扣减税率应为所征税率；免征或不征的为0；凭发票的由单位卖方开具",
                "taxed: the rate deducted is the rate owed; exempt or not subject: 0; by invoice: an organisation's, at a rate of the table"),
            Labels.InEvent(new("增值税处理", "VAT treatment"), e.VatTreatment, "vat_treatment"),
            Labels.InEvent(new("扣减税率", "rate deducted"), Rate.FromPerHundredThousand(e.VatRate), "vat_rate"),
            Labels.InEvent(new("增值税行税率", "rates of the VAT lines"), string.Join(", ", owed.Select(line => Rate.FromPerHundredThousand(line.Rate))), "lines"));
    }
}
