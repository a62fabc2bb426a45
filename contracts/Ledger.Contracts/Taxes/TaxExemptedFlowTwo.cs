using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>减免税: an assessed tax of one taxpayer is exempted by a code of the dated table; it counts as cleared.</summary>
internal sealed class TaxExemptedFlowTwo() : Flow<TaxExempted, ExemptedCase>(DepartmentNames.Tax, new("减免税", "tax exemption"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxExempted e)
    {
        TaxStands.Number(shape, e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Known(e.Tax, "tax");
        shape.Known(e.Side, "side", zeroIsUnspecified: false);
        shape.PartyValue(e.Taxpayer, "taxpayer");
        shape.Identifier<ReasonCode>(e.Exemption, "exemption");
    }

    /// <inheritdoc/>
    protected override ExemptedCase Load(TaxExempted e, Book book)
    {
        var basis = Basis.Read(book, e.ContractNumber);
        var tax = book.Tax(e.ContractNumber);

        // The table judges the lines as assessed: this is their assessment read back.
        var assessed = new TaxAssessed
        {
            ContractNumber = e.ContractNumber,
            LiabilityDate = tax.Body?.LiabilityDate ?? 0,
            DeclarationDate = tax.Body?.DeclarationDate ?? 0,
        };
        return new(e, AssessedCase.Load(assessed, basis, tax, book));
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ExemptedCase loaded, Signer signer)
    {
        var (e, assessed) = (loaded.Event, loaded.Assessed);
        if (!TaxStands.CheckBasis(judgement, assessed.Basis, [BasisState.Ready])
            || !TaxStands.CheckTaxes(judgement, assessed.Tax, [TaxState.Assessed, TaxState.Cleared]))
        {
            return;
        }

        var page = assessed.Tax.Body!;
        var lines = page.Lines.Where(state => IsOf(e, state)).ToList();
        if (lines.Count == 0 || lines.TrueForAll(state => state.Exempted))
        {
            judgement.WrongState(
                new("该纳税人的该税种", "tax of this taxpayer"),
                lines.Count == 0 ? new("未核定", "not assessed") : new("已减免", "exempted"),
                lines.Count == 0 ? ["TaxAssessed"] : ["TaxAssessed", "TaxPaid", "TaxRefunded", "TransferRecorded"],
                Labels.InEvent(new("税种", "tax"), e.Tax, "tax"),
                assessed.Tax.Says(new("核定行数", "lines assessed"), lines.Count));
        }

        foreach (var line in lines.Select(state => state.Line))
        {
            judgement.About(line.UnitCode);
            var row = Exemptions.Find(
                judgement, assessed.Kind, line, assessed.IsHome(assessed.SaleOf(line), judgement.City), assessed.Liability,
                assessed.DeclarationFor(line), assessed.HeldSince(line), e.Exemption, assessed.Basis);

            // A reduction by half is assessed, not granted afterwards: the account would count as cleared.
            if (row?.Part != Rate.Whole)
                Exemptions.Fail(judgement, assessed.Kind, line, e.Exemption, "exemption");
        }

        judgement.About("");
        if (e.Tax == TaxKind.Vat && page.VatTreatment == VatTreatment.Taxed && !page.Lines.Any(state => IsStillOwed(e, state)))
        {
            judgement.WrongState(
                new("增值税", "VAT"),
                new("已按征税扣减计税依据", "deducted from the base as owed"),
                ["TaxAssessed"],
                Labels.InEvent(new("减免代码", "exemption code"), e.Exemption, "exemption"),
                assessed.Tax.Says(new("增值税处理", "VAT treatment"), page.VatTreatment));
        }

        var exempted = DatedFact.Stated(new("减免日期", "day of exemption"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(assessed.Tax, new("核税日期", "assessment date"), page.AssessmentDate), exempted);
        DateOrder.NotInFuture(judgement, exempted);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ExemptedCase loaded)
    {
        var page = loaded.Assessed.Tax.Body!.Clone();
        foreach (var state in page.Lines.Where(state => IsOf(loaded.Event, state)))
        {
            state.Exempted = true;
            state.Line.Exemption = loaded.Event.Exemption;
        }

        page.Document = loaded.Event.Act.Document;
        TaxAccount.Settle(page);
        book.Write(loaded.Assessed.Tax.Key, page);
    }

    // No VAT that nobody owes is deducted (C-76): where none is left, the base is assessed anew.
    private static bool IsStillOwed(TaxExempted e, TaxLineState state)
        => state is { Exempted: false, Line.Tax: TaxKind.Vat } && state.Line.ReductionFen < state.Line.DueFen && !IsOf(e, state);

    private static bool IsOf(TaxExempted e, TaxLineState state)
        => state.Line.Tax == e.Tax && state.Line.Side == e.Side && state.Line.Taxpayer.Equals(e.Taxpayer);
}
