using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>
/// C-23 面积一致: what is sold before its survey may differ from it, by up to 3 % with a word to it, beyond that by exception and
/// with the parties' settlement; what is registered already has one area.
/// </summary>
internal static class AreasAgree
{
    /// <summary>面积一致: beyond 3 %, with the parties' settlement.</summary>
    public static readonly Rule C23 = Rule.Except("C-23", "面积一致", "area agreement", "商品房买卖合同解释");

    /// <summary>面积一致: different, within 3 %.</summary>
    public static readonly Rule C23Within = Rule.Warn("C-23", "面积一致", "area agreement", "商品房买卖合同解释") with { Aspect = "within" };

    /// <summary>面积一致: a registered area is stated differently.</summary>
    public static readonly Rule C23Registered = Rule.Reject("C-23", "面积一致", "area agreement", "registry practice") with { Aspect = "registered" };

    private const ulong TolerancePerCent = 3;

    /// <summary>A measured area against the agreed or predicted one; nothing where either is not stated.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="agreed">Area of the contract, or the predicted one, 0.01 m².</param>
    /// <param name="measured">Area by survey, or of the book.</param>
    /// <param name="values">Both, with where they stand.</param>
    public static void CheckMeasured(Judgement judgement, ulong agreed, ulong measured, params IReadOnlyList<FindingValue> values)
    {
        if (agreed == 0 || measured == 0 || agreed == measured)
            return;
        var difference = Math.Max(agreed, measured) - Math.Min(agreed, measured);
        var within = (UInt128)difference * 100 <= (UInt128)TolerancePerCent * agreed;
        judgement.Fail(
            within ? C23Within : C23,
            new($"面积相差{Labels.Area(difference)}平方米", $"the areas differ by {Labels.Area(difference)} m²"),
            within
                ? new("误差在3%以内，请确认后继续", "within 3 %: acknowledge C-23 with the reason")
                : new("误差超过3%，须附双方结算材料并经例外批准", "beyond 3 %: an approved exception with the parties' settlement is needed"),
            values);
    }

    /// <summary>An area stated of what is registered; nothing where either is not stated.</summary>
    public static void CheckRegistered(Judgement judgement, ulong stated, ulong registered, params IReadOnlyList<FindingValue> values)
    {
        if (stated == 0 || registered == 0 || stated == registered)
            return;
        judgement.Fail(
            C23Registered,
            new("面积与登记簿不一致", "the area is not that of the registry book"),
            new("请按登记簿记载的面积填写", "state the area of the registry book"),
            values);
    }
}
