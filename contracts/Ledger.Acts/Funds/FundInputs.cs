namespace Ledger.Acts;

/// <summary>What the acts of supervised funds have in common.</summary>
internal static class FundInputs
{
    public static readonly ActOption Agreement = new("--agreement", "agreement_number", new("监管协议编号", "number of the agreement"));

    public static readonly ActOption Amount = new("--amount", "amount.value", new("金额（元）", "amount in yuan"));
}
