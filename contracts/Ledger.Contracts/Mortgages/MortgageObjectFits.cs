using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-51 房地一体, for mortgages: who mortgages a house mortgages its share of the land with it; a parcel is mortgaged as land.
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
}
