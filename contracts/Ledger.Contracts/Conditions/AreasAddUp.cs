using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>C-24 面积平衡: the built area is the inner and the shared area together, within 0.02 m².</summary>
internal static class AreasAddUp
{
    public static readonly Rule C24 = Rule.Reject("C-24", "建筑面积=套内+分摊", "areas add up", "registry practice; 房产测量规范 GB/T 17986");

    /// <summary>Inner and shared area are rounded each by itself.</summary>
    private const ulong Tolerance = 2;

    /// <summary>Checks a unit's areas; does nothing when they are not stated apart.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="area">Built area, 0.01 m².</param>
    /// <param name="inner">Inner area (套内).</param>
    /// <param name="shared">Shared area (分摊).</param>
    /// <param name="path">Field of the event that holds them.</param>
    public static void Check(Judgement judgement, ulong area, ulong inner, ulong shared, string path)
    {
        if (inner == 0 && shared == 0)
            return;
        var sum = inner + shared;
        if (Math.Max(area, sum) - Math.Min(area, sum) <= Tolerance)
            return;
        judgement.Fail(
            C24,
            new("面积不平：建筑面积不等于套内与分摊面积之和", "the built area is not the inner and the shared area together"),
            new("请核对测绘成果", "check the survey"),
            Labels.InEvent(new("建筑面积", "built area"), Labels.Area(area), path),
            Labels.InEvent(new("套内面积", "inner area"), Labels.Area(inner), path),
            Labels.InEvent(new("分摊面积", "shared area"), Labels.Area(shared), path));
    }
}
