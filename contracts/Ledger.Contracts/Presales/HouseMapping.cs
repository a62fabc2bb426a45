using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-81 for a house table: a survey may change a unit's code. The new code is unused, the old row stands on the same parcel, is
/// replaced once and not registered; each names the other. What is mortgaged, seized, noticed or locked keeps its code: persons are
/// other tokens under another code, so no row follows by itself; a contract does by its amendment.
/// </summary>
internal static class HouseMapping
{
    public static readonly Rule C81 = Rule.Reject("C-81", "分合沿革", "lineage", "不动产登记暂行条例") with { Aspect = "mapping" };

    private static readonly Wording Old = new("原单元", "unit before");

    /// <summary>Checks the rows that replace others.</summary>
    public static void Check(Judgement judgement, IReadOnlyList<HouseRowCase> rows)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(static row => row.Replaced is not null))
        {
            judgement.About(row.Code);
            if (Fault(judgement, rows, named, row) is { } fault)
            {
                judgement.Fail(
                    C81,
                    new($"单元{row.Code}不能取代{row.Row.Replaces}：{fault.Chinese}", $"unit {row.Code} does not replace {row.Row.Replaces}: {fault.English}"),
                    new("请核对测绘前后的单元代码", "check the codes before and after the survey"),
                    Labels.InEvent(Old, row.Row.Replaces, row.Path + ".replaces"),
                    row.Replaced!.Says(Old, row.Replaced.Body?.State),
                    row.Title.Says(new("权属状态", "status of the title"), row.Title.Body?.Status));
            }

            named.Add(row.Row.Replaces);
        }

        judgement.About("");
    }

    private static Wording? Fault(Judgement judgement, IReadOnlyList<HouseRowCase> rows, HashSet<string> named, HouseRowCase row)
    {
        if (row.Replaced!.Body is not { } old)
            return new("原单元不在楼盘表", "the unit before is not in the house table");
        if (row.Title.Body is not null)
            return new("新代码已登记", "the new code is registered already");
        if (old.ReplacedBy.Length > 0 || named.Contains(row.Row.Replaces))
            return new("原单元已被取代", "the unit before is replaced already");
        if (old.State == HouseState.Registered)
            return new("原单元已登记，请办理变更登记", "the unit before is registered: change it in the book");
        if (row.Before!.Body?.HasLive(judgement.Today) == true)
            return new("原单元有未终结的抵押、查封、预告或其他记载", "mortgages, seizures, notices or other rows stand on the unit before");
        if (rows.Any(other => other.Code == row.Row.Replaces))
            return new("原单元又作为新单元列出", "the unit before is published beside it");
        return UnitCode.Parse(row.Row.Replaces).Parcel == UnitCode.Parse(row.Code).Parcel ? null : new("不在同一宗地", "they do not stand on one parcel");
    }
}
