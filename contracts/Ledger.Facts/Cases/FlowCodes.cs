using System.Collections.Frozen;
using System.Globalization;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>The flows of registration (登记小类) by name and by the short code that offices and the severity matrix use.</summary>
public static class FlowCodes
{
    private const int Mortgages = 1_000;
    private const int Contracts = 2_000;

    /// <summary>The flows; the codes are the numbers of <see cref="FlowCode"/>.</summary>
    public static CodeTable Table { get; } = new(
        new("登记小类", "flow"),
        "events.md 6",
        new((uint)FlowCode.F101, new("土地首次登记", "first, land")),
        new((uint)FlowCode.F102, new("房屋首次登记", "first, project or building")),
        new((uint)FlowCode.F103, new("宅基地、集体土地首次登记", "first, homestead or collective")),
        new((uint)FlowCode.F210, new("新建商品房转移", "transfer, new home")),
        new((uint)FlowCode.F211, new("存量房转移", "transfer, stock home")),
        new((uint)FlowCode.F212, new("带押过户", "transfer with mortgage")),
        new((uint)FlowCode.F213, new("赠与", "gift")),
        new((uint)FlowCode.F214, new("继承、受遗赠", "inheritance, bequest")),
        new((uint)FlowCode.F215, new("互换", "exchange")),
        new((uint)FlowCode.F216, new("分割、离婚、夫妻变更", "partition, divorce, spouse")),
        new((uint)FlowCode.F217, new("出资、合并、分立、政策性转移", "contribution, merger, division, policy")),
        new((uint)FlowCode.F218, new("司法裁定转移（抵押权消灭）", "court transfer, mortgages extinguished")),
        new((uint)FlowCode.F219, new("司法裁定转移（带抵押）", "court transfer, mortgages carried")),
        new((uint)FlowCode.F310, new("权利人姓名或证件变更", "owner's name or document")),
        new((uint)FlowCode.F311, new("坐落、限售变更", "address code, resale bar")),
        new((uint)FlowCode.F312, new("用途、面积、年限、性质变更", "use, area, term, nature")),
        new((uint)FlowCode.F313, new("分割", "split")),
        new((uint)FlowCode.F314, new("合并", "merge")),
        new((uint)FlowCode.F315, new("共有性质变更", "co-ownership, same parties")),
        new((uint)FlowCode.F410, new("注销（放弃）", "cancel, waiver")),
        new((uint)FlowCode.F411, new("注销（灭失）", "cancel, destroyed")),
        new((uint)FlowCode.F412, new("注销（征收）", "cancel, expropriated")),
        new((uint)FlowCode.F413, new("注销（裁判）", "cancel, court")),
        new((uint)FlowCode.F510, new("依申请更正", "correction by application")),
        new((uint)FlowCode.F511, new("依职权更正", "correction ex officio")),
        new((uint)FlowCode.F600, new("异议登记", "objection")),
        new((uint)FlowCode.F601, new("异议注销", "objection cancelled")),
        new((uint)FlowCode.F700, new("预购商品房预告", "notice, pre-sale")),
        new((uint)FlowCode.F701, new("其他转移预告", "notice, other sale")),
        new((uint)FlowCode.F702, new("预购商品房抵押预告", "notice, mortgage of pre-sale")),
        new((uint)FlowCode.F703, new("其他抵押预告", "notice, other mortgage")),
        new((uint)FlowCode.F704, new("预告注销", "notice cancelled")),
        new((uint)FlowCode.F800, new("查封登记", "seizure")),
        new((uint)FlowCode.F801, new("续封", "seizure renewed")),
        new((uint)FlowCode.F802, new("解封", "seizure lifted")),
        new((uint)FlowCode.F803, new("移送处置权", "seizure handed over")),
        new((uint)FlowCode.M1, new("抵押权首次", "mortgage, first")),
        new((uint)FlowCode.M2, new("在建建筑物抵押", "mortgage on construction")),
        new((uint)FlowCode.M3, new("抵押权变更（增加）", "mortgage change, more")),
        new((uint)FlowCode.M4, new("抵押权变更（减少）", "mortgage change, less or unit out")),
        new((uint)FlowCode.M5, new("顺位变更", "ranks")),
        new((uint)FlowCode.M6, new("抵押权转移", "mortgage transfer")),
        new((uint)FlowCode.M7, new("最高额抵押确定", "determination")),
        new((uint)FlowCode.M8, new("在建抵押转现房抵押", "construction to building")),
        new((uint)FlowCode.M9, new("抵押权注销", "mortgage cancelled")),
        new((uint)FlowCode.F901, new("居住权首次", "residence right")),
        new((uint)FlowCode.F902, new("地役权首次", "easement")),
        new((uint)FlowCode.F903, new("居住权、地役权注销", "residence or easement cancelled")),
        new((uint)FlowCode.F910, new("换证、补证", "certificate replaced or lost")),
        new((uint)FlowCode.F920, new("锁定、解锁", "lock placed or removed")),
        new((uint)FlowCode.K1, new("存量房合同网签", "contract signed, stock")),
        new((uint)FlowCode.K2, new("预售合同网签", "contract signed, pre-sale")),
        new((uint)FlowCode.K3, new("合同备案、变更", "contract filed or amended")),
        new((uint)FlowCode.K4, new("合同撤销", "contract revoked")),
        new((uint)FlowCode.K5, new("抵押合同签订", "mortgage contract signed")));

    /// <summary>All flows, ascending.</summary>
    public static IReadOnlyList<FlowCode> All { get; } = [.. Table.Entries.Select(static entry => (FlowCode)entry.Code)];

    private static readonly FrozenDictionary<string, FlowCode> ByText = All.ToFrozenDictionary(TextOf, StringComparer.Ordinal);

    /// <summary>The name of a flow.</summary>
    public static Wording NameOf(FlowCode flow) => Table.NameOf((uint)flow);

    /// <summary>The flow of a short code; null when there is none.</summary>
    public static FlowCode? Find(string text) => ByText.TryGetValue(text, out var flow) ? flow : null;

    /// <summary>The short code, e.g. <c>211</c>, <c>M1</c>, <c>K2</c>.</summary>
    public static string TextOf(FlowCode flow) => (int)flow switch
    {
        > Contracts and var contract => string.Create(CultureInfo.InvariantCulture, $"K{contract - Contracts}"),
        > Mortgages and var mortgage => string.Create(CultureInfo.InvariantCulture, $"M{mortgage - Mortgages}"),
        var code => code.ToString(CultureInfo.InvariantCulture),
    };
}
