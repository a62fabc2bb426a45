using Ledger.Facts;

namespace Ledger.Acts;

/// <content>Mortgages.</content>
public static partial class FieldNames
{
    private static Dictionary<string, Wording> Mortgages => new(StringComparer.Ordinal)
    {
        ["object"] = new("抵押不动产类型", "object"),
        ["debtors"] = new("债务人", "debtor"),
        ["pays_for"] = new("所购合同", "pays for contract"),
        ["notice"] = new("预告证明", "advance notice"),
        ["holding"] = new("抵押份额的权利人", "holder of the mortgaged share"),
        ["mortgagor"] = new("抵押人序号", "mortgagor's index"),
        ["appraised"] = new("评估价值", "appraised value"),
        ["withdrawn"] = new("撤回", "withdrawn"),
        ["what"] = new("变更事项", "what changes"),
        ["assignee"] = new("受让方", "assignee"),
        ["part_agreed"] = new("约定随部分债权转移", "agreed for a part"),
        ["merger"] = new("机构合并", "merger"),
        ["determined"] = new("确定的债权", "claim determined"),
        ["accepts"] = new("受让方签署", "signed by the assignee"),
        ["order"] = new("新顺位", "new order"),
        ["excluded"] = new("排除的单元", "excluded unit"),
        ["converts"] = new("转登记的预告证明", "notice converted"),
        ["lender"] = new("自然人抵押权人", "private lender"),
        ["token"] = new("当事人编码", "token"),
    };
}
