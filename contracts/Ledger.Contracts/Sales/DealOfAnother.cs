using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-85 已网签限制处分 (column D): a unit is under contract with somebody who is not party to the act. The buyer's written consent
/// lets a mortgage or a reshaping pass; to a transfer or another contract the contract itself ends first.
/// </summary>
internal sealed class DealOfAnother : IRestriction
{
    public static readonly Rule C85 = Rule.Except("C-85", "已网签，限制抵押", "under contract", "registry practice; 商品房买卖合同解释 8");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.D;

    /// <inheritdoc/>
    public Rule Rule => C85;

    /// <summary>A second contract is C-05, of signings alone.</summary>
    public bool IsAskedIn(FlowCode flow) => !FlowGroups.IsSigning(flow);

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var deal = disposal.Unit.Deal;

        if (deal.Body is not { } page || page.ContractNumber == disposal.Basis)
            return;
        var buyers = Buyers(disposal);
        if (IsParty(buyers, disposal.Givers) || IsParty(buyers, disposal.Takers)
            || (ConsentSuffices(disposal.Flow) && disposal.Act.Consents.Any(consent => consent.Of == page.ContractNumber)))
        {
            return;
        }

        judgement.About(disposal.Unit.Code, page.ContractNumber);
        judgement.Fail(
            C85,
            cell.Severity ?? Severity.Reject,
            new($"单元{disposal.Unit.Code}已由合同{page.ContractNumber}网签", $"unit {disposal.Unit.Code} is under contract {page.ContractNumber}"),
            ConsentSuffices(disposal.Flow)
                ? new("请附该合同买受人的书面同意", "attach the written consent of that contract's buyer")
                : new("请先撤销该合同，或由该合同的买受人办理", "revoke that contract first, or act for its buyer"),
            deal.Says(ContractNumber.Name, page.ContractNumber),
            deal.Says(new("合同状态", "state of the contract"), page.State),
            disposal.Contract is { } contract ? contract.Says(new("买受人", "buyers"), Labels.Parties(buyers))
                : deal.Says(new("买受人", "buyers"), null));
    }

    // Mortgages, changes of the unit and of its owners' kind, rights of use: what leaves the title with its owner.
    private static bool ConsentSuffices(FlowCode flow)
        => FlowGroups.IsMortgage(flow) || FlowGroups.IsChange(flow) || flow is FlowCode.K5 or FlowCode.F703 or FlowCode.F901 or FlowCode.F902;

    private static bool IsParty(IReadOnlyList<Party> buyers, IReadOnlyList<Party> acting) => acting.Count > 0 && acting.All(buyers.Contains);

    private static List<Party> Buyers(Disposal disposal)
    {
        var contract = disposal.Contract?.Body;
        var index = contract?.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(disposal.Unit.Code) ?? -1;
        return index < 0 ? [] : [.. contract!.Units[index].Buyers.Select(stake => contract.Buyers[(int)stake.Party].At(index))];
    }
}
