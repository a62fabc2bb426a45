namespace Ledger.Acts;

/// <summary>Options of the tax commands, each by the field that it sets.</summary>
internal static class TaxOptions
{
    public static ActOption Tax(string path) => new("--tax", path, new("税种：deed、vat、income 等", "tax: deed, vat, income, …"));

    public static ActOption Side(string path) => new("--side", path, new("transferor 或 transferee", "transferor or transferee"));

    public static ActOption Amount(string path) => new("--amount", path, new("金额（元）", "amount in yuan"));

    public static ActOption PayerType(string path) => new("--payer-type", path, new("纳税人证件种类（A.30）", "taxpayer's document type (A.30)"));

    public static ActOption Payer(string path) => new("--payer", path, new("纳税人证件号", "taxpayer's document number"));
}
