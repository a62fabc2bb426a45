using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-86 for a lost certificate: its loss was stated to the public for as many working days as the city asks, which are over before
/// the recording; where the city asks for none, from the day of the statement.
/// </summary>
internal static class LossStated
{
    public static readonly Rule C86 = NoticeOver.C86 with { Aspect = "loss" };

    public static void Check(Judgement judgement, PageView<CertificatePage> view, Recording recording)
    {
        var page = view.Body!;
        var stated = page.LossPosted != 0;
        var days = judgement.City.LossNoticeDays;
        if (stated && page.LossUntil <= recording.RecordingDate && page.LossUntil >= EarliestEnd(judgement, page.LossPosted, days).Number)
            return;
        judgement.Fail(
            C86,
            stated
                ? new("遗失声明期间未满", "the statement of the loss has not stood long enough")
                : new("未发布遗失声明", "the loss of the certificate was not stated"),
            new($"请发布遗失声明（PublicNoticePosted）并满{days}个工作日", $"state the loss (PublicNoticePosted) and let {days} working days pass"),
            view.Says(new("遗失声明", "statement of the loss"), stated ? $"{Labels.Date(page.LossPosted)} – {NoticeOver.LastDay(page.LossUntil)}" : null),
            judgement.InCity(new("遗失声明工作日", "working days of the statement"), days),
            Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recording.RecordingDate), "recording.recording_date"));
    }

    // The day after the last; without days it may be the day of the statement.
    private static Day EarliestEnd(Judgement judgement, uint posted, int days)
    {
        var day = Day.FromNumber(posted);
        return days == 0 ? day : judgement.WorkingDays.After(day, days).AddDays(1);
    }
}
