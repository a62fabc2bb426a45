using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-59 资金监管到账 (column F): what a contract has under supervision has arrived before its transfer is recorded; at its revocation
/// what is held goes back.
/// </summary>
internal sealed class SupervisedFunds : IRestriction
{
    public static readonly Rule C59 = Rule.Reject("C-59", "资金监管", "fund supervision", "registry practice");

    /// <summary>资金监管: what has arrived so far is less than required, as the bank is told.</summary>
    public static readonly Rule C59Open = Rule.Inform("C-59", "资金监管", "fund supervision", "registry practice") with { Aspect = "open" };

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.F;

    /// <inheritdoc/>
    public Rule Rule => C59;

    /// <summary>Whether a contract's money is supervised: as it says, or as the city asks.</summary>
    public static bool IsRequired(City city, ContractPage contract)
        => contract.Supervised
            || (contract.Kind == ContractKind.Stock && contract.Version > 0
                && (city.Supervision == SupervisionRequired.Stock || contract.Payment == PaymentMode.Loan));

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        if (disposal.Contract is not { Body: { } contract } view || contract.ContractNumber != disposal.Basis)
            return;
        var fund = disposal.Fund?.Body;
        if (disposal.Flow == FlowCode.K4)
        {
            if (fund is not null && fund.ArrivedFen > fund.ReleasedFen)
                Held(judgement, disposal, cell);
            return;
        }

        if (!IsRequired(judgement.City, contract) || (fund is not null && fund.ArrivedFen >= fund.RequiredFen))
            return;
        judgement.Fail(
            C59,
            cell.Severity ?? Severity.Reject,
            fund is null
                ? new("该合同须资金监管，尚无监管协议", "the contract's money is to be supervised, and there is no agreement yet")
                : new("监管资金尚未足额到账", "the supervised funds have not arrived in full"),
            fund is null ? new("请先签订资金监管协议并存入资金", "conclude the agreement (FundsSupervised) and let the money arrive")
                : new("请待监管银行确认足额到账", "wait until the supervising bank has told of the full amount (FundsDeposited)"),
            view.Says(new("付款方式", "payment"), contract.Payment),
            disposal.Fund?.Says(new("应监管", "required"), Labels.Yuan(fund!.RequiredFen)) ?? view.Says(OfficeNumber.Name, contract.SupervisionNumber),
            disposal.Fund?.Says(new("已到账", "arrived"), Labels.Yuan(fund!.ArrivedFen)) ?? view.Says(new("已到账", "arrived"), null));
    }

    private static void Held(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var fund = disposal.Fund!.Body!;
        judgement.Fail(
            C59,
            cell.Severity ?? Severity.Reject,
            new("监管账户尚有资金，合同终止后应退还", "money is held under supervision: it goes back once the contract has ended"),
            new("请办理监管资金退还（FundsReleased）", "release it to the buyer or the lender (FundsReleased)"),
            disposal.Fund.Says(new("监管余额", "held"), Labels.Yuan(fund.ArrivedFen - fund.ReleasedFen)));
    }
}
