using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The state machine of a seizure from profile 2 on, as it was at the instant of a document's delivery: active or queued → renewed,
/// handed over → lifted or lapsed. C-33 解封机关一致: the authority that seized acts on it, or the one it was handed over to; a
/// superior by exception.
/// </summary>
internal static class SeizureStandsTwo
{
    public static readonly Rule C33Superior = Rule.Except("C-33", "解封机关一致", "lifting authority is the seizing one", "查封规定 28") with { Aspect = "superior" };

    /// <summary>C-31: 处置全部 only with the court's transfer.</summary>
    public static readonly Rule C31Disposed = SeizureStands.C31 with { Aspect = "disposed" };

    /// <summary>C-31: a promotion that a renewal delivered in time takes back.</summary>
    public static readonly Rule C31Undone = SeizureStands.C31 with { Severity = Severity.Information, Aspect = "promotion undone" };

    /// <summary>C-32: at most one renewal ahead.</summary>
    public static readonly Rule C32Stacked = SeizureTermLimit.C32 with { Aspect = "stacked" };

    /// <summary>C-32: a renewal comes near the end.</summary>
    public static readonly Rule C32Ahead = SeizureTermLimit.C32 with { Severity = Severity.Warning, Aspect = "ahead" };

    private static readonly Wording Record = new("查封", "seizure");
    private static readonly Wording AuthorityLabel = new("查封机关", "seizing authority");

    /// <summary>The authority's document is not on the page already (STATE).</summary>
    public static void CheckAbsent(Judgement judgement, PageView<EncumbrancePage> page, string authority, string document, ulong instant)
    {
        if (page.Body?.Seizures.FirstOrDefault(row => row.Authority == authority && row.DocumentNumber == document) is { } known)
            WrongState(judgement, page, known, instant);
    }

    /// <summary>Finds the seizure that an authority's document names.</summary>
    /// <returns>Null when there is none to judge by.</returns>
    public static SeizureRow? Find(Judgement judgement, PageView<EncumbrancePage> page, string authority, string document, SeizureLifter by)
    {
        List<SeizureRow> named = [.. page.Body?.Seizures.Where(row => row.DocumentNumber == document) ?? []];
        if (named.Find(row => MayAct(row, authority, by)) is { } found)
            return found;
        if (named.Count == 0)
        {
            judgement.WrongState(
                Record,
                new("不存在", "absent"),
                ["SeizureEntered"],
                Labels.InEvent(AuthorityDocumentNumber.Name, document, "document_number"),
                page.Says(new("现有查封", "seizures on the page"), string.Join(", ", page.Body?.Seizures.Select(static row => row.DocumentNumber) ?? [])));
            return null;
        }

        var superior = by == SeizureLifter.Superior;
        judgement.About(page.Body!.UnitCode, document);
        judgement.Fail(
            superior ? C33Superior : SeizureStands.C33,
            superior ? Severity.Exception : Severity.Reject,
            superior
                ? new("由上级机关办理，须经例外批准", "a superior acts: this needs an approved exception")
                : new("机关不是作出查封的机关，也不是受移送的机关", "the authority neither seized nor had the seizure handed over to it"),
            superior
                ? new("请核验上级机关的文书并申请例外批准", "verify the superior's document and have an exception approved")
                : new("须由作出查封的机关或受移送的机关办理", "the authority that seized acts, or the one it handed over to"),
            Labels.InEvent(AuthorityLabel, authority, "authority"),
            page.Says(AuthorityLabel, named[0].Authority),
            page.Says(new("移送至", "handed over to"), named[0].HandedTo),
            page.Says(AuthorityDocumentNumber.Name, document));
        return superior ? named[0] : null;
    }

    /// <summary>A seizure is renewed that was in force, or waited, when the renewal was delivered (C-32); and once ahead only.</summary>
    public static void CheckRenewable(Judgement judgement, PageView<EncumbrancePage> page, SeizureRow row, ulong deliveryMs)
    {
        var end = Last(page, row);
        var delivered = Day.At(deliveryMs);
        if (end <= delivered)
        {
            judgement.Fail(
                SeizureTermLimit.C32,
                new("续封送达时查封已失效", "the seizure had no force any more when the renewal was delivered"),
                new("请凭新的查封文书重新查封", "enter a new seizure by a new document"),
                Labels.InEvent(new("送达时间", "delivered"), Labels.Instant(deliveryMs), "delivery_time_ms"),
                page.Says(new("查封止于", "in force through"), end.AddDays(-1)));
            return;
        }

        if (row.Renewals.Count > 0 && WithoutLastRenewal(page, row) > delivered)
        {
            judgement.Fail(
                C32Stacked,
                new("已有一次尚未开始的续封", "a renewal that has not begun yet stands already"),
                new("请在本次续封开始后再续封", "renew again once the present renewal has begun"),
                page.Says(new("续封文号", "renewal"), row.Renewals[^1].DocumentNumber),
                page.Says(new("查封止于", "in force through"), end.AddDays(-1)));
        }
        else if (delivered < end.AddDays(-1).AddMonths(-judgement.City.RenewAheadMonths))
        {
            judgement.Fail(
                C32Ahead,
                new($"距查封期满超过{judgement.City.RenewAheadMonths}个月即续封", $"the renewal comes more than {judgement.City.RenewAheadMonths} months before the end"),
                new("请核对文书后确认继续", "check the document, then acknowledge C-32"),
                Labels.InEvent(new("送达时间", "delivered"), Labels.Instant(deliveryMs), "delivery_time_ms"),
                page.Says(new("查封止于", "in force through"), end.AddDays(-1)),
                judgement.InCity(new("最多提前（月）", "months ahead at most"), judgement.City.RenewAheadMonths));
        }
    }

    /// <summary>Tells what a renewal takes back: the promotion of another seizure, and what was recorded in between.</summary>
    public static void CheckUndone(Judgement judgement, UnitPages unit, SeizureRow row)
    {
        var page = unit.Encumbrances;
        var end = Last(page, row);
        if (end > judgement.Today)
            return;
        var promoted = SeizureQueue.At(page.Body!.Seizures, judgement.TimeMs).InForce
            .Where(place => SeizureQueue.Meet(place.Row, row) && place.Start >= end).ToList();
        var between = unit.Title.Body is { } title && title.RecordingDate >= end.Number;
        judgement.Fail(
            C31Undone,
            new(
                $"续封在期满前送达，{(promoted.Count > 0 ? "其间递补的查封恢复轮候" : "查封视为未中断")}{(between ? "；其间该单元已有登簿" : "")}",
                $"the renewal was delivered in time: {(promoted.Count > 0 ? "what was promoted since waits again" : "the seizure never ceased")}"
                    + (between ? "; the unit had a recording in between" : "")),
            new("请告知相关机关", "tell the authorities concerned"),
            [
                page.Says(new("原止于", "in force through, before"), end.AddDays(-1)),
                page.Says(new("恢复轮候的查封", "seizures that wait again"), string.Join(", ", promoted.Select(static place => place.Row.DocumentNumber))),
                .. between ? [unit.Title.Says(new("其间登簿", "recorded in between"), Labels.Date(unit.Title.Body!.RecordingDate))] : Array.Empty<FindingValue>(),
            ]);
    }

    /// <summary>
    /// A seizure is lifted that is in force or waits when the lift is delivered. The disposal of the unit is the business of the one
    /// in force, and that of the whole stands beside the court's transfer (C-31).
    /// </summary>
    public static void CheckLiftable(Judgement judgement, SeizureActCase<SeizureLifted> loaded, SeizureRow row)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        if (Last(page, row) <= Day.At(e.DeliveryTimeMs) || e.DeliveryTimeMs < row.DeliveryTimeMs)
        {
            WrongState(judgement, page, row, e.DeliveryTimeMs);
            return;
        }

        if (e.Outcome == LiftOutcome.Released)
            return;
        if (!IsInForce(page, row, e.DeliveryTimeMs))
        {
            judgement.Fail(
                SeizureStands.C31,
                new("轮候查封未生效，不能以处置方式解除", "a queued seizure is not in force and disposes of nothing"),
                new("处置由在先查封机关办理；轮候查封请以解除方式办理", "the active seizure's authority disposes; lift a queued one as released"),
                Labels.InEvent(new("解封结果", "outcome of the lift"), e.Outcome, "outcome"),
                page.Says(AuthorityDocumentNumber.Name, row.DocumentNumber));
        }
        else if (e.Outcome == LiftOutcome.DisposedWhole && !IsOfCourtTransfer(loaded))
        {
            judgement.Fail(
                C31Disposed,
                new("处置全部须与拍卖、变卖或以物抵债的司法裁定转移同时提交", "a disposal of the whole stands in the envelope of a forced sale by the court"),
                new("请与司法裁定转移（CourtTransferRecorded）在同一次提交中办理，或以解除方式办理",
                    "submit it in one envelope with the court's transfer (CourtTransferRecorded), or lift it as released"),
                Labels.InEvent(new("解封结果", "outcome of the lift"), e.Outcome, "outcome"),
                loaded.Unit.Title.Says(new("上次登簿", "last recording of the title"), Labels.Date(loaded.Unit.Title.Body?.RecordingDate ?? 0)),
                loaded.Unit.Title.Says(new("裁定转移原因", "reason of the court's transfer"), loaded.Unit.Title.Body?.CourtReason));
        }
    }

    /// <summary>The disposal is handed over of a seizure in force (STATE).</summary>
    public static void CheckInForce(Judgement judgement, PageView<EncumbrancePage> page, SeizureRow row, ulong instant)
    {
        if (!IsInForce(page, row, instant))
            WrongState(judgement, page, row, instant);
    }

    /// <summary>The day after the last on which a row is in force or waits.</summary>
    public static Day Last(PageView<EncumbrancePage> page, SeizureRow row)
    {
        var rows = page.Body!.Seizures;
        return SeizureQueue.EndsOf(rows)[rows.IndexOf(row)];
    }

    private static Day WithoutLastRenewal(PageView<EncumbrancePage> page, SeizureRow row)
    {
        var before = row.Clone();
        before.Renewals.RemoveAt(before.Renewals.Count - 1);
        List<SeizureRow> rows = [.. page.Body!.Seizures];
        var place = rows.IndexOf(row);
        rows[place] = before;
        return SeizureQueue.EndsOf(rows)[place];
    }

    private static bool IsInForce(PageView<EncumbrancePage> page, SeizureRow row, ulong instant)
        => SeizureQueue.At(page.Body!.Seizures, instant).InForce.Any(place => ReferenceEquals(place.Row, row));

    // The title itself was written by it, at a forced sale: a case may have been accepted for more than was recorded.
    private static bool IsOfCourtTransfer(SeizureActCase<SeizureLifted> loaded)
        => ForcedSale.Is(loaded.Unit.Title.Body?.CourtReason ?? default)
            && (loaded.TitleCase?.Body?.Flows.Any(flow => FlowGroups.IsOfCourt(flow.Flow)
            && flow.UnitCode == loaded.Unit.Code && flow.BusinessNumber == loaded.Unit.Title.Body?.BusinessNumber) ?? false);

    private static bool MayAct(SeizureRow row, string authority, SeizureLifter by) => by switch
    {
        SeizureLifter.Superior => false,
        SeizureLifter.HandedOver => row.HandedTo == authority,
        SeizureLifter.Same => row.Authority == authority,
        _ => row.Authority == authority || row.HandedTo == authority,
    };

    private static void WrongState(Judgement judgement, PageView<EncumbrancePage> page, SeizureRow row, ulong instant)
    {
        var queue = SeizureQueue.At(page.Body!.Seizures, instant);
        var (present, steps) = queue.InForce.Any(place => ReferenceEquals(place.Row, row)) ? (new Wording("已生效", "active"), (string[])
                ["SeizureRenewed", "SeizureLifted", "SeizureHandedOver"])
            : queue.Queued.Any(place => ReferenceEquals(place.Row, row)) ? (new("轮候中", "queued"), ["SeizureRenewed", "SeizureLifted"])
            : row.Lifted != 0 ? (new("已解除", "lifted"), [])
            : (new("已到期失效", "lapsed"), []);
        judgement.WrongState(
            Record,
            present,
            steps,
            page.Says(AuthorityDocumentNumber.Name, row.DocumentNumber),
            page.Says(AuthorityLabel, row.Authority),
            page.Says(new("止于", "through"), Last(page, row).AddDays(-1)));
    }
}
