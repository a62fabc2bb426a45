using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 核税: declared taxes are assessed unit by unit; or assessed anew, after the transfer too while it stands. A new assessment
/// carries on the exemptions granted before and voids the clearance certificate.
/// </summary>
internal sealed class TaxAssessedFlowTwo() : Flow<TaxAssessed, AssessedCase>(DepartmentNames.Tax, new("核税", "tax assessment"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxAssessed e)
    {
        TaxStands.Number(shape, e.ContractNumber, "contract_number");
        for (var i = 0; i < e.Units.Count; i++)
            shape.Unit(e.Units[i], $"units[{i}]");
        shape.Sorted(e.Units, string.CompareOrdinal, "units");
        shape.Date(e.LiabilityDate, "liability_date");
        shape.Date(e.DeclarationDate, "declaration_date");
        shape.Date(e.AssessmentDate, "assessment_date");
        shape.Amount(e.DeclaredPriceFen, "declared_price_fen", positive: false);
        shape.Amount(e.BaseFen, "base_fen", positive: false);
        shape.Known(e.BaseReason, "base_reason", zeroIsUnspecified: false);
        shape.Identifier<TaxOrganCode>(e.Organ, "organ");
        shape.Known(e.VatTreatment, "vat_treatment");
        shape.RateValue(e.VatRate, "vat_rate");
        if (e.VatTreatment == VatTreatment.BySellerInvoice)
            shape.Hash(e.Invoice, "invoice");
        else if (!e.Invoice.IsEmpty)
            shape.Fault(Shape.C69, "invoice", $"{e.Invoice.Length} bytes", new("仅凭卖方发票时填写", "nothing: only a seller's invoice is named"));
        for (var i = 0; i < e.UnitBases.Count; i++)
        {
            shape.Unit(e.UnitBases[i].UnitCode, $"unit_bases[{i}].unit_code");
            shape.Amount(e.UnitBases[i].BaseFen, $"unit_bases[{i}].base_fen", positive: false);
        }

        shape.Sorted(e.UnitBases, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "unit_bases");
        for (var i = 0; i < e.WithdrawnExemptions.Count; i++)
            shape.Identifier<ReasonCode>(e.WithdrawnExemptions[i], $"withdrawn_exemptions[{i}]");
        shape.Sorted(e.WithdrawnExemptions, string.CompareOrdinal, "withdrawn_exemptions", mayBeEmpty: true);
        CheckLines(shape, e);
    }

    /// <inheritdoc/>
    protected override AssessedCase Load(TaxAssessed e, Book book)
    {
        var basis = Basis.Read(book, e.ContractNumber);
        return AssessedCase.Load(e, basis, book.Tax(e.ContractNumber), book);
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, AssessedCase loaded, Signer signer)
    {
        var (e, basis, tax) = (loaded.Event, loaded.Basis, loaded.Tax);
        if (!TaxStands.CheckBasis(judgement, basis, [BasisState.Ready, BasisState.Registered])
            || !TaxStands.CheckTaxes(judgement, tax, [TaxState.Declared, TaxState.Assessed, TaxState.Cleared]))
        {
            return;
        }

        if (tax.Body!.DeclaredVersion != basis.Version)
        {
            judgement.WrongState(
                new("税务申报", "tax declaration"),
                new("早于合同的变更", "older than the contract's amendment"),
                ["TaxDeclared"],
                tax.Says(new("申报所依合同版本", "version declared"), tax.Body.DeclaredVersion),
                basis.Says(new("现行版本", "present version"), basis.Version));
            return;
        }

        if (e.Town != 0)
            TownsOfCity.Check(judgement, e.Town, "town");
        var aligned = BasisUnits.Check(judgement, e.Units, "units", basis)
            & BasisUnits.Check(judgement, e.UnitBases.Select(unit => unit.UnitCode), "unit_bases", basis);
        if (aligned)
        {
            AssessedParties.Check(judgement, e.Lines, basis);
            AssessedLines.Check(judgement, loaded);
            NetPrices.Check(judgement, loaded);
        }

        LiabilityDay.Check(judgement, e, basis);
        CheckDates(judgement, e, basis, tax);
        AmountUnit.NoteConversion(judgement, e.PriceConverted, e.DeclaredPriceFen, "declared_price_fen");
        if (e.DeclaredPriceFen != tax.Body.DeclaredPriceFen)
        {
            judgement.Fail(
                PricesAgree.C19,
                new("核税所依价款不是申报价款", "the price assessed is not the one declared"),
                new("请按申报价款核定，或先退件重新申报", "assess what was declared, or return the declaration first"),
                Labels.InEvent(new("申报价款", "price declared"), Labels.Yuan(e.DeclaredPriceFen), "declared_price_fen"),
                tax.Says(new("申报价款", "price declared"), Labels.Yuan(tax.Body.DeclaredPriceFen)));
        }
    }

    /// <inheritdoc/>
    protected override void Write(Book book, AssessedCase loaded)
    {
        var (e, known) = (loaded.Event, loaded.Tax.Body!);
        var page = known.Clone();
        page.State = TaxState.Assessed;
        page.LiabilityDate = e.LiabilityDate;
        page.DeclarationDate = e.DeclarationDate;
        page.AssessmentDate = e.AssessmentDate;
        page.FirstAssessment = known.FirstAssessment == 0 ? e.AssessmentDate : known.FirstAssessment;
        page.DeclaredPriceFen = e.DeclaredPriceFen;
        page.BaseFen = e.BaseFen;
        page.BaseReason = e.BaseReason;
        page.Organ = e.Organ;
        page.VatTreatment = e.VatTreatment;
        page.VatRate = e.VatRate;
        page.Clearance = "";
        page.Version = loaded.Basis.Version;
        page.Town = e.Town;
        page.Document = e.Act.Document;
        page.UnitBases.Clear();
        page.UnitBases.AddRange(e.UnitBases);
        page.Lines.Clear();
        page.Lines.AddRange(e.Lines.Select(line => Carried(line, known, e)));
        TaxAccount.Settle(page);
        book.Write(loaded.Tax.Key, page);
    }

    /// <summary>
    /// The exemption that was granted for a line's account before, unless that is withdrawn: on the unit that it was granted for,
    /// since what exempts a home exempts no garage that is assessed later. Profile 1 named no unit.
    /// </summary>
    public static TaxLineState? Granted(TaxLine line, TaxPage known, TaxAssessed e)
        => known.Lines.FirstOrDefault(state => state.Exempted && state.Line.Tax == line.Tax && state.Line.Side == line.Side
            && state.Line.Taxpayer.Equals(line.Taxpayer) && !e.WithdrawnExemptions.Contains(state.Line.Exemption)
            && (state.Line.UnitCode.Length == 0 || state.Line.UnitCode == line.UnitCode));

    // A line with the exemption that is carried into this assessment.
    private static TaxLineState Carried(TaxLine line, TaxPage known, TaxAssessed e)
    {
        if (Granted(line, known, e) is not { } granted)
            return new() { Line = line };
        var exempted = line.Clone();
        exempted.Exemption = granted.Line.Exemption;
        return new() { Line = exempted, Exempted = true };
    }

    private static void CheckLines(Shape shape, TaxAssessed e)
    {
        var sound = true;
        for (var i = 0; i < e.Lines.Count; i++)
        {
            var (line, path) = (e.Lines[i], $"lines[{i}]");
            sound &= TaxAssessedFlow.Line(shape, line, e.Units.Count, path);
            if (!e.Units.Contains(line.UnitCode))
            {
                shape.Fault(AssessedLines.C78, path + ".unit_code", line.UnitCode, new("本次核税的一个单元", "one of the units assessed"));
                sound = false;
            }

            shape.Amount(line.DeductionFen, path + ".deduction_fen", positive: false);
            if (line.DeductionFen != 0 && line.Tax != TaxKind.LandAppreciation)
                shape.Fault(Shape.C69, path + ".deduction_fen", line.DeductionFen, new("仅土地增值税填写", "nothing: only land appreciation tax has deductions"));
        }

        if (sound)
            shape.Sorted(e.Lines, PartyOrder.Compare, "lines");
    }

    private static void CheckDates(Judgement judgement, TaxAssessed e, Basis basis, PageView<TaxPage> tax)
    {
        var declared = DatedFact.Stated(new("申报日期", "declaration date"), e.DeclarationDate, "declaration_date");
        var assessed = DatedFact.Stated(new("核税日期", "assessment date"), e.AssessmentDate, "assessment_date");
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("申报日期", "declaration date"), tax.Body!.DeclarationDate), declared);
        DateOrder.Check(judgement, declared, DatedFact.Recorded(tax, new("申报日期", "declaration date"), tax.Body.DeclarationDate));
        DateOrder.Check(judgement, declared, assessed);
        DateOrder.Check(judgement, basis.Dated(new("备案日期", "filing date"), basis.Filed), assessed);
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("上次核税日期", "last assessment"), tax.Body.AssessmentDate), assessed);
        DateOrder.NotInFuture(judgement, assessed);
    }
}
