using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-10 先备案后登记: the contract was filed when the transfer was accepted; C-11 合同未撤销: at recording it is still filed.
/// A contract whose transfer is recorded has reached its final state.
/// </summary>
internal static class ContractStands
{
    public static readonly Rule C10 = Rule.Reject("C-10", "先备案后登记", "contract filed before transfer", "不动产登记暂行条例实施细则 38");

    public static readonly Rule C11 = Rule.Reject("C-11", "合同未撤销", "contract not revoked", "城市房地产管理法 38");

    private static readonly Wording StateLabel = new("合同状态", "state of the contract");

    public static void CheckForTransfer(Judgement judgement, PageView<ContractPage> contract, Recording recording)
    {
        var page = contract.Body!;
        var accepted = Day.At(recording.AcceptanceTimeMs).Number;
        switch (page.State)
        {
            case ContractState.Signed or ContractState.Filed
                when !page.FilingNotRequired && (page.State == ContractState.Signed || page.FilingDate > accepted):
                judgement.Fail(
                    C10,
                    new("受理时合同尚未备案", "the contract was not filed when the transfer was accepted"),
                    page.State == ContractState.Signed
                        ? new("请先备案，再受理转移登记", "file the contract, then accept the transfer")
                        : new("请核对受理时间；确在备案前受理的，请重新受理", "check the time of acceptance; what was accepted before the filing is accepted anew"),
                    contract.Says(StateLabel, page.State),
                    contract.Says(new("备案日期", "filing date"), Labels.Date(page.FilingDate)),
                    Labels.InEvent(new("受理日期", "acceptance date"), Labels.Date(accepted), "recording.acceptance_time_ms"));
                break;
            case ContractState.Revoked or ContractState.FilingCancelled:
                judgement.Fail(
                    C11,
                    new("合同已撤销或注销备案", "the contract is revoked or its filing cancelled"),
                    new("请按新的备案合同办理", "transfer under a new, filed contract"),
                    contract.Says(StateLabel, page.State),
                    contract.Says(new("撤销日期", "day of revocation"), Labels.Date(page.Ended)),
                    Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recording.RecordingDate), "recording.recording_date"));
                break;
            case ContractState.Registered:
                WrongState(judgement, contract);
                break;
        }
    }

    /// <summary>Whether a transfer, and its taxes before it, may rest on the contract: it is filed, or signed where that suffices.</summary>
    public static bool IsReady(ContractPage page)
        => page.State == ContractState.Filed || (page.State == ContractState.Signed && page.FilingNotRequired);

    /// <summary>How often it was written: 1 as signed, one more with each amendment.</summary>
    public static uint VersionOf(ContractPage page) => Math.Max(page.Version, 1);

    /// <summary>The contract exists and is in a state that allows the step (STATE).</summary>
    /// <returns>False when there is no contract to judge by.</returns>
    public static bool CheckState(Judgement judgement, PageView<ContractPage> contract, params ReadOnlySpan<ContractState> allowed)
    {
        if (contract.Body is not { } page)
        {
            judgement.WrongState(
                new("合同", "contract"),
                new("不存在", "absent"),
                ["ContractSigned"],
                contract.Says(StateLabel, null));
            return false;
        }

        if (!allowed.Contains(page.State))
            WrongState(judgement, contract);
        return true;
    }

    /// <summary>The contract number is not taken (STATE).</summary>
    public static void CheckAbsent(Judgement judgement, PageView<ContractPage> contract)
    {
        if (contract.Body is not null)
            WrongState(judgement, contract);
    }

    private static void WrongState(Judgement judgement, PageView<ContractPage> contract)
    {
        var (present, steps) = Describe(contract.Body!.State);
        judgement.WrongState(new("合同", "contract"), present, steps, contract.Says(StateLabel, contract.Body.State));
    }

    // Every event that some ledger with a contract in this state accepts. Once the transfer is recorded nothing is left to
    // refund, for it needs paid = assessed (C-16), and a contract that was never filed has no tax.
    private static (Wording Present, string[] Steps) Describe(ContractState state)
    {
        string[] steps = state switch
        {
            ContractState.Signed =>
            [
                "ContractFiled", "ContractFilingReturned", "ContractAmended", "FundsSupervised", "MortgageeConsented", "MortgageeNotified",
                "ContractRevoked",
            ],
            ContractState.Filed =>
            [
                "ContractAmended", "FundsSupervised",
                "TaxAssessed", "TaxPaid", "TaxExempted", "TaxRefunded", "MortgageeConsented", "MortgageeNotified", "TransferRecorded", "ContractRevoked",
            ],
            ContractState.FilingCancelled => ["TaxRefunded"],
            _ => [],
        };
        return (CodeNames.Of(state)!, steps);
    }
}
