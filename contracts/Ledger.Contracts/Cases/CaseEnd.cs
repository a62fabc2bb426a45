using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// How an application ends that is withdrawn or refused. What of it is recorded stays so: then it ends for the rest alone, and the
/// case goes on to its certificates as one of what is recorded.
/// </summary>
internal static class CaseEnd
{
    /// <summary>Ends what is not recorded.</summary>
    public static void Write(CasePage page, CaseState state, uint day)
    {
        if (page.RecordedMs == 0)
        {
            (page.State, page.Ended) = (state, day);
            return;
        }

        page.State = CaseState.Recorded;
        foreach (var flow in page.Flows.Where(static flow => !flow.Recorded).ToList())
            page.Flows.Remove(flow);
        foreach (var project in page.Projects.Where(static project => project.Recorded == 0).ToList())
            page.Projects.Remove(project);
        foreach (var project in page.Projects)
            project.Units = project.Recorded;
    }
}
