using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-86 公告期未满: where an act needs a public notice, one of its kind was posted in its case for the unit, long enough, and is
/// over before the recording.
/// </summary>
internal static class NoticeOver
{
    public static readonly Rule C86 = Rule.Reject("C-86", "公告期未满", "notice not over", "不动产登记暂行条例实施细则 17, 18, 20");

    private static readonly Wording NoticeLabel = new("公告", "public notice");

    /// <summary>The public notice that a registration needs before it; null for none.</summary>
    /// <param name="city">The city in force: of which first registrations it asks one.</param>
    /// <param name="flow">The registration.</param>
    /// <param name="basis">Contract or instrument that it rests on; null for none.</param>
    public static PublicNoticeKind? NeededFor(City city, FlowCode flow, Basis? basis) => flow switch
    {
        FlowCode.F103 => PublicNoticeKind.FirstRegistration,
        FlowCode.F101 or FlowCode.F102 when city.FirstNotice == FirstNotice.All => PublicNoticeKind.FirstRegistration,
        FlowCode.F214 when basis?.Instrument.Body is { Notarised: false } => PublicNoticeKind.Inheritance,
        _ => null,
    };

    /// <summary>A notice of the kind is over for a unit before its recording.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="view">The case of the act.</param>
    /// <param name="kind">Kind of the notice that the act needs.</param>
    /// <param name="unitCode">The unit.</param>
    /// <param name="recordingDate">Day of the recording.</param>
    public static void Check(Judgement judgement, PageView<CasePage> view, PublicNoticeKind kind, string unitCode, uint recordingDate)
    {
        var posted = view.Body?.Notices.LastOrDefault(notice => notice.Kind == kind && notice.Units.Contains(unitCode));
        if (posted is not null && posted.Until <= recordingDate)
            return;
        judgement.Fail(
            C86,
            posted is null
                ? new($"单元{unitCode}未张贴“{CodeNames.Of(kind)!.Chinese}”", $"no {CodeNames.Of(kind)!.English} was posted for unit {unitCode}")
                : new($"单元{unitCode}的“{CodeNames.Of(kind)!.Chinese}”期间未满", $"the {CodeNames.Of(kind)!.English} for unit {unitCode} is not over"),
            new("请张贴公告（PublicNoticePosted），期满次日起登簿", "post the notice (PublicNoticePosted) and record from the day after it"),
            view.Says(NoticeLabel, posted is null ? null : $"{Labels.Date(posted.Posted)} – {LastDay(posted.Until)}"),
            Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recordingDate), "recording.recording_date"));
    }

    /// <summary>
    /// A notice stands for the working days of its kind at least: the 15th after the posting is the first last day. They are counted from the
    /// day on which the ledger was told, where that is later: nobody posts a notice of the past.
    /// </summary>
    public static void CheckLength(Judgement judgement, PublicNoticePosted e)
    {
        var days = e.Kind == PublicNoticeKind.Loss ? judgement.City.LossNoticeDays : judgement.City.PublicNoticeDays;
        var told = Day.FromNumber(e.Posted) is var posted && posted > judgement.Today ? posted : judgement.Today;
        var first = judgement.WorkingDays.After(told, days);
        if (days == 0 || Day.FromNumber(e.Until) > first)
            return;
        judgement.Fail(
            C86,
            new($"公告期不足{days}个工作日", $"the notice stands for less than {days} working days"),
            new($"公告最后一日不早于{first}", $"its last day is {first} or later"),
            Labels.InEvent(new("张贴日期", "posted"), Labels.Date(e.Posted), "posted"),
            Labels.InEnvelope(new("提交日期", "day of the envelope"), judgement.Today),
            Labels.InEvent(new("公告最后一日", "its last day"), LastDay(e.Until), "until"),
            judgement.InCity(new("公告工作日", "working days of a notice"), days));
    }

    /// <summary>The last day of a span that ends before a day.</summary>
    public static string LastDay(uint until) => Day.TryFromNumber(until, out var day, out _) && day > Day.First ? day.AddDays(-1).ToString() : Labels.Absent;
}
