using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-25 for what comes by a split or a merger: it is used as what it comes from; another use is a change of its own.</summary>
internal static class UseGoesOn
{
    public static readonly Rule C25 = Rule.Warn("C-25", "用途与年限一致", "land use and term", "民法典 359; 不动产登记暂行条例") with { Aspect = "use goes on" };

    public static void Check(Judgement judgement, UnitPart part, string path, IReadOnlyList<UnitPages> gone)
    {
        var other = gone.Where(unit => unit.Title.Body is { } title && title.Use != part.Use).ToList();
        if (other.Count == 0)
            return;
        judgement.About(part.UnitCode);
        judgement.Fail(
            C25,
            new($"单元{part.UnitCode}的用途与原单元不同", $"the use of unit {part.UnitCode} is not that of what it comes from"),
            new("请核对用途；用途改变须办理用途变更登记", "check the use; another use is a change of its own (UnitDetailsChanged)"),
            [
                Labels.InEvent(new("用途", "use"), part.Use, path + ".use"),
                .. other.Select(static unit => unit.Title.Says(new("登记用途", "use in the book"), unit.Title.Body!.Use)),
            ]);
        judgement.About("");
    }
}
