using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// What a refusal means for the owner of the file. The rules speak of the contracts, cases and certificates of a counter, which the import
/// invents; whoever publishes the register can only look at its rows.
/// </summary>
internal static class RowAdvice
{
    private static readonly Wording General = new(
        "登记规则拒绝了该行；请核对该行的日期、价格、面积与份额", "a rule of the registry refuses the row: check its date, price, areas and shares");

    private static readonly Dictionary<string, Wording> ByRule = new(StringComparer.Ordinal)
    {
        ["C-06"] = new("该单元在文件中已售给他人；请核对份额与交易顺序", "the rows before leave the unit with others: check shares and order of the sales"),
        ["C-23"] = new("同一单元在较早的行中面积不同；请核对哪一个面积正确", "an earlier row states another area of the same property: check which is right"),
        ["C-26"] = new(
            "出售的份额大于较早的行留给出售人的份额，或分母过大；请核对持分",
            "more is sold than the rows before leave to a seller, or the fraction is too fine: check the shares"),
        ["C-51"] = new("该土地上有未一并出售的房屋；请核对地号，或确认只出售了土地持分", "buildings that are not sold with it stand on the lot: check the lot, or whether only a share of it was sold"),
        ["C-57"] = new("日期晚于今日，或早于同一单元较早登记的交易；请核对日期", "the date lies in the future, or before what is known of the same property: check it"),
        ["C-69"] = new("数值超出范围；请核对价格与份额", "a value is out of range: check price and shares"),
        ["C-71"] = new("同一单元有更晚的交易先行导入；请按时间顺序导入，先导入较早的文件", "a later sale of the same property was imported before: import the older file first"),
        ["F-07"] = new("单价异常；请核对金额单位与面积", "the price per square metre is not plausible: check amount and area"),
        ["INPUT"] = new("该行不能办理；请核对日期、价格与份额，或一笔交易的单元数是否超过一个条目的容量", "no case can be made of the row: check date, price and shares, and whether one sale names more properties than an entry of the ledger holds"),
    };

    /// <summary>The advice for a row that a rule refused.</summary>
    /// <param name="rule">Rule id.</param>
    public static Wording For(string rule) => ByRule.GetValueOrDefault(rule, General);
}
