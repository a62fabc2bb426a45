using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Who applies, by unit.</summary>
internal static class Applicants
{
    /// <summary>The form of the list: units sorted, and the parties of each.</summary>
    public static void CheckShape(Shape shape, RepeatedField<UnitApplicants> applicants, string path)
    {
        for (var i = 0; i < applicants.Count; i++)
        {
            var parties = $"{path}[{i}].parties";
            shape.Unit(applicants[i].UnitCode, $"{path}[{i}].unit_code");
            var sound = true;
            for (var j = 0; j < applicants[i].Parties.Count; j++)
                sound &= shape.PartyValue(applicants[i].Parties[j], $"{parties}[{j}]");
            if (sound)
                shape.Sorted(applicants[i].Parties, PartyOrder.Compare, parties);
        }

        shape.Sorted(applicants, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), path);
    }

    /// <summary>A joint application is taken back by all who applied (STATE).</summary>
    public static void CheckAll(Judgement judgement, RepeatedField<UnitApplicants> stated, string path, PageView<CasePage> view)
    {
        if (view.Body is not { } page)
            return;
        foreach (var unit in page.Applicants)
        {
            var given = stated.FirstOrDefault(row => row.UnitCode == unit.UnitCode)?.Parties;
            if (given is not null && given.SequenceEqual(unit.Parties))
                continue;
            Fail(judgement, unit.UnitCode, given, path, view, unit.Parties);
        }

        foreach (var row in stated.Where(row => !page.Applicants.Any(unit => unit.UnitCode == row.UnitCode)))
            Fail(judgement, row.UnitCode, row.Parties, path, view, []);
    }

    private static void Fail(
        Judgement judgement, string unitCode, IEnumerable<Party>? given, string path, PageView<CasePage> view, IEnumerable<Party> applied)
        => judgement.Fail(
            Judgement.State,
            new($"单元{unitCode}：撤回人不是全体申请人", $"unit {unitCode}: those who withdraw are not all who applied"),
            new("共同申请须由全体申请人撤回", "all who applied together withdraw together"),
            Labels.InEvent(new("撤回人", "withdrawn by"), Labels.Parties(given ?? []), path),
            view.Says(new("申请人", "applicants"), Labels.Parties(applied)));
}
