using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Taxes and dated tables.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Taxes => new(StringComparer.Ordinal)
    {
        ["organ"] = new("机关", "organ"),
        ["unit_bases"] = new("各单元计税依据", "base of each unit"),
        ["vat_treatment"] = new("增值税处理", "VAT treatment"),
        ["invoice"] = new("发票", "invoice"),
        ["withdrawn_exemptions"] = new("撤回的减免", "exemptions withdrawn"),
        ["deduction"] = new("扣除项目金额", "deductions"),
        ["held"] = new("持有情况", "holdings"),
        ["held_since"] = new("持有起始日", "held since"),
        ["accounts"] = new("税种与纳税人", "accounts"),
        ["certificate_number"] = new("完税证明号", "tax certificate"),
    };
}
