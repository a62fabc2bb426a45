using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>核税: the taxes of a filed contract are assessed, or assessed anew while no transfer is recorded.</summary>
internal sealed class TaxAssessedFlow()
    : Flow<TaxAssessed, AssessmentCase>(DepartmentNames.Tax, new("核税", "tax assessment"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxAssessed e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        for (var i = 0; i < e.Units.Count; i++)
            shape.Unit(e.Units[i], $"units[{i}]");
        shape.Sorted(e.Units, string.CompareOrdinal, "units");
        shape.Date(e.LiabilityDate, "liability_date");
        shape.Date(e.DeclarationDate, "declaration_date");
        shape.Date(e.AssessmentDate, "assessment_date");
        shape.Amount(e.DeclaredPriceFen, "declared_price_fen");
        shape.Amount(e.BaseFen, "base_fen");
        shape.Known(e.BaseReason, "base_reason", zeroIsUnspecified: false);
        var sound = true;
        for (var i = 0; i < e.Lines.Count; i++)
            sound &= Line(shape, e.Lines[i], e.Units.Count, $"lines[{i}]");
        if (sound)
            shape.Sorted(e.Lines, PartyOrder.Compare, "lines");
    }

    /// <inheritdoc/>
    protected override AssessmentCase Load(TaxAssessed e, Book book)
    {
        var contract = book.Contract(e.ContractNumber);
        return new(
            e,
            contract,
            book.Tax(e.ContractNumber),
            contract.Body is not { } page ? [] :
                [.. page.Units.Select((unit, i) => new UnitSale(unit, i, page.Sellers, page.Buyers, UnitPages.Read(book, unit.UnitCode)))]);
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, AssessmentCase loaded, Signer signer)
    {
        var (e, contract) = (loaded.Event, loaded.Contract);
        if (!ContractStands.CheckState(judgement, contract, ContractState.Filed))
            return;
        var units = contract.Body!.Units.Select(unit => unit.UnitCode).ToList();
        SameUnits.Check(judgement, e.Units, "units", contract, units);

        // Tokens are aligned with the units: of other units they compare with nothing.
        if (units.SequenceEqual(e.Units, StringComparer.Ordinal))
        {
            TaxpayersMatch.CheckBuyers(judgement, e.Lines, contract);
            TaxpayersMatch.CheckSellers(judgement, e.Lines, contract);
            TaxArithmetic.Check(judgement, e, loaded.Sales);
        }

        TaxBase.Check(judgement, e, contract);
        PricesAgree.Check(judgement, e.DeclaredPriceFen, "declared_price_fen", contract, e.BaseReason != BaseReason.ContractPrice);
        AmountUnit.NoteConversion(judgement, e.PriceConverted, e.DeclaredPriceFen, "declared_price_fen");
        LiabilityDate.Check(judgement, e.LiabilityDate, contract);
        CheckDates(judgement, e, contract, loaded.Tax);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, AssessmentCase loaded)
    {
        var e = loaded.Event;
        var page = new TaxPage
        {
            ContractNumber = e.ContractNumber,
            LiabilityDate = e.LiabilityDate,
            DeclarationDate = e.DeclarationDate,
            AssessmentDate = e.AssessmentDate,
            DeclaredPriceFen = e.DeclaredPriceFen,
            BaseFen = e.BaseFen,
            BaseReason = e.BaseReason,
            LastPaymentDate = loaded.Tax.Body?.LastPaymentDate ?? 0,
            Document = e.Act.Document,
        };
        page.Units.AddRange(e.Units);
        page.Lines.AddRange(e.Lines.Select(line => new TaxLineState { Line = line }));
        page.Tickets.AddRange(loaded.Tax.Body?.Tickets ?? []);
        TaxAccount.Settle(page);
        book.Write(loaded.Tax.Key, page);
    }

    internal static bool Line(Shape shape, TaxLine line, int units, string path)
    {
        shape.Known(line.Tax, path + ".tax");
        shape.Known(line.Side, path + ".side", zeroIsUnspecified: false);
        shape.Amount(line.BaseFen, path + ".base_fen", positive: false);
        shape.RateValue(line.Rate, path + ".rate");
        shape.Amount(line.DueFen, path + ".due_fen", positive: false);
        shape.Amount(line.ReductionFen, path + ".reduction_fen", positive: false);
        if (line.Exemption.Length > 0)
            shape.Identifier<ReasonCode>(line.Exemption, path + ".exemption");
        if (line.Tax == TaxKind.Deed)
            shape.Known(line.BuyerClass, path + ".buyer_class");
        else if (line.BuyerClass != BuyerClass.Unspecified)
            shape.Fault(Shape.C69, path + ".buyer_class", line.BuyerClass, new("仅契税行填写", "nothing: only deed-tax lines have a buyer class"));
        return shape.PartyValue(line.Taxpayer, units, path + ".taxpayer");
    }

    private static void CheckDates(Judgement judgement, TaxAssessed e, PageView<ContractPage> contract, PageView<TaxPage> tax)
    {
        var liability = DatedFact.Stated(new("纳税义务发生日期", "liability date"), e.LiabilityDate, "liability_date");
        var declared = DatedFact.Stated(new("申报日期", "declaration date"), e.DeclarationDate, "declaration_date");
        var assessed = DatedFact.Stated(new("核税日期", "assessment date"), e.AssessmentDate, "assessment_date");
        DateOrder.Check(judgement, liability, declared);
        DateOrder.Check(judgement, declared, assessed);
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("备案日期", "filing date"), contract.Body!.FilingDate), assessed);
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("上次核税日期", "last assessment"), tax.Body?.AssessmentDate ?? 0), assessed);
        DateOrder.NotInFuture(judgement, assessed);
    }
}
