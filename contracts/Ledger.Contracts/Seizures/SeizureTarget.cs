using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// What a notice can be entered on (STATE): a seizure on a live title, or on what stands on the debtor's land; a pre-seizure on
/// what is not registered yet: a filed purchase, an unsold unit, land that was granted.
/// </summary>
internal static class SeizureTarget
{
    private static readonly Wording Record = new("单元", "unit");

    public static void Check(Judgement judgement, SeizureActCase<SeizureEntered> loaded)
    {
        var unit = loaded.Unit;
        if (loaded.Event.Kind == SeizureKind.PreSeizure)
        {
            if (loaded.Deal is { State: BasisState.Ready })
                return;
            if (unit.Title.Body is not null)
                WrongState(judgement, unit, new("已登记且无已备案的买卖", "registered, without a filed purchase"));
            else if (!IsParcel(unit.Code) && loaded.House?.Body is null)
                WrongState(judgement, unit, new("不在楼盘表，也无已备案的买卖", "in no house table, and without a filed purchase"));
            return;
        }

        if (unit.LiveTitle is null && !loaded.ParcelTitles.Any(static parcel => parcel.Body is { Status: TitleStatus.Registered }))
        {
            WrongState(judgement, unit, unit.Title.Body is { } title
                ? CodeNames.Of(title.Status)!
                : new("未登记，所在宗地亦未登记", "not registered, nor is the land it stands on"));
        }
    }

    private static bool IsParcel(string code) => UnitCode.TryParse(code, DivisionPrefixes.Any, out var unit, out _) && unit.IsParcel;

    private static void WrongState(Judgement judgement, UnitPages unit, Wording present)
        => judgement.WrongState(
            Record,
            present,
            [],
            unit.Title.Says(new("权属状态", "status of the title"), unit.Title.Body?.Status),
            unit.Deal.Says(ContractNumber.Name, unit.Deal.Body?.ContractNumber));
}
