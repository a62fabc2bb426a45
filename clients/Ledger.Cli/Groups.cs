using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>What each group of acts is about.</summary>
internal static class Groups
{
    /// <summary>The group in words.</summary>
    public static Wording Description(string group) => group switch
    {
        "contract" => new("交易：买卖合同", "transaction: sale contracts"),
        "tax" => new("税务：核定、缴款、减免、退税", "tax: assessment, payment, exemption, refund"),
        "unit" => new("登记：首次、迁移、转移", "registration: opening, migration, transfer"),
        "mortgage" => new("抵押：银行签约、同意、注销；登记、注销、通知", "mortgages: the bank's contract, consent, release; registration, cancellation, notice"),
        "seizure" => new("查封、续封、解封", "court seizures: entered, renewed, lifted"),
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "No such group."),
    };
}
