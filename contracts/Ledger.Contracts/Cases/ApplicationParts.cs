using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// An application that comes in parts: the first one opens the case under a number of its own (C-75), each further one follows
/// the part before it and agrees with it in everything but its registrations (STATE).
/// </summary>
internal static class ApplicationParts
{
    public static void Check(Judgement judgement, ApplicationCase loaded)
    {
        var (e, view) = (loaded.Event, loaded.View);
        if (e.Part == 1)
        {
            NumberUnused.Check(judgement, view, AcceptanceNumber.Name, e.AcceptanceNumber, "acceptance_number");
            return;
        }

        if (!CaseStates.Check(judgement, view, CaseState.Accepted))
            return;
        var page = view.Body!;
        if (page.Part + 1 != e.Part || page.Parts != e.Parts)
        {
            judgement.Fail(
                Judgement.State,
                new("该部分不接在已收部分之后", "the part does not follow those that came in"),
                new($"请提交第{page.Part + 1}部分", $"submit part {page.Part + 1}"),
                Labels.InEvent(new("部分", "part"), $"{e.Part}/{e.Parts}", "part"),
                view.Says(new("已收部分", "parts that came in"), $"{page.Part}/{page.Parts}"));
        }

        if (!SameCase(page, loaded.Added))
        {
            judgement.Fail(
                Judgement.State,
                new("该部分的受理信息与前一部分不一致", "the part does not agree with the one before it"),
                new("各部分的受理时间、镇街、依据、渠道与受理人须相同", "time, towns, basis, channel and acceptor are the same in all parts"),
                Labels.InEvent(new("受理时间", "accepted"), Labels.Instant(e.AcceptanceMs), "acceptance_ms"),
                view.Says(new("受理时间", "accepted"), Labels.Instant(page.AcceptanceMs)));
        }

        foreach (var row in e.Applicants)
        {
            if (page.Applicants.FirstOrDefault(known => known.UnitCode == row.UnitCode) is not { } known || known.Parties.SequenceEqual(row.Parties))
                continue;
            judgement.Fail(
                Judgement.State,
                new($"单元{row.UnitCode}的申请人与前一部分不一致", $"the applicants for unit {row.UnitCode} are not those of the part before"),
                new("同一单元各部分的申请人须相同", "a unit has the same applicants in all parts"),
                Labels.InEvent(new("申请人", "applicants"), Labels.Parties(row.Parties), "applicants"),
                view.Says(new("申请人", "applicants"), Labels.Parties(known.Parties)));
        }
    }

    /// <summary>The case with this part.</summary>
    public static CasePage Join(ApplicationCase loaded)
    {
        var added = loaded.Added;
        if (loaded.View.Body is not { } known)
            return added;
        var page = known.Clone();
        page.Part = added.Part;
        Replace(page.Flows, [.. page.Flows.Concat(added.Flows).Order(Comparer<CaseFlow>.Create(ApplicationShape.Compare))]);
        Replace(page.Projects, [.. page.Projects.Concat(added.Projects).OrderBy(static project => project.Building, StringComparer.Ordinal)]);
        Replace(page.Applicants,
            [.. page.Applicants.Concat(added.Applicants).DistinctBy(static row => row.UnitCode, StringComparer.Ordinal)
                .OrderBy(static row => row.UnitCode, StringComparer.Ordinal)]);
        page.PromisedDays = Math.Max(page.PromisedDays, added.PromisedDays);
        return page;
    }

    private static bool SameCase(CasePage known, CasePage added)
        => (known.AcceptanceMs, known.Town, known.ExecutingTown, known.Basis, known.Channel, known.AllAtOnce, known.Acceptor)
            == (added.AcceptanceMs, added.Town, added.ExecutingTown, added.Basis, added.Channel, added.AllAtOnce, added.Acceptor);

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> list, List<T> items)
    {
        list.Clear();
        list.AddRange(items);
    }
}
