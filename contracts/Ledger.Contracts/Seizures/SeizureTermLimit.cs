using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-32 查封期限: a seizure, and each renewal of it, lasts 36 months at most, whatever day it starts on: the start of one that
/// waits is not known yet.
/// </summary>
internal static class SeizureTermLimit
{
    public static readonly Rule C32 = Rule.Reject("C-32", "查封期限", "seizure term", "民事诉讼法解释 485; 查封规定 27");

    // No leap year from 1897 to 1903: spans counted there are the shortest that so many months can have.
    private const int CommonYear = 1897;

    /// <summary>Months and days together are within the limit. Each alone is a matter of form.</summary>
    public static void Check(Judgement judgement, SeizureTerm term, string path)
    {
        var longest = judgement.City.LongestSeizureMonths;
        if (term.Months <= longest && term.Days <= FewestDays((int)(longest - term.Months)))
            return;
        judgement.Fail(
            C32,
            new($"查封期限超过{longest}个月", $"the seizure lasts longer than {longest} months"),
            new($"期限不得超过{longest}个月；到期前可续封", $"state at most {longest} months; it can be renewed before it ends"),
            Labels.InEvent(new("查封期限", "term"), $"{term.Months}个月{term.Days}天 / {term.Months}m {term.Days}d", path),
            judgement.InCity(new("最长期限（月）", "longest term in months"), longest));
    }

    /// <summary>A seizure that is entered on a free unit is still in force on the day it is entered.</summary>
    public static void CheckNotOver(Judgement judgement, SeizureEntered e, PageView<EncumbrancePage> page)
    {
        var rows = page.Body?.Seizures ?? [];
        if (e.DeliveryTimeMs > judgement.TimeMs || SeizureQueue.Settle(rows, judgement.Today).Count > 0)
            return;
        var start = SeizureRows.FirstDay(rows, e.DeliveryTimeMs, judgement.Today);
        var end = SeizureQueue.EndOf(start, e.Term);
        if (end > judgement.Today)
            return;
        judgement.Fail(
            C32,
            new("查封期限已届满", "the seizure's term is over already"),
            new("请核对送达时间与期限", "check the time of delivery and the term"),
            Labels.InEvent(new("查封期限", "in force"), $"{start} – {end.AddDays(-1)}", "delivery_time_ms"),
            Labels.InEnvelope(new("提交日期", "day of the envelope"), judgement.Today));
    }

    private static uint FewestDays(int months)
        => (uint)Enumerable.Range(1, 12).Min(month => Day.Of(CommonYear, month, 1).AddMonths(months).DaysSince(Day.Of(CommonYear, month, 1)));
}
