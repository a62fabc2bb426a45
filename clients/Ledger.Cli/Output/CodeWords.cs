using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Codes of requests and records in words: as findings call them, and what only requests know.</summary>
internal static class CodeWords
{
    /// <summary>A code in words; its number where this build has none.</summary>
    public static Wording Of(Enum code) => CodeNames.Of(code) ?? code switch
    {
        TaxSide.Transferor => new("转让方", "transferor"),
        TaxSide.Transferee => new("承受方", "transferee"),
        BaseReasonInput.ContractPrice => new("合同价", "contract price"),
        BaseReasonInput.AssessedUp => new("核定上调", "assessed above the price"),
        BaseReasonInput.AssessedDown => new("核定下调", "assessed below the price"),
        RefundReason.ContractFailed => new("合同未履行", "the contract failed"),
        RefundReason.Overpaid => new("多缴", "overpaid"),
        ReleaseReason.Settled => new("主债权消灭", "settled"),
        ReleaseReason.Waived => new("抵押权人放弃", "waived"),
        ReleaseReason.Realised => new("抵押权实现", "realised"),
        SeizureKind.Seizure => new("查封", "seizure"),
        SeizureKind.PreSeizure => new("预查封", "pre-seizure"),
        EncumbranceKind kind and not EncumbranceKind.Unspecified => EncumbranceKinds.NameOf(kind),
        AmountUnit.Yuan => new("元", "yuan"),
        AmountUnit.WanYuan => new("万元", "ten thousand yuan"),
        RecordState.Prepared => new("待银行签名", "prepared"),
        RecordState.Pending => new("待登记", "pending"),
        RecordState.Ordered => new("已排序", "ordered"),
        RecordState.Recorded => new("已登记", "recorded"),
        RecordState.Refused => new("已拒绝", "refused"),
        RecordState.Lapsed => new("已失效", "lapsed"),
        _ when Convert.ToInt32(code, provider: null) == 0 => new("未填", "not stated"),
        _ => new(code.ToString(), code.ToString()),
    };
}
