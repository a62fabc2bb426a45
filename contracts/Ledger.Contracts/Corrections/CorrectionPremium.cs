using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-77 for a correction: where area or use were wrong, taxes and the land premium may have been too.</summary>
internal static class CorrectionPremium
{
    public static readonly Rule C77 = LandPremium.C77 with { Aspect = "corrected" };

    public static void Note(Judgement judgement, TitlePage before, CorrectedTitle corrected, CorrectedPages unit)
    {
        if (before.Area == corrected.Area && before.Use == corrected.Use && before.LandNature == corrected.LandNature)
            return;
        judgement.Fail(
            C77,
            new("面积、用途或性质的更正可能影响已缴税款与土地出让金", "correcting area, use or nature may change taxes and the land premium"),
            new("请告知税务部门与权利人", "tell the tax department and the holders"),
            unit.Unit.Title.Says(new("登记面积（0.01平方米）", "area in the book, 0.01 m²"), before.Area),
            Labels.InEvent(new("更正后面积（0.01平方米）", "area corrected, 0.01 m²"), corrected.Area, unit.Path + ".title.area"),
            unit.Unit.Title.Says(new("登记用途", "use in the book"), before.Use),
            Labels.InEvent(new("更正后用途", "use corrected"), corrected.Use, unit.Path + ".title.use"));
    }
}
