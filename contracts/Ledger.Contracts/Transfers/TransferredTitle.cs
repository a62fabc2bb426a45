using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>What the pages of a unit decide about its transfer, whatever contract, instrument or ruling say.</summary>
internal static class TransferredTitle
{
    public static void Check(Judgement judgement, TransferredUnit unit, V1.Recording recording)
    {
        judgement.About(unit.Code);
        OneLiveTitle.CheckLive(judgement, unit.Pages, unit.Path + ".unit_code");
        TokenEpoch.Check(judgement, unit.Transfer.Epoch, unit.Pages.Title, In("epoch"));
        FreelyDisposable.Check(judgement, unit.Disposal.Flow, unit.Pages, In("unit_code"));
        if (unit.Pages.LiveTitle is not null)
        {
            UseAndTerm.CheckTerm(
                judgement, unit.Pages.Title,
                DatedFact.Stated(new("登簿日期", "recording date"), recording.RecordingDate, "recording.recording_date"));
        }

        Restrictions.Check(judgement, unit.Disposal);
        judgement.About("");

        Func<Wording, object?, FindingValue> In(string field) => (label, value) => Labels.InEvent(label, value, $"{unit.Path}.{field}");
    }
}
