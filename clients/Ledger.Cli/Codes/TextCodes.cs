using System.Globalization;
using Ledger.Contracts;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>Codes that requests write as text: what each stands for.</summary>
internal static class TextCodes
{
    /// <summary>Towns of this build's cities; a ledger's own city file has the last word.</summary>
    public static CodeList Towns { get; } = new(
        "town",
        new("镇街、功能区", "towns"),
        new("城市文件", "city file"),
        [
            .. Cities.Files.SelectMany(static file => file.Towns.Select(town => new CodeMeaning(
                town.Code.ToString(CultureInfo.InvariantCulture), new($"{file.NameZh} {town.NameZh}", $"{file.NameEn}, {town.NameEn}")))),
        ]);

    /// <summary>Reliefs of the national tables.</summary>
    public static CodeList Exemptions { get; } = new(
        "exemption",
        new("减免代码", "exemptions"),
        new("全国税收表", "national tax tables"),
        [
            new("LEGAL_HEIR", new("契税：法定继承人承受", "deed tax: taken by a legal heir")),
            new("SPOUSE", new("契税：夫妻之间变更", "deed tax: between spouses")),
            new("DIVORCE", new("契税：离婚分割", "deed tax: partition at divorce")),
            new("RESTRUCTURE", new("契税、土地增值税：改制重组（出资、合并、分立）", "deed and land appreciation tax: restructuring (contribution, merger, division)")),
            new("RESETTLED", new("契税：征收安置", "deed tax: resettled owner")),
            new("PUBLIC_BODY", new("契税：机关、事业单位等公用", "deed tax: public body, for its own use")),
            new("COURT_BACK", new("契税：法院裁决恢复原状", "deed tax: given back by a court's decision")),
            new("VAT_2Y", new("增值税：个人住房满二年", "VAT: home held for two years")),
            new("VAT_KIN", new("增值税：赠与近亲属、继承、离婚等", "VAT: gift to kin, inheritance, divorce")),
            new("INCOME_KIN", new("个人所得税：赠与近亲属、继承、离婚等", "income tax: gift to kin, inheritance, divorce")),
            new("LAT_KIN", new("土地增值税：赠与近亲属、继承、离婚等", "land appreciation tax: gift to kin, inheritance, divorce")),
            new("INCOME_5Y_ONLY", new("个人所得税：满五年唯一住房", "income tax: only home, held for five years")),
            new("LAT_HOME", new("土地增值税：个人销售住房", "land appreciation tax: a person sells a home")),
            new("LAT_PREPAID", new("土地增值税：房地产企业已预缴", "land appreciation tax: prepaid by the developer")),
            new("STAMP_HOME", new("印花税：个人买卖住房", "stamp tax: persons sell and buy a home")),
            new("SMALL_HALF", new("附加、印花税：小规模纳税人减半", "surcharges and stamp tax: small taxpayer, half")),
            new("HOME_SWAP", new("个人所得税：一年内换购住房退税", "income tax: refunded when another home is bought within a year")),
        ]);

    /// <summary>The list of a field's texts; null where it takes any.</summary>
    public static CodeList? Of(string field) => field switch
    {
        "town" or "executing_town" or "from_town" or "to_town" => Towns,
        "exemption" => Exemptions,
        _ => null,
    };

    /// <summary>Whether a field takes a code that its writer chooses (ReasonCode).</summary>
    public static bool IsReason(string field) => field is "reason" or "ground";
}
