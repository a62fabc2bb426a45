using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A case is refused for a supplement that did not come (TERM_EXCEEDED) once the working days to bring it are over (STATE).</summary>
internal static class SupplementTerm
{
    public static void Check(Judgement judgement, CaseStep<CaseRefused> loaded)
    {
        if (loaded.Event.Ground != RefusalGround.TermExceeded)
            return;
        var asked = loaded.Page.State == CaseState.Supplement ? loaded.Page.Stops.LastOrDefault(static stop => stop.Until == 0) : null;
        if (asked is not null && judgement.WorkingDays.After(Day.FromNumber(asked.From), judgement.City.SupplementDays) < Day.FromNumber(loaded.Event.Date))
            return;
        judgement.Fail(
            Judgement.State,
            asked is null
                ? new("该业务没有待补正的材料", "the case waits for no supplement")
                : new($"补正期限{judgement.City.SupplementDays}个工作日未满", $"the {judgement.City.SupplementDays} working days for the supplement are not over"),
            new("请待补正期满，或填写其他理由", "wait until they are over, or state another ground"),
            Labels.InEvent(new("不予登记日期", "refused"), Labels.Date(loaded.Event.Date), "date"),
            loaded.View.Says(new("补正通知日期", "supplement asked for"), Labels.Date(asked?.From ?? 0)),
            judgement.InCity(new("补正工作日", "working days for it"), judgement.City.SupplementDays));
    }
}
