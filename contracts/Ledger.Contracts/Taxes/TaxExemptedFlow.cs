using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>减免税: an assessed tax of one taxpayer is exempted; it counts as cleared.</summary>
internal sealed class TaxExemptedFlow()
    : Flow<TaxExempted, TaxCase<TaxExempted>>(DepartmentNames.Tax, new("减免税", "tax exemption"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxExempted e)
    {
        shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number");
        shape.Date(e.Date, "date");
        shape.Known(e.Tax, "tax");
        shape.Known(e.Side, "side", zeroIsUnspecified: false);
        shape.PartyValue(e.Taxpayer, "taxpayer");
        shape.Identifier<ReasonCode>(e.Exemption, "exemption");
    }

    /// <inheritdoc/>
    protected override TaxCase<TaxExempted> Load(TaxExempted e, Book book)
        => TaxCase<TaxExempted>.Load(e, book, e.ContractNumber);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TaxCase<TaxExempted> loaded, Signer signer)
    {
        if (!loaded.CheckStands(judgement, ContractState.Filed) || loaded.Tax.Body is not { } page)
            return;
        var lines = page.Lines.Where(state => IsOf(loaded.Event, state)).ToList();
        if (loaded.Contract.Body!.State == ContractState.Filed && (lines.Count == 0 || lines.TrueForAll(state => state.Exempted)))
        {
            judgement.WrongState(
                new("该纳税人的该税种", "tax of this taxpayer"),
                lines.Count == 0 ? new("未核定", "not assessed") : new("已减免", "exempted"),
                lines.Count == 0 ? ["TaxAssessed"] : ["TaxAssessed", "TaxPaid", "TaxRefunded", "TransferRecorded"],
                Labels.InEvent(new("税种", "tax"), loaded.Event.Tax, "tax"),
                loaded.Tax.Says(new("核定行数", "lines assessed"), lines.Count));
        }

        var exempted = DatedFact.Stated(new("减免日期", "day of exemption"), loaded.Event.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("核税日期", "assessment date"), page.AssessmentDate), exempted);
        DateOrder.NotInFuture(judgement, exempted);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TaxCase<TaxExempted> loaded)
    {
        var page = loaded.Tax.Body!.Clone();
        foreach (var state in page.Lines.Where(state => IsOf(loaded.Event, state)))
        {
            state.Exempted = true;
            state.Line.Exemption = loaded.Event.Exemption;
        }

        page.Document = loaded.Event.Act.Document;
        TaxAccount.Settle(page);
        book.Write(loaded.Tax.Key, page);
    }

    private static bool IsOf(TaxExempted e, TaxLineState state)
        => state.Line.Tax == e.Tax && state.Line.Side == e.Side && state.Line.Taxpayer.Equals(e.Taxpayer);
}
