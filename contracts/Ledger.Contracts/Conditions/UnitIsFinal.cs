using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>F-02 虚拟不动产单元: a unit in the book has a place in the cadastre; digits 7 to 12 of its code are not all zeros.</summary>
internal static class UnitIsFinal
{
    public static readonly Rule F02 = Rule.Warn("F-02", "虚拟不动产单元", "virtual unit not final", "registry practice");

    public static void Check(Judgement judgement, string unitCode, string path)
    {
        if (!UnitCode.TryParse(unitCode, judgement.City.Grammar, out var unit, out _) || !unit.IsVirtual)
            return;
        judgement.Fail(
            F02,
            new("该单元号是虚拟单元号，尚未落宗", "the unit code is a placeholder not yet matched to a parcel"),
            new("请先落宗取得正式单元号，或确认后继续", "match the unit to its parcel first, or acknowledge F-02"),
            Labels.InEvent(UnitCode.Name, unitCode, path));
    }
}
