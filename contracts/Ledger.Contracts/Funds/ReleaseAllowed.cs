using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-59 for a release: the seller is paid once the condition's act is on the ledger, buyer and lender get theirs back only of a
/// contract that has ended, a former mortgagee only of one that has not, while its mortgage, older than the transfer, is live on
/// one of the units, and no more than that secures.
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
            case FundPayee.OldMortgagee when ended:
                Fail(
                    judgement,
                    loaded,
                    new("合同已终止，资金不释放给原抵押权人", "the contract has ended: nothing goes to a former mortgagee"),
                    contract.Says(new("合同状态", "state of the contract"), page.State));
                break;
            case FundPayee.OldMortgagee when OldMortgages(loaded, page) is { Count: > 0 } old:
                CheckSecured(judgement, loaded, old);
                break;
            case FundPayee.OldMortgagee:
                Fail(
                    judgement,
                    loaded,
                    new("该抵押权人在合同单元上没有过户前登记的现势抵押", "that mortgagee has no live mortgage of before the transfer on a unit of the contract"),
                    loaded.Encumbrances[0].Says(
                        new("抵押权人", "mortgagees"),
                        string.Join(", ", loaded.Encumbrances.SelectMany(view => view.Body?.Mortgages ?? []).Select(row => row.Id.Mortgagee)
                            .Distinct(StringComparer.Ordinal))));
                break;
        }
    }

    // One of several units is listed once; one that is not older than the transfer is the buyer's.
    private static List<(PageView<EncumbrancePage> On, MortgageRow Row)> OldMortgages(ReleaseCase loaded, ContractPage contract)
        =>
        [
            .. loaded.Encumbrances.SelectMany(view => (view.Body?.Mortgages ?? []).Select(row => (On: view, Row: row)))
                .Where(known => known.Row.Id.Mortgagee == loaded.Event.Mortgagee && !LiveMortgage.IsExtinguished(known.Row)
                    && (contract.Registered == 0 || known.Row.RecordingDate < contract.Registered))
                .DistinctBy(known => MortgageParts.HeadOf(known.Row.Id)),
        ];

    private static void CheckSecured(Judgement judgement, ReleaseCase loaded, List<(PageView<EncumbrancePage> On, MortgageRow Row)> old)
    {
        var secured = old.Aggregate(UInt128.Zero, (sum, known) => sum + Secured(known.Row));
        var before = MortgageesPaid.To(loaded.Fund.Body!, loaded.Event.Mortgagee);
        if ((UInt128)before + loaded.Event.AmountFen <= secured)
            return;
        Fail(
            judgement,
            loaded,
            new("释放金额超过该抵押权人的债权数额", "more than that mortgagee's mortgages secure"),
            Labels.InEvent(new("释放金额", "to be released"), Labels.Yuan(loaded.Event.AmountFen), "amount_fen"),
            [
                loaded.Fund.Says(new("此前已释放给该抵押权人", "released to it before"), Labels.Yuan(before)),
                .. old.Select(known => known.On.Says(new("担保债权数额", "secured"), Labels.Yuan(Secured(known.Row)))),
            ]);
    }

    private static ulong Secured(MortgageRow row) => row.DeterminedDate != 0 ? row.DeterminedFen : row.Terms.AmountFen;

    // A unit without a mortgage that was recorded with the transfer or after it.
    private static PageView<EncumbrancePage>? Unmortgaged(ReleaseCase loaded, ContractPage contract)
        => loaded.Encumbrances.FirstOrDefault(view => !(view.Body?.Mortgages.Any(row => row.RecordingDate >= contract.Registered) ?? false));

    private static void Fail(Judgement judgement, ReleaseCase loaded, Wording message, FindingValue value, params IReadOnlyList<FindingValue> more)
        => judgement.Fail(
            SupervisedFunds.C59,
            message,
            new("请核对收款方与释放事由", "check the payee and the ground"),
            [
                Labels.InEvent(new("收款方", "payee"), loaded.Event.To, "to"),
                Labels.InEvent(new("事由", "ground"), loaded.Event.Ground, "ground"),
                value,
                .. more,
            ]);
}
