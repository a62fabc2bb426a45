using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>查封登记, 预查封登记 of profile 2: against a debtor, at once, and in the queue of each holding that it stands in.</summary>
internal sealed class SeizureEnteredFlowTwo() : BookFlow<SeizureEntered, SeizureActCase<SeizureEntered>>(new("查封登记", "seizure"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F800];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, SeizureEntered e)
    {
        SeizureShapeTwo.Check(shape, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        SeizureShapeTwo.Term(shape, e.Term, e.StatedLast);
        shape.Known(e.Kind, "kind");
        shape.Known(e.Organ, "organ");
        shape.Instant(e.DeliveryTimeMs, "delivery_time_ms");
        EncumbranceShape.Parties(shape, e.Debtors, "debtors");
        shape.ShareValue(e.Scope, "scope");
        EncumbranceShape.OptionalDate(shape, e.StatedFirst, "stated_first");
        if (shape.IsSound && e.StatedFirst != 0 && Day.FromNumber(e.StatedFirst) > SeizureTerms.LastStart)
            shape.Fault(SeizureTermLimit.C32, "stated_first", Labels.Date(e.StatedFirst), new("期限不超出日历的日期", "a day from which the term stays in the calendar"));
        if (shape.IsSound && e.StatedLast != 0 && e.StatedLast <= Math.Max(e.StatedFirst, Day.At(e.DeliveryTimeMs).Number))
        {
            shape.Fault(
                SeizureTermLimit.C32, "stated_last", Labels.Date(e.StatedLast), new("晚于起始日和送达日的日期", "a day after the first and after the delivery"));
        }
    }

    /// <inheritdoc/>
    protected override SeizureActCase<SeizureEntered> LoadOwn(SeizureEntered e, Book book)
    {
        var loaded = SeizureActCase<SeizureEntered>.Load(e, e.Recording, book, e.UnitCode);
        var title = loaded.Unit.Title.Body;
        var house = title is null ? book.House(e.UnitCode) : null;
        return loaded with
        {
            House = house,
            Permit = house?.Body is { PermitNumber.Length: > 0 } row ? book.Permit(row.PermitNumber) : null,
            ParcelTitles = title is null ? [.. loaded.Unit.Parcels.Select(parcel => book.Title(parcel.Key["enc/".Length..]))] : [],
            Deal = loaded.Unit.Deal.Body is { } deal ? Basis.Read(book, deal.ContractNumber) : null,
            Origins = TitleBases.Read(book, title),
            Stopped = CaseDesks.CasesOn(book, loaded.Desk),
        };
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(SeizureActCase<SeizureEntered> loaded)
        => [new(FlowCode.F800, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview(SeizureActCase<SeizureEntered> loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, SeizureActCase<SeizureEntered> loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        judgement.About(e.UnitCode);
        CheckEpoch(judgement, loaded);
        SeizureStandsTwo.CheckAbsent(judgement, page, e.Authority, e.DocumentNumber, judgement.TimeMs);
        HouseStands.CheckNotReplaced(judgement, loaded.House);
        SeizureTarget.Check(judgement, loaded);
        SeizureDebtors.Check(judgement, loaded);
        SeizureDebtors.CheckCases(judgement, loaded);
        DeliveryTime.Check(judgement, e);
        CheckEnd(judgement, e);
        SeizureLength.Check(judgement, SeizureLength.LongestOf(judgement.City, e.Kind, e.Organ), FirstDay(e), e.Term, e.StatedLast, TermFrom(e));
        loaded.CheckDesk(judgement, FlowCode.F800);
        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, SeizureActCase<SeizureEntered> loaded)
    {
        var e = loaded.Event;
        var longest = SeizureLength.LongestOf(book.City, e.Kind, e.Organ);
        var limit = SeizureLength.EndOf(book.City, longest, FirstDay(e));

        // A term that is stated to begin later ends with the longest all the same: then that is its last day.
        var cut = e.StatedLast == 0 && TermFrom(e) > FirstDay(e) && SeizureLength.End(book.City, TermFrom(e), e.Term, 0) > limit;
        var row = new SeizureRow
        {
            Kind = e.Kind,
            Authority = e.Authority,
            DocumentNumber = e.DocumentNumber,
            DeliveryTimeMs = e.DeliveryTimeMs,
            Term = cut ? null : SeizureLength.Counted(book.City, longest, FirstDay(e), e.Term),
            StatedFirst = e.StatedFirst,
            StatedLast = cut ? limit.Number : SeizureLength.Counted(book.City, longest, FirstDay(e), e.StatedLast),
            Organ = e.Organ,
            Scope = e.Scope,
            FirstDayCounts = book.City.SeizureFirstDayCounts,
            RecordingDate = e.Recording.RecordingDate,
            RecordingMs = e.Recording.RecordingMs,
            Document = e.Act.Document,
            BusinessNumber = e.BusinessNumber,
        };
        row.Debtors.AddRange(e.Debtors);
        row.Holders.AddRange(SeizureDebtors.HoldersOf(book.City, loaded));
        loaded.Write(book, SeizureRowsTwo.Enter(loaded.Rows, row, e.Recording.RecordingMs, book.City.ReordersSeizures), e.Act, e.Epoch);
        CaseStops.StopBySeizure(book, loaded.Stopped, e.DeliveryTimeMs);
    }

    private static Day TermFrom(SeizureEntered e) => e.StatedFirst == 0 ? Day.At(e.DeliveryTimeMs) : Day.FromNumber(e.StatedFirst);

    // It binds from its delivery, whatever later day the document states.
    private static Day FirstDay(SeizureEntered e) => TermFrom(e) is var first && first < Day.At(e.DeliveryTimeMs) ? first : Day.At(e.DeliveryTimeMs);

    private static void CheckEnd(Judgement judgement, SeizureEntered e)
    {
        if (e.StatedFirst == 0 || SeizureLength.End(judgement.City, TermFrom(e), e.Term, e.StatedLast) is var end && end > Day.At(e.DeliveryTimeMs))
            return;
        judgement.Fail(
            SeizureTermLimit.C32,
            new("文书所载期限在送达前已满", "the term that the document states was over when it was delivered"),
            new("请核对文书所载起始日与期限", "check the first day and the term that the document states"),
            Labels.InEvent(new("所载起始日", "first day stated"), Labels.Date(e.StatedFirst), "stated_first"),
            Labels.InEvent(new("送达时间", "delivered"), Labels.Instant(e.DeliveryTimeMs), "delivery_time_ms"),
            Labels.InEvent(new("期满（不含）", "over on"), SeizureLength.End(judgement.City, TermFrom(e), e.Term, e.StatedLast), "term"));
    }

    private static void CheckEpoch(Judgement judgement, SeizureActCase<SeizureEntered> loaded)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        TokenEpoch.Check(judgement, e.Epoch, loaded.Unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));
        if (loaded.Unit.Title.Body is not null || page.Body is not { Epoch: not 0 } known || known.Epoch == e.Epoch)
            return;
        judgement.Fail(
            Judgement.State,
            new("当事人编码已更新", "the parties' tokens are made with another epoch of the key than the unit's"),
            new($"请刷新后以第{known.Epoch}期的当事人编码重新提交", $"make the tokens with the key of epoch {known.Epoch}"),
            Labels.InEvent(new("编码期", "epoch"), e.Epoch, "epoch"),
            page.Says(new("编码期", "epoch"), known.Epoch));
    }
}
