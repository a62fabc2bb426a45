using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>What work lists keep of a case.</summary>
internal static class CaseSummaries
{
    /// <summary>A case in a list.</summary>
    public static CaseSummary Of(CaseView view)
    {
        var page = view.Page;
        var summary = new CaseSummary
        {
            AcceptanceNumber = page.AcceptanceNumber,
            State = view.State,
            AcceptanceMs = page.AcceptanceMs,
            Town = page.Town,
            ExecutingTown = page.ExecutingTown,
            Basis = page.Basis,
            PromiseEnds = view.Promise.Ends,
            LimitEnds = view.Limit.Ends,
            Overdue = view.Promise.Exceeded,
            BeyondLimit = view.Limit.Exceeded,
        };
        var subjects = UnitsOf(page).Concat(page.Projects.Select(static project => project.Building)).ToList();
        (summary.Subjects, summary.FirstSubject) = ((uint)subjects.Count, subjects.Count > 0 ? subjects[0] : "");
        summary.Flows.AddRange(page.Flows.Select(static flow => flow.Flow).Concat(page.Projects.Select(static project => project.Flow)).Distinct().Order());
        summary.Holders.AddRange(view.Holders);
        summary.Due.AddRange(view.Steps.Where(static step => step.State == CaseStepState.Due).Select(static step => step.Kind).Distinct());
        return summary;
    }

    /// <summary>Codes of the units that a case is about, ascending.</summary>
    public static IReadOnlyList<string> UnitsOf(CasePage page)
        => [.. page.Flows.Select(static flow => flow.UnitCode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The day on which a case changes by itself: a public notice is over; 0 = none.</summary>
    public static uint Wakes(CaseView view)
        => view.Steps.Where(static step => step is { Kind: CaseStepKind.NoticeOver, State: CaseStepState.Waiting, Day: > 0 })
            .Select(static step => step.Day).DefaultIfEmpty().Min();
}
