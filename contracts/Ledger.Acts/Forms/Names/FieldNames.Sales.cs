using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Sales, pre-sale permits, house tables, supervised funds.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Sales => new(StringComparer.Ordinal)
    {
        ["instrument"] = new("裁判或出让的原因文件", "instrument of the judgment or grant"),
        ["permit_number"] = new("预售许可证号", "pre-sale permit"),
        ["developer"] = new("开发企业", "developer"),
        ["land_unit"] = new("宗地单元", "land"),
        ["buildings"] = new("幢", "building"),
        ["buildings_added"] = new("增加的幢", "building added"),
        ["issued"] = new("发证日期", "issued"),
        ["bank"] = new("监管银行", "supervising bank"),
        ["account"] = new("账户", "account"),
        ["to"] = new("变更为或支付给", "to"),
        ["rows"] = new("房屋", "house row"),
        ["part"] = new("第几部分", "part"),
        ["parts"] = new("共几部分", "parts"),
        ["total"] = new("总行数", "rows in all"),
        ["predicted_area"] = new("预测面积（平方米）", "predicted area, m²"),
        ["surveyed_area"] = new("实测面积（平方米）", "surveyed area, m²"),
        ["inner_area"] = new("套内面积（平方米）", "inner area, m²"),
        ["shared_area"] = new("分摊面积（平方米）", "shared area, m²"),
        ["replaces"] = new("原单元代码", "code before the survey"),
        ["limited"] = new("不可售", "not for sale"),
        ["cadastral_id"] = new("权籍内部编号校验值", "hash of the cadastral number"),
        ["payment"] = new("付款方式", "payment"),
        ["supervised"] = new("资金监管", "supervised"),
        ["deposit_number"] = new("定金收据编号", "earnest money receipt"),
        ["qualification_number"] = new("购房资格证明编号", "proof of qualification"),
        ["guardian_statements"] = new("监护人声明", "guardian's statement"),
        ["land_term_last_day"] = new("土地使用期限止", "last day of the land term"),
        ["co_owners_notified"] = new("通知其他共有人日期", "co-owners notified"),
        ["co_owners_waived"] = new("其他共有人放弃优先购买权", "co-owners waived"),
        ["version"] = new("版本", "version"),
        ["changed_buyer"] = new("增减的买受人", "buyer added or dropped"),
        ["agreement_number"] = new("监管协议编号", "agreement"),
        ["required"] = new("监管金额", "amount required"),
        ["condition"] = new("释放条件", "condition of release"),
        ["ground"] = new("事由", "ground"),
        ["node"] = new("节点", "node"),
        ["payer"] = new("缴款方", "payer"),
    };
}
