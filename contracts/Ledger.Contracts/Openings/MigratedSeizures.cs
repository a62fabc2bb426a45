using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The seizures of the old book: C-31 those that wait stand in order of delivery, C-32 none is longer than allowed.</summary>
internal static class MigratedSeizures
{
    public static void Check(Judgement judgement, MigratedOpened e)
    {
        for (var i = 2; i < e.Seizures.Count; i++)
        {
            if (e.Seizures[i].DeliveryTimeMs >= e.Seizures[i - 1].DeliveryTimeMs)
                continue;
            judgement.Fail(
                SeizureStands.C31,
                new("轮候查封未按送达先后排列", "queued seizures are not in order of delivery"),
                new("请按送达时间排列", "list them in the order their notices were delivered"),
                Labels.InEvent(new("前一送达时间", "delivered before"), Labels.Instant(e.Seizures[i - 1].DeliveryTimeMs), $"seizures[{i - 1}].delivery_time_ms"),
                Labels.InEvent(new("送达时间", "delivered"), Labels.Instant(e.Seizures[i].DeliveryTimeMs), $"seizures[{i}].delivery_time_ms"));
        }

        if (e.Seizures.Count == 0)
            return;
        var (start, end) = (Day.FromNumber(e.Seizures[0].Start), Day.FromNumber(e.Seizures[0].End));
        if (start > judgement.Today || end <= start.AddMonths((int)judgement.City.LongestSeizureMonths))
            return;
        judgement.Fail(
            SeizureTermLimit.C32,
            new("查封期限超过法定最长期限", "the seizure lasts longer than the law allows"),
            new("请核对起止日期；已续封的，填写最近一次续封的起止", "check start and end; of a renewed seizure state those of its last renewal"),
            Labels.InEvent(new("查封起止", "start and end"), $"{start} – {end.AddDays(-1)}", "seizures[0]"),
            judgement.InCity(new("最长期限（月）", "longest term in months"), judgement.City.LongestSeizureMonths));
    }

    /// <summary>
    /// Puts the old book's seizures into the page. One that was entered here before the unit was opened and is missing in
    /// the old list waits behind its first one, in order of delivery.
    /// </summary>
    public static void Merge(EncumbrancePage page, RepeatedField<SeizureRow> old)
    {
        if (old.Count == 0)
            return;
        var here = page.Seizures.Where(row => !old.Any(other => other.Authority == row.Authority && other.DocumentNumber == row.DocumentNumber)).Select(row =>
        {
            var queued = row.Clone();
            (queued.Start, queued.End) = (0, 0);
            return queued;
        });
        List<SeizureRow> merged = [old[0], .. old.Skip(1).Concat(here).OrderBy(row => row.DeliveryTimeMs)];
        page.Seizures.Clear();
        page.Seizures.AddRange(merged);
    }
}
