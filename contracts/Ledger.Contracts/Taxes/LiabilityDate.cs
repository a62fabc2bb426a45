using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-20 纳税义务时间: the liability arises on the day the contract is signed.</summary>
internal static class LiabilityDate
{
    public static readonly Rule C20 = Rule.Reject("C-20", "纳税义务时间", "tax liability date", "契税法 9");

    public static void Check(Judgement judgement, uint liabilityDate, PageView<ContractPage> contract)
    {
        if (liabilityDate == contract.Body!.SigningDate)
            return;
        judgement.Fail(
            C20,
            new("纳税义务发生日期不是合同签订日期", "the liability date is not the day of signing"),
            new("请按合同签订日期填写", "state the day on which the contract was signed"),
            Labels.InEvent(new("纳税义务发生日期", "liability date"), Labels.Date(liabilityDate), "liability_date"),
            contract.Says(new("签订日期", "signing date"), Labels.Date(contract.Body.SigningDate)));
    }
}
