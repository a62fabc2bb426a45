using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>C-24 面积平衡 for a change of the book: the built area is the inner and the shared area together, within 0.02 m².</summary>
internal static class ChangedAreas
{
    public static readonly Rule C24 = Rule.Reject("C-24", "建筑面积=套内+分摊", "areas add up", "registry practice; 房产测量规范 GB/T 17986") with { Aspect = "changed" };

    public static readonly Rule C23 = Rule.Except("C-23", "面积一致", "area agreement", "registry practice") with { Aspect = "changed" };

    private const ulong Tolerance = 2;
    private const ulong TolerancePerCent = 3;

    /// <summary>Checks new areas against one another and against the book's; does nothing where one is not stated.</summary>
    public static void Check(Judgement judgement, ulong area, ulong inner, ulong shared, PageView<V1.TitlePage> title)
    {
        if ((inner != 0 || shared != 0) && Difference(area, inner + shared) > Tolerance)
        {
            judgement.Fail(
                C24,
                new("面积不平：建筑面积不等于套内与分摊面积之和", "the built area is not the inner and the shared area together"),
                new("请核对测绘成果", "check the survey"),
                Labels.InEvent(new("建筑面积（0.01平方米）", "built area, 0.01 m²"), area, "area"),
                Labels.InEvent(new("套内面积（0.01平方米）", "inner area, 0.01 m²"), inner, "inner_area"),
                Labels.InEvent(new("分摊面积（0.01平方米）", "shared area, 0.01 m²"), shared, "shared_area"));
        }

        var before = title.Body?.Area ?? 0;
        if (before == 0 || (UInt128)Difference(area, before) * 100 <= (UInt128)TolerancePerCent * before)
            return;
        judgement.Fail(
            C23,
            new("面积变化超过3%", "the area changes by more than 3 %"),
            new("请核对测绘成果；属实的经例外批准", "check the survey; if it is right, have an exception approved"),
            title.Says(new("登记面积（0.01平方米）", "area in the book, 0.01 m²"), before),
            Labels.InEvent(new("变更后面积（0.01平方米）", "area after the change, 0.01 m²"), area, "area"));
    }

    private static ulong Difference(ulong left, ulong right) => left > right ? left - right : right - left;
}
