using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>顺位变更登记: the mortgages of one holding change their order, as those who lose by it consented.</summary>
internal sealed class MortgageRanksChangedFlow()
    : BookFlow<MortgageRanksChanged, (MortgageRanksChanged Event, Disposal Disposal, IReadOnlyList<LiveMortgage> Mortgages)>(
        new("顺位变更登记", "change of ranks"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M5];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageRanksChanged e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.HoldingValue(e.Holding, "holding");
        for (var i = 0; i < e.Order.Count; i++)
        {
            shape.Mortgage(e.Order[i], $"order[{i}]");
            if (e.Order.Take(i).Any(e.Order[i].Equals))
                shape.Fault(Shape.C69, $"order[{i}]", e.Order[i].ContractNumber, new("不重复的抵押", "a mortgage that is not named before"));
        }

        if (e.Order.Count < 2 || e.Order.Count > shape.MaximumItems)
            shape.Fault(Shape.C69, "order", e.Order.Count, new($"2至{shape.MaximumItems}项", $"2 to {shape.MaximumItems} mortgages"));
    }

    /// <inheritdoc/>
    protected override (MortgageRanksChanged Event, Disposal Disposal, IReadOnlyList<LiveMortgage> Mortgages) LoadOwn(MortgageRanksChanged e, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.M5, e.UnitCode, e.Act);
        return (
            e,
            disposal with { Givers = [.. (disposal.Unit.LiveTitle?.Owners ?? []).Select(static row => row.Party)], Case = e.Recording.AcceptanceNumber },
            LiveMortgage.Of(book, disposal.Unit.Encumbrances, e.UnitCode));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf((MortgageRanksChanged Event, Disposal Disposal, IReadOnlyList<LiveMortgage> Mortgages) loaded)
        => [new(FlowCode.M5, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(
        Judgement judgement, (MortgageRanksChanged Event, Disposal Disposal, IReadOnlyList<LiveMortgage> Mortgages) loaded, Signer signer)
    {
        var (e, disposal, mortgages) = loaded;
        Restrictions.Check(judgement, disposal);
        RankOrder.Check(judgement, e, disposal.Unit, mortgages);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, (MortgageRanksChanged Event, Disposal Disposal, IReadOnlyList<LiveMortgage> Mortgages) loaded)
    {
        var (e, disposal, mortgages) = loaded;
        var page = disposal.Unit.Encumbrances.Body!.Clone();
        var ranks = RankOrder.Ranks(e, mortgages);
        foreach (var row in page.Mortgages.Where(row => ranks.ContainsKey(row.Id)))
            row.Rank = ranks[row.Id];
        MortgageRanks.Sort(page);
        page.Stamp(e.Act, e.Recording);
        book.Write(disposal.Unit.Encumbrances.Key, page);
        foreach (var mortgage in mortgages.Where(mortgage => ranks.ContainsKey(mortgage.Row.Id) && mortgage.Page.Body is not null))
        {
            var changed = mortgage.Page.Body!.Clone();
            MortgageAgreements.Recorded(changed, MortgageChangeKind.Rank, book, e.Recording);
            foreach (var other in RankOrder.Overtaking(e, mortgage, mortgages))
                changed = MortgageNotes.Used(changed, ConsentSubject.Rank, e.Recording.RecordingDate, of: other.Row.Id);
            book.Write(mortgage.Page.Key, changed);
        }
    }
}
