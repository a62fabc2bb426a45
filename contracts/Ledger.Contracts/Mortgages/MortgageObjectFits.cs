using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-51 房地一体, for mortgages: who mortgages a house mortgages its share of the land with it; a parcel is mortgaged as land, and
/// not without the buildings that stand on it, least of all under those of others.
/// </summary>
internal static class MortgageObjectFits
{
    public static void Check(Judgement judgement, MortgageObject kind, string unitCode, Func<Wording, object?, Chain.FindingValue> stated)
    {
        // A construction mortgage covers land and units together.
        var wanted = Land.IsParcel(unitCode) ? MortgageObject.Land : MortgageObject.LandAndBuilding;
        if (kind == MortgageObject.Construction || kind == wanted)
            return;
        judgement.Fail(
            LandGoesAlong.C51,
            new($"单元{unitCode}应按“{CodeNames.Of(wanted)!.Chinese}”抵押", $"unit {unitCode} is mortgaged as {CodeNames.Of(wanted)!.English}"),
            new("房屋连同所占土地一并抵押；单独的土地按土地抵押", "a house is mortgaged together with its land, land alone as land"),
            stated(new("抵押不动产类型", "object of the mortgage"), kind),
            stated(UnitCode.Name, unitCode));
    }

    /// <summary>Land that comes under a mortgage takes every building on it along.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="joining">The units that come under the mortgage.</param>
    /// <param name="all">All units that it then lies on.</param>
    /// <param name="stated">How a value of the contract is shown.</param>
    public static void CheckGround(
        Judgement judgement, IEnumerable<UnitMortgage> joining, IEnumerable<MortgageUnit> all, Func<Wording, object?, Chain.FindingValue> stated)
    {
        var along = all.Where(static unit => unit.Share.Read() == Share.One).Select(static unit => unit.UnitCode).ToList();
        foreach (var unit in joining)
        {
            if (unit.Ground is not { } ground)
                continue;
            ground.CheckWhole(judgement, unit.Code, along, stated(UnitCode.Name, unit.Code));
            var left = ground.LeftBehind(along);
            if (left.Count == 0)
                continue;
            judgement.About(unit.Code);
            judgement.Fail(
                LandGoesAlong.C51,
                new($"宗地{unit.Code}上有未一并抵押的房屋", $"buildings stand on parcel {unit.Code} that are not mortgaged with it"),
                new("请将地上房屋一并抵押；他人房屋所占土地不得抵押",
                    "mortgage the buildings in the same contract; land under the buildings of others is not mortgaged"),
                stated(UnitCode.Name, unit.Code),
                ground.Land.Says(new("未一并抵押的幢", "buildings left out"), string.Join(", ", left)));
        }

        judgement.About("");
    }
}
