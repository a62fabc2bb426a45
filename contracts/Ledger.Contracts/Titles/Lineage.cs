using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-81 分合沿革: areas are conserved within 0.02 m² for each part, the codes of what comes were never used, all stands on the same
/// land, and each side names the other.
/// </summary>
internal static class Lineage
{
    public static readonly Rule C81 = Rule.Reject("C-81", "分合沿革", "lineage", "不动产登记暂行条例实施细则 26; 不动产单元设定与代码编制规则");

    // Each part is measured and rounded by itself.
    private const ulong TolerancePerPart = 2;

    /// <summary>The areas before and after are the same.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="gone">The units that go.</param>
    /// <param name="come">The units that come.</param>
    /// <param name="path">Field of the event that states those.</param>
    public static void CheckAreas(Judgement judgement, IReadOnlyList<UnitPages> gone, IReadOnlyList<UnitPart> come, string path)
    {
        UInt128 before = 0;
        foreach (var unit in gone)
            before += unit.Title.Body?.Area ?? 0;
        UInt128 after = 0;
        foreach (var part in come)
            after += part.Area;
        var parts = (ulong)Math.Max(gone.Count, come.Count);
        var stated = gone.All(static unit => unit.Title.Body is { Area: > 0 });
        if (stated && (before > after ? before - after : after - before) <= TolerancePerPart * parts)
            return;
        judgement.Fail(
            C81,
            stated ? new("分割或合并前后面积不守恒", "the areas before and after differ") : new("原单元未记载面积", "the book states no area to compare with"),
            stated
                ? new($"请核对测绘成果；允许误差为每个单元0.02平方米，共{parts}个", $"check the survey; 0.02 m² for each of {parts} units is allowed")
                : new("请先以面积变更登记记载面积", "first record the area (UnitDetailsChanged)"),
            [
                Labels.InEvent(new("变更后面积合计（0.01平方米）", "area afterwards, 0.01 m²"), after, path),
                .. gone.Select(unit => unit.Title.Says(new("原单元面积（0.01平方米）", "area before, 0.01 m²"), unit.Title.Body?.Area)),
            ]);
    }

    /// <summary>A code that comes is new, and its unit stands on the land of what goes.</summary>
    public static void CheckCode(Judgement judgement, UnitPages unit, string path, IReadOnlyList<UnitPages> gone)
    {
        if (unit.Title.Body is not null || unit.Encumbrances.Body is not null)
        {
            judgement.Fail(
                C81,
                new($"单元代码{unit.Code}已使用", $"the unit code {unit.Code} is in use"),
                new("请使用新编制的单元代码", "use a code that was made for this act"),
                Labels.InEvent(UnitCode.Name, unit.Code, path),
                unit.Title.Says(new("权属状态", "status of the title"), unit.Title.Body?.Status),
                unit.Encumbrances.Says(UnitCode.Name, unit.Encumbrances.Body?.UnitCode));
        }

        var code = UnitCode.Parse(unit.Code);
        var onSameLand = code.IsParcel
            ? gone.All(old => old.Code[..DistrictLength] == unit.Code[..DistrictLength] && UnitCode.Parse(old.Code).IsParcel)
            : gone.All(old => old.Encumbrances.Body?.Parcels.Contains(code.ParcelUnit.ToString()) ?? false);
        if (onSameLand)
            return;
        judgement.Fail(
            C81,
            new($"单元{unit.Code}不在原单元的宗地上", $"unit {unit.Code} does not stand on the land of what it comes from"),
            new("请核对单元代码", "check the unit code"),
            Labels.InEvent(UnitCode.Name, unit.Code, path),
            gone[0].Encumbrances.Says(new("所在宗地", "parcels"), string.Join(", ", gone[0].Encumbrances.Body?.Parcels ?? [])));
    }

    /// <summary>A parcel with buildings keeps its code: theirs begin with it, and their land would be history.</summary>
    public static void CheckNothingBuilt(Judgement judgement, CarriedUnit unit, string path)
    {
        if (unit.Land is not { Body: { Buildings.Count: > 0 } page } land)
            return;
        judgement.Fail(
            C81,
            new($"宗地{unit.Unit.Code}上有已登记的房屋，不能分割或合并", $"buildings are registered on parcel {unit.Unit.Code}: it is neither split nor merged"),
            new("请先办理地上房屋的变更或注销登记", "first change or cancel what is registered on it"),
            Labels.InEvent(UnitCode.Name, unit.Unit.Code, path),
            land.Says(new("地上幢", "buildings on it"), string.Join(", ", page.Buildings)));
    }

    // Division, cadastral district and sub-district.
    private const int DistrictLength = 12;
}
