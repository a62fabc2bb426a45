using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-59 for an agreement: the bank can tell what arrives, and no more is asked for than the price.</summary>
internal static class SupervisionTerms
{
    /// <summary>The bank is a member of finance: nobody else could tell that money has arrived.</summary>
    public static void CheckBank(Judgement judgement, FundsSupervised e, PageView<Member> bank)
    {
        if (bank.Body is { Department: DepartmentNames.Finance })
            return;
        judgement.Fail(
            SupervisedFunds.C59,
            new("监管银行不是本账本的金融成员", "the supervising bank is no member of finance on this ledger"),
            new("请选择本账本的成员银行", "choose a bank that is a member"),
            Labels.InEvent(new("监管银行", "supervising bank"), e.Bank, "bank"),
            bank.Says(new("部门", "department"), bank.Body?.Department));
    }

    /// <summary>What is required is at most the price.</summary>
    public static void CheckAmount(Judgement judgement, FundsSupervised e, PageView<ContractPage> contract)
    {
        var price = contract.Body!.PriceFen;
        if (e.RequiredFen <= price)
            return;
        judgement.Fail(
            SupervisedFunds.C59,
            new("监管金额超过合同价", "more is to be supervised than the contract's price"),
            new("请核对监管金额", "check the amount"),
            Labels.InEvent(new("监管金额", "required"), Labels.Yuan(e.RequiredFen), "required_fen"),
            contract.Says(new("合同总价", "contract price"), Labels.Yuan(price)));
    }
}
