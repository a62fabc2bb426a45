using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-59 for a release: the seller is paid once the condition's act is on the ledger, buyer and lender get theirs back only of a
/// contract that has ended, a former mortgagee only while its mortgage is live on one of the units.
/// </summary>
internal static class ReleaseAllowed
{
    public static void Check(Judgement judgement, ReleaseCase loaded)
    {
        var (e, contract) = (loaded.Event, loaded.Contract!);
        var page = contract.Body!;
        var ended = page.State is ContractState.Revoked or ContractState.FilingCancelled;
        if ((e.Ground == FundReleaseGround.ContractEnded) != ended)
        {
            Fail(
                judgement,
                loaded,
                ended ? new("合同已终止，资金只能以合同终止为由退还", "the contract has ended: money goes back on that ground alone")
                    : new("合同未终止，不能以合同终止为由释放", "the contract has not ended, which is no ground then"),
                contract.Says(new("合同状态", "state of the contract"), page.State));
        }

        switch (e.To)
        {
            case FundPayee.Seller when page.Registered == 0:
                Fail(
                    judgement,
                    loaded,
                    new("释放条件未成就：过户尚未登簿", "the condition is not met: the transfer is not recorded"),
                    contract.Says(new("过户登簿日期", "transfer recorded"), Labels.Date(page.Registered)));
                break;
            case FundPayee.Seller when loaded.Fund.Body!.Condition == ReleaseCondition.MortgageRecorded && Unmortgaged(loaded, page) is { } unit:
                Fail(
                    judgement,
                    loaded,
                    new("释放条件未成就：过户后的抵押尚未登簿", "the condition is not met: no mortgage is recorded since the transfer"),
                    unit.Says(new("抵押", "mortgages"), unit.Body?.Mortgages.Count));
                break;
            case FundPayee.Buyer or FundPayee.Lender when !ended:
                Fail(
                    judgement,
                    loaded,
                    new("合同未终止，资金不退还买受人或贷款人", "the contract has not ended: nothing goes back to buyer or lender"),
                    contract.Says(new("合同状态", "state of the contract"), page.State));
                break;
            case FundPayee.OldMortgagee when !loaded.Encumbrances.Any(view => HasMortgageOf(view, e.Mortgagee)):
                Fail(
                    judgement,
                    loaded,
                    new("该抵押权人在合同单元上没有现势抵押", "that mortgagee has no live mortgage on a unit of the contract"),
                    loaded.Encumbrances[0].Says(
                        new("抵押权人", "mortgagees"),
                        string.Join(", ", loaded.Encumbrances.SelectMany(view => view.Body?.Mortgages ?? []).Select(row => row.Id.Mortgagee)
                            .Distinct(StringComparer.Ordinal))));
                break;
        }
    }

    private static bool HasMortgageOf(PageView<EncumbrancePage> view, string mortgagee)
        => view.Body?.Mortgages.Any(row => row.Id.Mortgagee == mortgagee) ?? false;

    // A unit without a mortgage that was recorded with the transfer or after it.
    private static PageView<EncumbrancePage>? Unmortgaged(ReleaseCase loaded, ContractPage contract)
        => loaded.Encumbrances.FirstOrDefault(view => !(view.Body?.Mortgages.Any(row => row.RecordingDate >= contract.Registered) ?? false));

    private static void Fail(Judgement judgement, ReleaseCase loaded, Wording message, FindingValue value)
        => judgement.Fail(
            SupervisedFunds.C59,
            message,
            new("请核对收款方与释放事由", "check the payee and the ground"),
            Labels.InEvent(new("收款方", "payee"), loaded.Event.To, "to"),
            Labels.InEvent(new("事由", "ground"), loaded.Event.Ground, "ground"),
            value);
}
