namespace Ledger.Acts;

/// <summary>Options that the commands of several families have.</summary>
internal static class ActOptions
{
    public static readonly ActOption Contract = new("--contract", "contract_number", new("网签合同编号", "contract number"));
    public static readonly ActOption Date = new("--date", "date", new("日期 yyyy-MM-dd", "date, yyyy-MM-dd"));
    public static readonly ActOption Unit = new("--unit", "unit_code", new("不动产单元代码", "unit code"));
    public static readonly ActOption Business = new("--business", "business_number", new("业务号", "business number"));
    public static readonly ActOption Price = new("--price", "price.value", new("合同价（元）", "price in yuan"));
}
