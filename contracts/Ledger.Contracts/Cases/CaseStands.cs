using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act on the book stands on a case that was accepted and reviewed for it (STATE).</summary>
internal static class CaseReviewed
{
    private static readonly Wording Record = new("业务", "case");

    public static void Check(Judgement judgement, PageView<CasePage> view, Recording recording, IReadOnlyList<RecordedUnit> units)
    {
        if (view.Body is not { } page)
        {
            judgement.WrongState(Record, new("不存在", "absent"), ["ApplicationAccepted"], view.Says(new("业务状态", "state of the case"), null));
            return;
        }

        if (page.State != CaseState.Reviewed)
            judgement.WrongState(Record, CodeNames.Of(page.State)!, CaseSteps.From(page.State), view.Says(new("业务状态", "state of the case"), page.State));
        if (page.AcceptanceMs != recording.AcceptanceTimeMs)
        {
            judgement.Fail(
                Judgement.State,
                new("受理时间与业务记载不符", "the time of acceptance is not the case's"),
                new("请填写业务受理时的时间", "state the time at which the case was accepted"),
                Labels.InEvent(new("受理时间", "acceptance time"), Labels.Instant(recording.AcceptanceTimeMs), "recording.acceptance_time_ms"),
                view.Says(new("受理时间", "acceptance time"), Labels.Instant(page.AcceptanceMs)));
        }

        foreach (var unit in units.Where(unit => !page.Flows.Any(flow => unit.Is(flow) && !flow.Recorded)))
        {
            judgement.About(unit.Act.UnitCode);
            judgement.Fail(
                Judgement.State,
                new($"该业务未就单元{unit.Act.UnitCode}受理“{FlowCodes.NameOf(unit.Act.Flow).Chinese}”（业务号{unit.Act.BusinessNumber}），或已登簿",
                    $"the case was not accepted for {FlowCodes.NameOf(unit.Act.Flow).English} of unit {unit.Act.UnitCode} under {unit.Act.BusinessNumber}, or has it recorded"),
                new("请核对受理的登记小类、单元与业务号", "check the flow, unit and business number that were accepted"),
                Labels.InEvent(BusinessNumber.Name, unit.Act.BusinessNumber, unit.Act.Path),
                view.Says(new("受理事项", "accepted for"), string.Join(", ", page.Flows.Select(Text))));
        }

        judgement.About("");
    }

    private static string Text(CaseFlow flow) => $"{FlowCodes.TextOf(flow.Flow)} {flow.UnitCode} {flow.BusinessNumber}";
}
