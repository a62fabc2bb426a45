using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-71 登簿时刻次序: the recording's day is the day of its instant, acceptance ≤ recording ≤ envelope, and each unit's acts
/// follow one another by (instant, business number). An act that the book has before the unit's last one is entered late, by
/// exception and with the book's extract.
/// </summary>
internal static class RecordingOrder
{
    public static readonly Rule C71 = Rule.Reject("C-71", "登簿时刻次序", "order of recordings", "不动产登记暂行条例");

    public static readonly Rule C71Late = Rule.Except("C-71", "登簿时刻次序", "order of recordings", "不动产登记暂行条例") with { Aspect = "late" };

    private static readonly Wording Instant = new("登簿时刻", "instant of recording");

    public static void Check(Judgement judgement, Recording recording, IReadOnlyList<RecordedUnit> units)
    {
        if (Day.At(recording.RecordingMs).Number != recording.RecordingDate)
        {
            judgement.Fail(
                C71,
                new("登簿日期不是登簿时刻所在之日", "the recording date is not the day of the instant of recording"),
                new("请核对登簿日期与登簿时刻", "check the date and the instant"),
                Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recording.RecordingDate), "recording.recording_date"),
                Labels.InEvent(Instant, Labels.Instant(recording.RecordingMs), "recording.recording_ms"));
        }

        if (recording.RecordingMs < recording.AcceptanceTimeMs || recording.RecordingMs > judgement.TimeMs)
        {
            judgement.Fail(
                C71,
                new("登簿时刻早于受理时间或晚于提交时间", "the instant of recording is before the acceptance or after the envelope"),
                new("请核对登簿时刻", "check the instant of recording"),
                Labels.InEvent(new("受理时间", "acceptance time"), Labels.Instant(recording.AcceptanceTimeMs), "recording.acceptance_time_ms"),
                Labels.InEvent(Instant, Labels.Instant(recording.RecordingMs), "recording.recording_ms"),
                Labels.InEnvelope(new("提交时间", "time of the envelope"), Labels.Instant(judgement.TimeMs)));
        }

        foreach (var unit in units)
            CheckUnit(judgement, recording, unit);
        judgement.About("");
    }

    private static void CheckUnit(Judgement judgement, Recording recording, RecordedUnit unit)
    {
        judgement.About(unit.Act.UnitCode);
        if (unit.Title.Body is { } title
            && IsLater(title.RecordingMs, title.RecordingDate, title.BusinessNumber, recording, unit.Act.BusinessNumber))
        {
            Late(judgement, recording, unit, unit.Title.Says(new("该单元上次登簿", "the unit's last recording"), Last(title.RecordingMs, title.RecordingDate)));
        }
        else if (unit.Encumbrances.Body is { } page && IsLater(page.RecordingMs, page.RecordingDate, "", recording, unit.Act.BusinessNumber))
        {
            Late(judgement, recording, unit, unit.Encumbrances.Says(new("该单元上次登簿", "the unit's last recording"), Last(page.RecordingMs, page.RecordingDate)));
        }
    }

    // A page of profile 1 knows the day alone.
    private static bool IsLater(ulong lastMs, uint lastDate, string lastNumber, Recording recording, string number)
        => lastMs == 0
            ? lastDate > recording.RecordingDate
            : lastMs > recording.RecordingMs || (lastMs == recording.RecordingMs && string.CompareOrdinal(lastNumber, number) > 0);

    private static string Last(ulong lastMs, uint lastDate) => lastMs == 0 ? Labels.Date(lastDate) : Labels.Instant(lastMs);

    private static void Late(Judgement judgement, Recording recording, RecordedUnit unit, params IReadOnlyList<FindingValue> last)
        => judgement.Fail(
            C71Late,
            new($"单元{unit.Act.UnitCode}在此登簿时刻之后已有登簿", $"unit {unit.Act.UnitCode} has a recording after this instant"),
            new("补录较早的登簿须经例外批准并附登记簿摘录", "entering an earlier recording late needs an approved exception with the book's extract"),
            [Labels.InEvent(Instant, Labels.Instant(recording.RecordingMs), "recording.recording_ms"), .. last]);
}
