namespace Ledger.Exchange;

/// <summary>The 27 quality checks of reporting messages.</summary>
public static class QualityChecks
{
    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<QualityCheck> All { get; } =
    [
        new(1, new("报文编号", "message number"), HeadChecks.MessageNumber),
        new(2, new("区县代码", "county codes"), HeadChecks.Counties),
        new(3, new("不动产单元号", "unit codes"), HeadChecks.Units),
        new(4, new("报文类型与权利表", "record type and right table"), HeadChecks.RecordType),
        new(5, new("业务号", "business numbers"), HeadChecks.BusinessNumbers),
        new(6, new("金额单位", "unit of amounts"), MoneyChecks.Unit),
        new(7, new("抵押方式与数额", "kind of mortgage and its amount"), MoneyChecks.MortgageAmount),
        new(8, new("共同抵押", "joint mortgage"), MoneyChecks.JointMortgage),
        new(9, new("证号", "certificate numbers"), CertificateChecks.Numbers),
        new(10, new("证书数", "count of certificates"), CertificateChecks.Counts),
        new(11, new("顺序号", "order of holders"), PartyChecks.Order),
        new(12, new("共有份额", "shares"), PartyChecks.Shares),
        new(13, new("证件", "identity documents"), PartyChecks.Documents),
        new(14, new("权属状态", "state of rights"), RowChecks.States),
        new(15, new("重复行", "doubled rows"), RowChecks.Doubles),
        new(16, new("合并的姓名", "joined names"), PartyChecks.JoinedNames),
        new(17, new("预告登记种类", "kind of notice"), RestrictionChecks.NoticeKind),
        new(18, new("查封类型与期限", "kind and term of seizure"), RestrictionChecks.Seizure),
        new(19, new("面积", "areas"), RowChecks.Areas),
        new(20, new("层数", "floors"), RowChecks.Floors),
        new(21, new("推算值", "derived values"), RowChecks.Derived),
        new(22, new("其他相关权利", "other related right"), RowChecks.OtherRight),
        new(23, new("代码", "codes"), CodeChecks.Codes),
        new(24, new("时间", "times"), TimeChecks.Times),
        new(25, new("重复上报", "reported again"), RowChecks.Again),
        new(26, new("抵押物清单", "list of mortgaged things"), MoneyChecks.List),
        new(27, new("未知内容", "unknown content"), RowChecks.Unknown),
    ];

    /// <summary>Everything found in a message, by number.</summary>
    public static IReadOnlyList<Finding> Find(CheckedMessage message) => [.. All.SelectMany(check => check.Find(message))];
}
