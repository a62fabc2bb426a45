using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 非交易原因: the reason of a transfer without a sale, or the grant of a parcel, is stated, with its units and parties; or withdrawn before it
/// is recorded.
/// </summary>
internal sealed class InstrumentStatedFlow()
    : Flow<InstrumentStated, InstrumentCase>(DepartmentNames.Registration, new("非交易原因", "statement of an instrument"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, InstrumentStated e) => InstrumentShape.Check(shape, e);

    /// <inheritdoc/>
    protected override InstrumentCase Load(InstrumentStated e, Book book) => InstrumentCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, InstrumentCase loaded, Signer signer)
    {
        var e = loaded.Event;
        var stated = DatedFact.Stated(e.Withdrawn ? new("撤回日期", "day of withdrawal") : new("生效日期", "day of effect"), e.Date, "date");
        DateOrder.NotInFuture(judgement, stated);
        if (e.Withdrawn)
        {
            InstrumentStands.CheckForWithdrawal(judgement, loaded.Page);
            BasisInHand.Check(judgement, e.Number, loaded.Open);
            DateOrder.Check(judgement, DatedFact.Recorded(loaded.Page, new("生效日期", "day of effect"), loaded.Page.Body?.Date ?? 0), stated);
            return;
        }

        NumberUnused.Check(judgement, loaded.Page, OfficeNumber.Name, e.Number, "number");
        InstrumentPapers.Check(judgement, e);
        InheritanceLane.CheckStated(judgement, e);
        if (loaded.Pair is { } pair)
            InstrumentStands.CheckPair(judgement, e, pair);
        foreach (var unit in loaded.Units)
            JudgeUnit(judgement, unit, e);
        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void Write(Book book, InstrumentCase loaded)
    {
        var e = loaded.Event;
        if (e.Withdrawn)
        {
            Withdraw(book, loaded);
            return;
        }

        var page = new InstrumentPage
        {
            Number = e.Number,
            Kind = e.Kind,
            State = InstrumentState.Stated,
            Notarised = e.Notarised,
            Date = e.Date,
            ValueFen = e.ValueFen,
            Pair = e.Pair,
            Document = e.Act.Document,
        };
        page.Units.AddRange(e.Units);
        page.Givers.AddRange(e.Givers);
        page.Takers.AddRange(e.Takers);
        page.Documents.AddRange(e.Documents);
        book.Write(loaded.Page.Key, page);
        if (!InstrumentKindLaw.TakesDeal(e.Kind))
            return;
        foreach (var unit in loaded.Units)
            book.Write(unit.Pages.Deal.Key, new DealPage { ContractNumber = e.Number, State = ContractState.Filed, Epoch = unit.Unit.Epoch });
    }

    private static void JudgeUnit(Judgement judgement, UnitSale unit, InstrumentStated e)
    {
        var path = $"units[{unit.Index}]";
        judgement.About(unit.Code);
        TokenEpoch.Check(judgement, unit.Unit.Epoch, unit.Pages.Title, In(path + ".epoch"));
        if (e.Kind == InstrumentKind.Grant)
            OneLiveTitle.CheckAbsent(judgement, unit.Pages, path + ".unit_code");
        if (InstrumentKindLaw.TakesDeal(e.Kind))
            OneActiveContract.Check(judgement, unit.Pages, e.Number);
        if (InstrumentKindLaw.AsksOwners(e.Kind))
            SellersOwn.Check(judgement, unit, In(path + ".sellers"));
        if (InstrumentKindLaw.AsksConsent(e.Kind))
        {
            CoOwnersConsent.Check(
                judgement, unit.Pages.Title, unit.IsWhole, unit.Sellers, In(path + ".sellers"), [.. unit.Buyers.Select(static part => part.Party)]);
        }

        if (!InstrumentKindLaw.AllowsBothSides(e.Kind))
            SidesDiffer.Check(judgement, unit, In(path));
        FreelyDisposable.Check(judgement, InstrumentKindLaw.FlowOf(e.Kind), unit.Pages, In(path + ".unit_code"));
        SharesSumToOne.CheckBuyers(judgement, unit.Unit, unit.Index);
        if (InstrumentKindLaw.AsksOwners(e.Kind))
            SharesSumToOne.CheckFits(judgement, unit, In(path + ".share"));
    }

    private static void Withdraw(Book book, InstrumentCase loaded)
    {
        var page = loaded.Page.Body!.Clone();
        page.State = InstrumentState.Withdrawn;
        page.Ended = loaded.Event.Date;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Page.Key, page);
        foreach (var deal in loaded.Units.Select(unit => unit.Pages.Deal).Where(deal => deal.Body?.ContractNumber == page.Number))
            book.Delete(deal.Key);
    }

    private static Func<Wording, object?, FindingValue> In(string path) => (label, value) => Labels.InEvent(label, value, path);
}
