using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-51 for a contract: land is not sold under buildings that are not sold with it.</summary>
internal static class LandWithBuildings
{
    public static void Check(Judgement judgement, AgreedSale sale, AgreedUnit unit)
    {
        if (unit.Land is not { } land)
            return;
        var along = sale.Units.Where(static other => other.Sale.IsWhole).Select(static other => other.Code).ToList();
        land.CheckWhole(judgement, unit.Code, along, unit.In("unit_code")(UnitCode.Name, unit.Code));
        judgement.About(unit.Code);
        var left = land.LeftBehind(along);
        if (left.Count == 0)
            return;
        judgement.Fail(
            LandGoesAlong.C51,
            new($"宗地{unit.Code}上有未一并出卖的房屋", $"buildings stand on parcel {unit.Code} that are not sold with it"),
            new("请将地上房屋一并出卖；他人房屋所占土地不得单独出卖", "sell the buildings in the same contract; land under the buildings of others is not sold alone"),
            unit.In("unit_code")(UnitCode.Name, unit.Code),
            land.Land.Says(new("未一并出卖的幢", "buildings left behind"), string.Join(", ", left)));
    }
}
