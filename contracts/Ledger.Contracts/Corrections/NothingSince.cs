using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-39 for the registry's own correction: it does not correct ex officio what others have relied on: a disposal, advance notice
/// or seizure that was recorded after the error; a court's ruling is an exception.
/// </summary>
internal static class NothingSince
{
    public static readonly Rule C39 =
        Rule.Except("C-39", "更正登记未结", "correction open", "不动产登记暂行条例实施细则 81; 上海市不动产登记若干规定 31") with { Aspect = "relied on since" };

    public static void Check(Judgement judgement, UnitPages unit, ulong errorMs)
    {
        if (unit.LiveTitle is { } title && IsLater(title.RecordingMs, title.RecordingDate, errorMs))
            Fail(judgement, unit, errorMs, unit.Title.Says(new("权属登簿时刻", "title recorded"), At(title.RecordingMs, title.RecordingDate)));
        if (unit.Encumbrances.Body is not { } page)
            return;
        foreach (var row in page.Mortgages.Where(row => IsLater(row.RecordingMs, row.RecordingDate, errorMs)))
            Fail(judgement, unit, errorMs, unit.Encumbrances.Says(new("抵押登簿时刻", "mortgage recorded"), At(row.RecordingMs, row.RecordingDate)));
        foreach (var row in page.Notices.Where(row => row.RecordingMs > errorMs))
            Fail(judgement, unit, errorMs, unit.Encumbrances.Says(new("预告登簿时刻", "advance notice recorded"), At(row.RecordingMs, 0)));
        foreach (var row in page.Seizures.Where(row => row.DeliveryTimeMs > errorMs))
            Fail(judgement, unit, errorMs, unit.Encumbrances.Says(new("查封送达时刻", "seizure delivered"), At(row.DeliveryTimeMs, 0)));
    }

    // A page of profile 1 knows the day alone: of the day of the error nobody can say which came first.
    private static bool IsLater(ulong recordedMs, uint recordedDate, ulong errorMs)
        => recordedMs != 0 ? recordedMs > errorMs : recordedDate > Day.At(errorMs).Number;

    private static string At(ulong milliseconds, uint date) => milliseconds != 0 ? Labels.Instant(milliseconds) : Labels.Date(date);

    private static void Fail(Judgement judgement, UnitPages unit, ulong errorMs, Chain.FindingValue since)
        => judgement.Fail(
            C39,
            new($"单元{unit.Code}在错误登簿之后已有处分、预告或查封登记", $"unit {unit.Code} was disposed of, noticed or seized after the error"),
            new("不得依职权更正；有生效裁判的经例外批准", "the registry does not correct it ex officio; on a court's ruling have an exception approved"),
            Labels.InEvent(new("错误登簿时刻", "recording with the error"), Labels.Instant(errorMs), "error_ms"),
            since);
}
