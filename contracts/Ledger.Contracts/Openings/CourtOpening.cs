using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A first registration by judgment rests on an instrument of kind COURT that names the unit, and registers it to those whom that
/// names (C-08); the instrument is used up by it (STATE).
/// </summary>
internal static class CourtOpening
{
    public static readonly Rule C08 = BuyersAreTransferees.C08 with { Aspect = "opening" };

    public static void Check(Judgement judgement, FirstRegistered e, Basis judgment, PageView<CasePage> view)
    {
        judgement.About(e.Opening.UnitCode);
        if (BasisStands.Check(judgement, judgment, e.Recording) && CourtTransferRecordedFlow.IsCourts(judgement, judgment))
        {
            CaseStands.CheckBasis(judgement, view, [judgment.Number], "instrument");
            DateOrder.Check(
                judgement,
                judgment.Dated(new("裁判生效日期", "judgment in effect"), judgment.Date),
                DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
            CheckTakers(judgement, e.Opening, judgment);
        }

        judgement.About("");
    }

    private static void CheckTakers(Judgement judgement, Opening opening, Basis judgment)
    {
        var index = judgment.IndexOf(opening.UnitCode);
        var takers = index < 0 ? [] : Part.Of(judgment.Units[index].Buyers, judgment.Takers, index);
        if (index >= 0 && opening.Owners.Select(static owner => (owner.Party, owner.Share?.Read(), owner.Group)).ToHashSet()
            .SetEquals(takers.Select(static part => (part.Party, part.Share, part.Group))))
        {
            return;
        }

        judgement.Fail(
            C08,
            new($"单元{opening.UnitCode}的权利人或份额与裁判所列不一致", $"the owners of unit {opening.UnitCode}, or their shares, are not those whom the judgment names"),
            new("请按陈述裁判的原因文件登记", "register it to those, with the shares, whom the instrument of the judgment names"),
            Labels.InEvent(new("权利人", "owners"), Labels.Parties(opening.Owners.Select(static owner => owner.Party)), "opening.owners"),
            judgment.Says(new("取得人", "takers"), Labels.Parties(takers.Select(static part => part.Party))));
    }
}
