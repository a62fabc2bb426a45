using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-51 房地一并处分: land is not transferred under the buildings of others, nor all its buildings by the landowner without the
/// land. Single units of a building take their apportioned share of the land along.
/// </summary>
internal static class LandGoesAlong
{
    public static readonly Rule C51 = Rule.Reject("C-51", "房地一体", "building and land together", "民法典 356, 357, 397; 城市房地产管理法 32");

    private static readonly Wording Titles = new("地上现势房屋产权数", "live titles of buildings on it");

    /// <summary>Checks the parcels of a transfer.</summary>
    public static void Check(Judgement judgement, IReadOnlyList<TransferredUnit> units, IReadOnlyList<TransferredLand> lands)
    {
        foreach (var land in lands)
        {
            var code = land.Parcel.ToString();
            var wholly = units.Where(unit => unit.Sale?.IsWhole ?? true).ToList();
            var given = wholly.Count(unit => unit.Code != code && UnitCode.Parse(unit.Code).ParcelUnit.ToString() == code);
            var standing = land.Land.Body?.Titles ?? 0;
            judgement.About(code);
            if (units.FirstOrDefault(unit => unit.Code == code) is { } parcel)
            {
                if (standing > given)
                    FailLand(judgement, land, parcel, given);
            }
            else if (standing > 0 && given == standing && IsGiversOwn(land, units, code))
            {
                judgement.Fail(
                    C51,
                    new($"宗地{code}上的房屋全部转移，土地未一并转移", $"all buildings on parcel {code} are transferred, and their owner's land is not"),
                    new("请将宗地一并转移", "transfer the parcel in the same act"),
                    Labels.InEvent(new("转移的房屋数", "buildings transferred"), given, "units"),
                    land.Land.Says(Titles, standing),
                    land.Title.Says(new("土地使用权人", "holder of the land"), Labels.Parties(land.Title.Body!.Owners.Select(owner => owner.Party))));
            }
        }

        judgement.About("");
    }

    // Organisations stand in clear. A person has another token under the parcel: who holds it cannot be told from the house.
    private static bool IsGiversOwn(TransferredLand land, IReadOnlyList<TransferredUnit> units, string code)
        => land.Title.Body is { Status: TitleStatus.Registered } title
            && title.Owners.All(owner => owner.Party.CreditCode.Length > 0
                && units.Where(unit => UnitCode.Parse(unit.Code).ParcelUnit.ToString() == code).All(unit => unit.Disposal.Givers.Contains(owner.Party)));

    private static void FailLand(Judgement judgement, TransferredLand land, TransferredUnit parcel, int given)
        => judgement.Fail(
            C51,
            new($"宗地{parcel.Code}上有未一并转移的房屋", $"buildings stand on parcel {parcel.Code} that are not transferred with it"),
            new("请将地上房屋一并转移；他人房屋所占土地不得单独转移", "transfer the buildings in the same act; land under the buildings of others is not transferred alone"),
            Labels.InEvent(UnitCode.Name, parcel.Code, parcel.Path + ".unit_code"),
            Labels.InEvent(new("一并转移的房屋数", "buildings transferred with it"), given, "units"),
            land.Land.Says(Titles, land.Land.Body?.Titles));
}
