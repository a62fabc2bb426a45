using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The state of an agreement on supervised funds (STATE): money comes and goes while it is open.</summary>
internal static class FundStands
{
    private static readonly Wording Record = new("资金监管协议", "fund agreement");

    private static readonly Wording StateLabel = new("监管状态", "state of the agreement");

    /// <summary>The agreement is open (STATE).</summary>
    /// <returns>False when there is no agreement to judge by.</returns>
    public static bool CheckOpen(Judgement judgement, PageView<FundPage> fund)
    {
        if (fund.Body is not { } page)
        {
            judgement.WrongState(Record, new("不存在", "absent"), ["FundsSupervised"], fund.Says(StateLabel, null));
            return false;
        }

        if (page.State != FundState.Open)
            WrongState(judgement, fund);
        return true;
    }

    /// <summary>A contract has one agreement (STATE).</summary>
    public static void CheckNone(Judgement judgement, PageView<FundPage>? fund)
    {
        if (fund?.Body is not null)
            WrongState(judgement, fund);
    }

    /// <summary>The state after money came or went: closed once everything that had to come is paid out, or the contract has ended.</summary>
    public static FundState After(FundPage page, ContractPage contract)
        => page.ArrivedFen == page.ReleasedFen
            && (page.ArrivedFen >= page.RequiredFen || contract.State is ContractState.Revoked or ContractState.FilingCancelled)
                ? FundState.Closed
                : FundState.Open;

    private static void WrongState(Judgement judgement, PageView<FundPage> fund)
    {
        var state = fund.Body!.State;
        string[] steps = state == FundState.Open ? ["FundsDeposited", "FundsReleased"] : [];
        judgement.WrongState(Record, CodeNames.Of(state)!, steps, fund.Says(StateLabel, state));
    }
}
