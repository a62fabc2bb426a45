using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-58 办理时限: from the day after the acceptance to the recording are no more working days than were promised, and never more
/// than the law's 30; the days on which the clock stood still do not count.
/// </summary>
internal static class CaseTime
{
    public static readonly Rule C58 = Rule.Warn("C-58", "超过办理时限", "too late", "不动产登记暂行条例 20");

    public static readonly Rule C58Limit = C58 with { Aspect = "30 working days" };

    public static readonly Rule C58Calendar =
        Rule.Inform("C-58", "超过办理时限", "too late", "不动产登记暂行条例 20") with { Aspect = "calendar not published" };

    private static readonly Wording Used = new("已用工作日", "working days used");

    /// <summary>Every aspect.</summary>
    public static RuleInFlow[] All { get; } = [C58, C58Limit, C58Calendar];

    /// <summary>The act is recorded in time.</summary>
    /// <param name="judgement">Where failures go.</param>
    /// <param name="view">The case; absent for an act that is entered without one.</param>
    /// <param name="recording">Acceptance and recording.</param>
    /// <param name="units">What is recorded.</param>
    public static void Check(Judgement judgement, PageView<CasePage> view, Recording recording, IReadOnlyList<RecordedUnit> units)
    {
        var (accepted, recorded) = (Day.At(recording.AcceptanceTimeMs), Day.FromNumber(recording.RecordingDate));

        // What the book took over has no term, and what lies in the future is refused as such.
        if ((view.Body is null && !units.All(static unit => Promises.IsAtOnce(unit.Act.Flow))) || recorded > judgement.Today)
            return;
        judgement.About(recording.AcceptanceNumber);
        var promised = view.Body is { } page ? (int)page.PromisedDays : 0;
        var used = DaysUsed(judgement.WorkingDays, view.Body, accepted, recorded);
        var limit = Promises.LimitOf(judgement.Table(TableKind.Limits), units.Select(static unit => unit.Act.Flow), accepted);
        if (used > limit)
        {
            judgement.Fail(
                C58Limit,
                new($"登簿超过法定的{limit}个工作日", $"recorded later than the law's {limit} working days"),
                new("请写明理由后确认", "acknowledge C-58 with a reason"),
                Values(view, recording, used, promised));
        }
        else if (used > promised)
        {
            judgement.Fail(
                C58,
                new($"登簿超过承诺的{promised}个工作日", $"recorded later than the {promised} working days that were promised"),
                new("请写明理由后确认", "acknowledge C-58 with a reason"),
                Values(view, recording, used, promised));
        }

        if (judgement.WorkingDays.Unknown(accepted, recorded) is { Count: > 0 } years)
        {
            judgement.Fail(
                C58Calendar,
                new("该年度的放假安排尚未发布，按周一至周五计算", "the calendar of the year is not published: Monday to Friday were counted"),
                new("发布后请核对办理时限", "check the term when it is published"),
                Labels.InEvent(new("年度", "year"), string.Join(", ", years), "recording.recording_date"));
        }

        judgement.About("");
    }

    /// <summary>Working days after the acceptance up to a day, without those on which the case's clock stood still.</summary>
    public static int DaysUsed(WorkingDays calendar, CasePage? page, Day accepted, Day through)
    {
        var used = 0;
        for (var day = accepted; day < through;)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkingDay(day) && (page is null || !CaseStops.StandsStill(page, day)))
                used++;
        }

        return used;
    }

    private static IReadOnlyList<Chain.FindingValue> Values(PageView<CasePage> view, Recording recording, int used, int promised) =>
    [
        Labels.InEvent(new("受理时间", "accepted"), Labels.Instant(recording.AcceptanceTimeMs), "recording.acceptance_time_ms"),
        Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recording.RecordingDate), "recording.recording_date"),
        view.Says(Used, used),
        view.Says(new("承诺工作日", "working days promised"), promised),
        view.Says(new("停止计时", "clock stood still"), string.Join(", ", (view.Body?.Stops ?? []).Select(static stop
            => $"{Labels.Date(stop.From)} – {(stop.Until == 0 ? "…" : NoticeOver.LastDay(stop.Until))}"))),
    ];
}
