using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// A first registration by judgment rests on an instrument of kind COURT that names the unit, one of granted land on one of kind GRANT,
/// and registers it to those whom that names (C-08); the instrument is used up by it (STATE).
/// </summary>
internal static class OpeningInstrument
{
    public static readonly Rule C08 = BuyersAreTransferees.C08 with { Aspect = "opening" };

    public static void Check(Judgement judgement, FirstRegistered e, Basis instrument, PageView<CasePage> view)
    {
        judgement.About(e.Opening.UnitCode);
        if (BasisStands.Check(judgement, instrument, e.Recording)
            && (e.Basis == FirstBasis.Court ? CourtTransferRecordedFlow.IsCourts(judgement, instrument) : IsGrant(judgement, instrument)))
        {
            CaseStands.CheckBasis(judgement, view, [instrument.Number], "instrument");
            DateOrder.Check(
                judgement,
                instrument.Dated(new("裁判生效（出让）日期", "day of the judgment or grant"), instrument.Date),
                DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
            CheckTakers(judgement, e.Opening, instrument);
        }

        judgement.About("");
    }

    private static bool IsGrant(Judgement judgement, Basis instrument)
    {
        if (instrument.Kind == InstrumentKind.Grant)
            return true;
        judgement.Fail(
            Judgement.State,
            new("依据不是土地使用权出让", "the instrument is no grant of land"),
            new("请以土地使用权出让陈述原因（InstrumentStated GRANT）", "state the grant as an instrument (InstrumentStated, GRANT)"),
            instrument.Says(new("原因种类", "kind"), instrument.Kind));
        return false;
    }

    private static void CheckTakers(Judgement judgement, Opening opening, Basis instrument)
    {
        var index = instrument.IndexOf(opening.UnitCode);
        var takers = index < 0 ? [] : Part.Of(instrument.Units[index].Buyers, instrument.Takers, index);
        if (index >= 0 && opening.Owners.Select(static owner => (owner.Party, owner.Share?.Read(), owner.Group)).ToHashSet()
            .SetEquals(takers.Select(static part => (part.Party, part.Share, part.Group))))
        {
            return;
        }

        judgement.Fail(
            C08,
            new($"单元{opening.UnitCode}的权利人或份额与裁判（出让合同）所列不一致",
                $"the owners of unit {opening.UnitCode}, or their shares, are not those whom the judgment or grant names"),
            new("请按陈述裁判（出让）的原因文件登记", "register it to those, with the shares, whom the instrument names"),
            Labels.InEvent(new("权利人", "owners"), Labels.Parties(opening.Owners.Select(static owner => owner.Party)), "opening.owners"),
            instrument.Says(new("取得人", "takers"), Labels.Parties(takers.Select(static part => part.Party))));
    }
}
