using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-79 权利类型与单元相符: the right that a title gives is one that the unit's code can bear: by who owns the land, what right lies
/// on the parcel, and whether something stands on it.
/// </summary>
internal static class RightTypeFits
{
    public static readonly Rule C79 = Rule.Reject("C-79", "权利类型与单元不符", "right type fits the unit", "GB/T 37346-2019");

    // 建筑物区分所有权业主共有部分, 其它权利.
    private const uint CommonParts = 94;
    private const uint Other = 99;

    public static void Check(Judgement judgement, string unitCode, uint rightType, string path)
    {
        var unit = UnitCode.Parse(unitCode);
        if (rightType == Other || (rightType == CommonParts && !unit.IsParcel) || Fitting(unit) is not { } fitting || fitting.Contains(rightType))
            return;
        judgement.Fail(
            C79,
            new($"单元{unitCode}的权利类型不能是“{RightTypes.Table.NameOf(rightType).Chinese}”",
                $"unit {unitCode} cannot bear the right '{RightTypes.Table.NameOf(rightType).English}'"),
            new("请核对单元代码的宗地特征码与权利类型", "check the parcel's characteristic in the unit code, and the right type"),
            Labels.InEvent(UnitCode.Name, unitCode, path + ".unit_code"),
            Labels.InEvent(RightTypes.Table.Name, rightType, path + ".right_type"),
            Labels.InEvent(new("可选权利类型", "right types that fit"), string.Join(", ", fitting), path + ".right_type"));
    }

    /// <summary>The right types that a code can bear; null where the code leaves it open (ownership in dispute, other land).</summary>
    private static uint[]? Fitting(UnitCode unit)
    {
        var (ownership, right) = (unit.Parcel.ToString()[12], unit.Parcel.ToString()[13]);
        var built = !unit.IsParcel;
        return (ownership, right) switch
        {
            ('J', 'A') => [1],
            ('G', 'A') => [2],
            ('G', 'B' or 'S' or 'X') => [built ? 4u : 3u],
            ('J', 'C') => [built ? 6u : 5u],
            ('J', 'B') => [built ? 8u : 7u],
            (_, 'D') => built ? [9, 10] : [9],
            (_, 'E') => [10, 11, 12],
            (_, 'F') => [13],
            (_, 'H') => built ? [16] : [15],
            (_, 'G') => built ? [18] : [17],
            _ => null,
        };
    }
}
