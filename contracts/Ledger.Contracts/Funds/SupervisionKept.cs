using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-59 for an amendment: a contract does not step out of the supervision of its money while the agreement is open.</summary>
internal static class SupervisionKept
{
    public static readonly Rule C59 = SupervisedFunds.C59 with { Aspect = "kept" };

    /// <summary>Checks what the contract will be against its agreement.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="after">The contract as it will be.</param>
    /// <param name="fund">Its agreement; null for none.</param>
    public static void Check(Judgement judgement, ContractPage after, PageView<FundPage>? fund)
    {
        if (fund?.Body is not { State: FundState.Open } page || SupervisedFunds.IsRequired(judgement.City, after))
            return;
        judgement.Fail(
            C59,
            new("监管协议未结清，合同不得变更为不监管", "the agreement on supervised funds is open: the contract does not leave the supervision"),
            new("请保留资金监管，或待监管资金结清后变更", "keep the supervision, or amend once the agreement is closed"),
            Labels.InEvent(new("资金监管", "supervised"), after.Supervised, "supervised"),
            Labels.InEvent(new("付款方式", "payment"), after.Payment, "payment"),
            fund.Says(new("监管状态", "state of the agreement"), page.State),
            fund.Says(new("监管余额", "held"), Labels.Yuan(page.ArrivedFen - page.ReleasedFen)));
    }
}
