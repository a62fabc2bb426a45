using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>Every rule of the ledger, each in one place. A profile says in which flow it runs and how severe it is there.</summary>
public static class RuleCatalogue
{
    /// <summary>The present state of a record does not allow the step; not one of the numbered rules.</summary>
    public static readonly Rule State = Reject("STATE", "状态不允许", "step not allowed in the present state", "state machines 2.4, 3, 4.5");

    /// <summary>An acknowledgement names a rule that did not warn.</summary>
    public static readonly Rule IdleAcknowledgement =
        new("ACK", new("多余的确认", "acknowledgement without warning"), "acknowledgements", Severity.Information);

    /// <summary>不动产单元号28位格式校验</summary>
    public static readonly Rule F01 = Reject("F-01", "不动产单元号28位格式校验", "unit code well-formed", "GB/T 37346-2019");

    /// <summary>虚拟不动产单元</summary>
    public static readonly Rule F02 = Warn("F-02", "虚拟不动产单元", "virtual unit not final", "registry practice");

    /// <summary>证号格式</summary>
    public static readonly Rule F03 = Reject("F-03", "证号格式", "certificate number well-formed", "国土资发〔2015〕25号");

    /// <summary>证件号校验</summary>
    public static readonly Rule F04 = Reject("F-04", "证件号校验", "identity number valid", "GB 11643, GB 32100-2015");

    /// <summary>权利人类型与证件匹配</summary>
    public static readonly Rule F05 = Reject("F-05", "权利人类型与证件匹配", "party type fits document", "不动产登记数据库标准 A.30");

    /// <summary>权利人义务人不得重复</summary>
    public static readonly Rule F06 = Reject("F-06", "权利人义务人不得重复", "no duplicate party", "registry practice");

    /// <summary>金额单位一致: an amount was converted from 万元, as declared.</summary>
    public static readonly Rule F07 = Inform("F-07", "金额单位一致", "amount unit declared", "registry practice") with { Aspect = "converted" };

    /// <summary>金额单位一致: the unit price lies outside 100 to 1,000,000 yuan per square metre.</summary>
    public static readonly Rule F07Sanity = F07 with { Severity = Severity.Warning, Aspect = "sanity" };

    /// <summary>单元号一致</summary>
    public static readonly Rule C01 = Reject("C-01", "单元号一致", "same unit everywhere", "北京优化营商环境条例 49");

    /// <summary>现势产权唯一</summary>
    public static readonly Rule C03 = Reject("C-03", "现势产权唯一", "one live ownership per unit", "registry practice");

    /// <summary>一房一约</summary>
    public static readonly Rule C05 = Reject("C-05", "一房一约（防一房二卖）", "one active contract per unit", "城市房地产管理法 35; 商品房买卖合同解释 7");

    /// <summary>出卖人=登记权利人</summary>
    public static readonly Rule C06 = Reject("C-06", "出卖人=登记权利人", "seller is registered owner", "城市房地产管理法 38(6); 民法典 209");

    /// <summary>买受人=契税纳税人</summary>
    public static readonly Rule C07 = Reject("C-07", "买受人=契税纳税人", "buyer is the deed-tax payer", "契税法 1");

    /// <summary>买受人=转移受让人</summary>
    public static readonly Rule C08 = Reject("C-08", "买受人=转移受让人", "buyer is the transferee", "契税法 11; 不动产登记暂行条例 18(2)");

    /// <summary>出卖人=增值税/个税纳税人</summary>
    public static readonly Rule C09 = Reject("C-09", "出卖人=增值税/个税纳税人", "seller pays the seller's taxes", "个人所得税法 15");

    /// <summary>先备案后登记</summary>
    public static readonly Rule C10 = Reject("C-10", "先备案后登记", "contract filed before transfer", "不动产登记暂行条例实施细则 38");

    /// <summary>合同未撤销</summary>
    public static readonly Rule C11 = Reject("C-11", "合同未撤销", "contract not revoked", "城市房地产管理法 38");

    /// <summary>契税完税/减免</summary>
    public static readonly Rule C14 = Reject("C-14", "契税完税/减免", "deed tax cleared", "契税法 10, 11");

    /// <summary>个税完税</summary>
    public static readonly Rule C15 = Reject("C-15", "个税（土地增值税）完税", "income tax or land appreciation tax cleared", "个人所得税法 15");

    /// <summary>实缴=应征</summary>
    public static readonly Rule C16 = Reject("C-16", "实缴=应征", "paid equals assessed", "tax record fields");

    /// <summary>实缴=应征, while payments are still coming in.</summary>
    public static readonly Rule C16Open = C16 with { Severity = Severity.Information, Aspect = "open" };

    /// <summary>税额计算正确</summary>
    public static readonly Rule C17 = Reject("C-17", "税额计算正确", "tax arithmetic", "契税法 5; 公告2024年第16号");

    /// <summary>计税依据≥不含税成交价</summary>
    public static readonly Rule C18 = Reject("C-18", "计税依据≥不含税成交价", "base not below net price", "契税法 4; 公告2021年第23号");

    /// <summary>计税依据 above the net price: the tax organ assessed.</summary>
    public static readonly Rule C18Above = C18 with { Severity = Severity.Information, Aspect = "above" };

    /// <summary>成交价一致: differs by more than 0.01 yuan and nobody assessed.</summary>
    public static readonly Rule C19 = Reject("C-19", "成交价一致", "price agreement", "城市房地产管理法 35");

    /// <summary>成交价一致: differs by rounding, or by assessment.</summary>
    public static readonly Rule C19Explained = C19 with { Severity = Severity.Warning, Aspect = "explained" };

    /// <summary>纳税义务时间</summary>
    public static readonly Rule C20 = Reject("C-20", "纳税义务时间", "tax liability date", "契税法 9");

    /// <summary>退税后不得登记</summary>
    public static readonly Rule C21 = Reject("C-21", "退税后不得登记", "refund blocks registration", "契税法 12");

    /// <summary>税票不得重复使用</summary>
    public static readonly Rule C22 = Reject("C-22", "税票不得重复使用", "ticket used once", "tax practice");

    /// <summary>按份共有份额之和为1</summary>
    public static readonly Rule C26 = Reject("C-26", "按份共有份额之和为1", "shares sum to 1", "registry practice; 民法典 298, 299");

    /// <summary>共有人同意</summary>
    public static readonly Rule C27 = Reject("C-27", "共有人同意", "co-owner consent", "民法典 301; 城市房地产管理法 38(4)");

    /// <summary>查封限制转移/抵押</summary>
    public static readonly Rule C29 =
        new("C-29", new("查封限制转移/抵押", "seized unit cannot move"), "城市房地产管理法 38(2); 民法典 399(5)", Severity.Exception);

    /// <summary>查封限制: a seizure entered on a unit before its first registration, which does not stand in its way.</summary>
    public static readonly Rule C29BeforeRegistration = C29 with { Severity = Severity.Warning, Aspect = "before registration" };

    /// <summary>轮候顺序</summary>
    public static readonly Rule C31 = Reject("C-31", "轮候顺序", "seizure queue order", "查封规定 26; 法发〔2004〕5号 20");

    /// <summary>查封期限</summary>
    public static readonly Rule C32 = Reject("C-32", "查封期限", "seizure term", "民事诉讼法解释 485; 查封规定 27");

    /// <summary>解封机关一致</summary>
    public static readonly Rule C33 = Reject("C-33", "解封机关一致", "lifting authority is the seizing one", "查封规定 28");

    /// <summary>抵押人=登记权利人</summary>
    public static readonly Rule C40 = Reject("C-40", "抵押人=登记权利人", "mortgagor owns it", "民法典 395, 402");

    /// <summary>抵押权人资格</summary>
    public static readonly Rule C41 = Reject("C-41", "抵押权人资格", "mortgagee is a licensed lender", "banking practice");

    /// <summary>抵押合同与登记一致</summary>
    public static readonly Rule C42 = Reject("C-42", "抵押合同与登记一致", "mortgage data match", "担保制度解释 15, 47; 民法典 400");

    /// <summary>抵押顺位</summary>
    public static readonly Rule C43 = Reject("C-43", "抵押顺位", "rank unique and dense", "民法典 409, 414");

    /// <summary>禁止转让约定</summary>
    public static readonly Rule C46 = Reject("C-46", "禁止转让约定", "transfer restriction", "担保制度解释 43; 民法典 406");

    /// <summary>带押过户: the mortgage rows must go with the unit.</summary>
    public static readonly Rule C47 = Reject("C-47", "带押过户", "mortgage survives transfer", "民法典 406");

    /// <summary>带押过户: the mortgagee has neither consented nor been notified.</summary>
    public static readonly Rule C47Notice = C47 with { Severity = Severity.Warning, Aspect = "notice" };

    /// <summary>先解除后注销</summary>
    public static readonly Rule C48 = Reject("C-48", "先解除后注销", "release before cancellation", "民法典 393; 不动产登记暂行条例实施细则 70");

    /// <summary>不得重复注销</summary>
    public static readonly Rule C49 = Reject("C-49", "不得重复注销", "no double release", "state machine");

    /// <summary>证号唯一</summary>
    public static readonly Rule C54 = Reject("C-54", "证号唯一", "certificate number unique", "国土资发〔2015〕25号");

    /// <summary>证号唯一: a legacy certificate that is taken over stands for another unit already; old ones covered several.</summary>
    public static readonly Rule C54Legacy = C54 with { Severity = Severity.Warning, Aspect = "legacy" };

    /// <summary>权利链连续</summary>
    public static readonly Rule C56 = Reject("C-56", "权利链连续", "chain of title", "registry practice");

    /// <summary>时间先后; which links of the chain have events already says <see cref="DateOrder"/>.</summary>
    public static readonly Rule C57 = Reject("C-57", "时间先后", "date order", "契税法 9–11; 民法典 402");

    /// <summary>上链最小化</summary>
    public static readonly Rule C69 = Reject("C-69", "上链最小化", "privacy minimum: typed fields only", "个人信息保护法 6, 28, 51");

    /// <summary>写入权限</summary>
    public static readonly Rule C70 = Reject("C-70", "写入权限", "writer authority", "数据安全法 38");

    private static readonly FrozenDictionary<string, Rule[]> ById = new[]
    {
        State, IdleAcknowledgement,
        F01, F02, F03, F04, F05, F06, F07, F07Sanity,
        C01, C03, C05, C06, C07, C08, C09, C10, C11, C14, C15, C16, C16Open, C17, C18, C18Above, C19, C19Explained,
        C20, C21, C22, C26, C27, C29, C29BeforeRegistration, C31, C32, C33, C40, C41, C42, C43, C46, C47, C47Notice,
        C48, C49, C54, C54Legacy, C56, C57, C69, C70,
    }.GroupBy(rule => rule.Id, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Every entry, aspects included, ordered by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. ById.Values.SelectMany(rules => rules).OrderBy(rule => rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.Aspect, StringComparer.Ordinal)];

    /// <summary>The entries of one rule id; empty when no rule has it.</summary>
    public static IReadOnlyList<Rule> Find(string id) => ById.TryGetValue(id, out var rules) ? rules : [];

    private static Rule Reject(string id, string chinese, string english, string source)
        => new(id, new(chinese, english), source, Severity.Reject);

    private static Rule Warn(string id, string chinese, string english, string source)
        => new(id, new(chinese, english), source, Severity.Warning);

    private static Rule Inform(string id, string chinese, string english, string source)
        => new(id, new(chinese, english), source, Severity.Information);
}
