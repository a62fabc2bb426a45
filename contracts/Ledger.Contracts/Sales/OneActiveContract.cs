using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-05 一房一约: at most one contract in {Signed, Filed} per unit.</summary>
internal static class OneActiveContract
{
    public static readonly Rule C05 = Rule.Reject("C-05", "一房一约（防一房二卖）", "one active contract per unit", "城市房地产管理法 35; 商品房买卖合同解释 7");

    public static void Check(Judgement judgement, UnitPages unit, string contractNumber)
    {
        if (unit.Deal.Body is not { } deal)
            return;
        judgement.Fail(
            C05,
            new($"单元{unit.Code}已有生效合同{deal.ContractNumber}", $"unit {unit.Code} is under contract {deal.ContractNumber} already"),
            new("请先撤销原合同，或待其登记完成", "revoke the first contract or wait for its transfer"),
            Labels.InEvent(ContractNumber.Name, contractNumber, "contract_number"),
            unit.Deal.Says(ContractNumber.Name, deal.ContractNumber),
            unit.Deal.Says(new("合同状态", "state of the contract"), deal.State));
    }
}
