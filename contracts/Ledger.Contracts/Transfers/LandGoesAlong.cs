using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-51 房地一体, when land changes hands: it is not transferred under the buildings of others, but with every building on it. The
/// units of a building take their apportioned share of the land along.
/// </summary>
internal static class LandGoesAlong
{
    public static readonly Rule C51 = Rule.Reject("C-51", "房地一体", "building and land together", "民法典 356, 357; 城市房地产管理法 32");

    /// <summary>Checks the parcels of a transfer.</summary>
    public static void Check(Judgement judgement, IReadOnlyList<TransferredUnit> units, IReadOnlyList<TransferredLand> lands)
    {
        var along = units.Where(unit => unit.Sale?.IsWhole ?? true).Select(unit => unit.Code).ToList();
        foreach (var land in lands)
        {
            var left = land.Ground.LeftBehind(along);
            var code = land.Code;
            var stated = Labels.InEvent(UnitCode.Name, string.Join(", ", units.Select(unit => unit.Code)), "units");
            land.Ground.CheckWhole(judgement, code, along, stated);
            if (left.Count == 0)
                continue;
            judgement.About(code);
            judgement.Fail(
                C51,
                new($"宗地{code}上有未一并转移的房屋", $"buildings stand on parcel {code} that are not transferred with it"),
                new("请将地上房屋一并转移；他人房屋所占土地不得单独转移", "transfer the buildings in the same act; land under the buildings of others is not transferred alone"),
                stated,
                land.Ground.Land.Says(new("未一并转移的幢", "buildings left behind"), string.Join(", ", left)));
        }

        judgement.About("");
    }
}
