using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>An act on the book stands on a case that was accepted and reviewed for it (STATE).</summary>
internal static class CaseStands
{
    public static void Check(Judgement judgement, PageView<CasePage> view, Recording recording, IReadOnlyList<RecordedUnit> units)
    {
        if (!CheckState(judgement, view, recording, units))
            return;
        var page = view.Body!;
        CaseStates.CheckWhole(judgement, view);
        CheckSame(
            judgement,
            page.AcceptanceMs == recording.AcceptanceTimeMs,
            new("受理时间", "time of acceptance"),
            Labels.InEvent(new("受理时间", "acceptance time"), Labels.Instant(recording.AcceptanceTimeMs), "recording.acceptance_time_ms"),
            view.Says(new("受理时间", "acceptance time"), Labels.Instant(page.AcceptanceMs)));
        CheckSame(
            judgement,
            page.ExecutingTown == recording.Town,
            new("登簿镇街", "town that records"),
            Labels.InEvent(new("登簿镇街", "town"), recording.Town, "recording.town"),
            view.Says(new("办理镇街", "executing town"), page.ExecutingTown));
        foreach (var unit in units.Where(unit => !IsAccepted(page, unit)))
        {
            judgement.About(unit.Act.UnitCode);
            judgement.Fail(
                Judgement.State,
                new($"该业务未就单元{unit.Act.UnitCode}受理“{FlowCodes.NameOf(unit.Act.Flow).Chinese}”（业务号{unit.Act.BusinessNumber}），或已登簿",
                    $"the case was not accepted for {FlowCodes.NameOf(unit.Act.Flow).English} of unit {unit.Act.UnitCode} under {unit.Act.BusinessNumber}, or has it recorded"),
                new("请核对受理的登记小类、单元与业务号", "check the flow, unit and business number that were accepted"),
                Labels.InEvent(BusinessNumber.Name, unit.Act.BusinessNumber, unit.Act.Path),
                view.Says(new("受理事项", "accepted for"), string.Join(", ", page.Flows.Select(Text).Concat(page.Projects.Select(Text)))));
        }

        judgement.About("");
        CheckProjects(judgement, view, units);
    }

    /// <summary>Whether the case was accepted for what is done to a unit, and does not have it recorded yet.</summary>
    public static bool IsAccepted(CasePage page, RecordedUnit unit)
        => page.Flows.Any(flow => unit.Is(flow) && !flow.Recorded) || ProjectOf(page, unit) is not null;

    /// <summary>A case that names a contract or an instrument was accepted for what rests on that (STATE).</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="view">The case.</param>
    /// <param name="bases">What the act rests on; of an exchange both instruments.</param>
    /// <param name="path">Field of the event that names it.</param>
    public static void CheckBasis(Judgement judgement, PageView<CasePage> view, IReadOnlyList<string> bases, string path)
    {
        if (view.Body is not { Basis.Length: > 0 } page || bases.Contains(page.Basis, StringComparer.Ordinal))
            return;
        judgement.Fail(
            Judgement.State,
            new("该业务是依据另一合同或原因文件受理的", "the case was accepted on another contract or instrument"),
            new("请填写受理时的依据；依据有变的，撤回后重新受理", "state the basis of the acceptance; if that changed, withdraw the case and accept it anew"),
            Labels.InEvent(new("依据", "basis"), bases[0], path),
            view.Says(new("受理依据", "accepted on"), page.Basis));
    }

    /// <summary>The project of a case under which a unit is recorded, when the case does not name the unit itself.</summary>
    public static CaseProject? ProjectOf(CasePage page, RecordedUnit unit)
        => page.Flows.Any(unit.Is) ? null : page.Projects.FirstOrDefault(
            project => project.Flow == unit.Act.Flow && unit.Act.UnitCode.StartsWith(project.Building, StringComparison.Ordinal));

    // What a seizure stopped is judged by the seizure (C-29, C-30) as long as it counts, and a recording before its delivery
    // finds the case as it was then.
    private static bool CheckState(Judgement judgement, PageView<CasePage> view, Recording recording, IReadOnlyList<RecordedUnit> units)
    {
        var stopped = view.Body is { State: CaseState.Suspended, SeizedMs: > 0 } page
            && (recording.RecordingMs < page.SeizedMs || units.Any(unit => IsSeized(judgement, unit, page.SeizedMs)));
        return (stopped && view.Body!.Former == CaseState.Reviewed) || CaseStates.Check(judgement, view, CaseState.Reviewed);
    }

    private static bool IsSeized(Judgement judgement, RecordedUnit unit, ulong deliveredFrom)
        => unit.Encumbrances.Body is { } page && judgement.Instants.Any(instant =>
            SeizureQueue.At(page.Seizures, instant).InForce.Any(place => place.Row.DeliveryTimeMs >= deliveredFrom));

    private static void CheckSame(Judgement judgement, bool same, Wording what, params IReadOnlyList<Chain.FindingValue> values)
    {
        if (same)
            return;
        judgement.Fail(
            Judgement.State,
            new($"{what.Chinese}与业务记载不符", $"the {what.English} is not the case's"),
            new($"请按业务记载填写{what.Chinese}", $"state the {what.English} as the case has it"),
            values);
    }

    // A project records as many units as it was accepted for.
    private static void CheckProjects(Judgement judgement, PageView<CasePage> view, IReadOnlyList<RecordedUnit> units)
    {
        foreach (var project in view.Body!.Projects)
        {
            var now = units.Count(unit => ReferenceEquals(ProjectOf(view.Body, unit), project));
            if (now == 0 || project.Recorded + now <= project.Units)
                continue;
            judgement.Fail(
                Judgement.State,
                new($"幢{project.Building}登簿的单元多于受理数", $"more units of building {project.Building} are recorded than were accepted"),
                new("请核对受理的单元数", "check the number of units that was accepted"),
                Labels.InEvent(new("本次登簿", "recorded now"), now, "rows"),
                view.Says(new("已登簿", "recorded before"), project.Recorded),
                view.Says(new("受理数", "accepted"), project.Units));
        }
    }

    private static string Text(CaseFlow flow) => $"{FlowCodes.TextOf(flow.Flow)} {flow.UnitCode} {flow.BusinessNumber}";

    private static string Text(CaseProject project) => $"{FlowCodes.TextOf(project.Flow)} {project.Building} × {project.Units}";
}
