using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Openings, instruments, transfers.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Openings => new(StringComparer.Ordinal)
    {
        ["givers"] = new("转出方", "giver"),
        ["takers"] = new("取得方", "taker"),
        ["notarised"] = new("经公证", "notarised"),
        ["pair"] = new("对应文书", "counterpart"),
        ["papers"] = new("原因文件", "paper"),
        ["notices"] = new("转换的预告登记", "notice converted"),
        ["pre_seizures"] = new("转为查封的预查封", "pre-seizure converted"),
        ["replacements"] = new("旧证其余单元", "other unit of an old certificate"),
        ["land_nature"] = new("权利性质", "land nature"),
        ["house_nature"] = new("房屋性质", "house nature"),
        ["floor"] = new("所在层", "floor"),
        ["total_floors"] = new("总层数", "floors"),
        ["completion"] = new("竣工日期", "completed"),
        ["number_exceptions"] = new("不合格式而确有其号的证件号", "numbers of no form that the old book really has"),
        ["since"] = new("旧簿读取日", "old book read"),
        ["rights"] = new("旧簿权利", "rights of the old book"),
        ["by"] = new("由何方、以何方式", "by"),
        ["day"] = new("日期", "day"),
        ["entered"] = new("登记日期", "entered"),
        ["legacy_proof"] = new("旧版证明号", "old form of proof"),
        ["other_unit"] = new("对方单元", "other unit"),
        ["paid"] = new("有偿", "for payment"),
        ["proof"] = new("登记证明号", "proof"),
        ["registrable_since"] = new("可登记之日", "registrable since"),
        ["restricted"] = new("限制转让", "transfer restricted"),
        ["suit_filed"] = new("起诉日期", "suit filed"),
        ["land_owners"] = new("宗地权利人", "holders of the land"),
        ["of_parts"] = new("部分数", "parts"),
        ["ruling"] = new("裁定文号", "ruling"),
        ["effective"] = new("生效日期", "in effect"),
        ["seizures_ended"] = new("随转移解除的查封", "seizure ended"),
    };
}
