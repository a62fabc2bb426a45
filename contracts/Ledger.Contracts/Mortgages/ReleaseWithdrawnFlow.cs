using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 解除撤回: the mortgagee takes its release back, unless the cancellation is in hand, or somebody has relied on the release: a title
/// recorded or a contract filed since, a transfer that is accepted, or a buyer whose money it was paid from.
/// </summary>
internal sealed class ReleaseWithdrawnFlow()
    : Flow<ReleaseWithdrawn, ReleaseWithdrawalCase>(DepartmentNames.Finance, new("解除撤回", "withdrawal of the release"))
{
    private static readonly Wording Record = new("解除", "release");

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ReleaseWithdrawn e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Date(e.Date, "date");
        shape.Identifier<ReasonCode>(e.Reason, "reason");
        MortgageShape.Codes(shape, e.Units, "units");
    }

    /// <inheritdoc/>
    protected override ReleaseWithdrawalCase Load(ReleaseWithdrawn e, Book book)
    {
        var mortgage = book.Mortgage(e.Mortgage);
        List<string> units = [.. e.Units.Count > 0 ? e.Units : (mortgage.Body?.Units ?? []).Select(static unit => unit.UnitCode)];
        List<PageView<TitlePage>> titles = [.. units.Select(book.Title)];
        List<PageView<ContractPage>?> contracts = [.. units.Select(unit => book.Deal(unit).Body is { } deal ? book.Contract(deal.ContractNumber) : null)];
        var sold = titles.Where(static title => title.Body is { ContractNumber.Length: > 0 }).Select(title => book.Contract(title.Body!.ContractNumber));
        return new(
            e,
            mortgage,
            [.. e.Units.Select(unit => book.Release(e.Mortgage, unit))],
            [.. units.Select(book.Desk)],
            titles,
            contracts,
            [
                .. contracts.OfType<PageView<ContractPage>>().Concat(sold).Where(static contract => contract.Body is { SupervisionNumber.Length: > 0 })
                    .DistinctBy(static contract => contract.Key, StringComparer.Ordinal)
                    .Select(contract => (contract, book.Fund(contract.Body!.SupervisionNumber))),
            ]);
    }

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, ReleaseWithdrawalCase loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage))
            return;
        var state = loaded.Releases.Count > 0 ? MortgageState.Registered : MortgageState.ReleaseInstructed;
        if (!MortgageStands.CheckState(judgement, mortgage, state))
            return;
        var withdrawn = DatedFact.Stated(new("撤回日期", "day of withdrawal"), e.Date, "date");
        DateOrder.NotInFuture(judgement, withdrawn);
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("解除日期", "day of release"), mortgage.Body!.ReleaseDate), withdrawn);
        foreach (var release in loaded.Releases)
        {
            if (release.Body is null)
                judgement.WrongState(Record, new("不存在", "absent"), ["ReleaseInstructed"], release.Says(new("解除日期", "day of release"), null));
            else
                DateOrder.Check(judgement, DatedFact.Recorded(release, new("解除日期", "day of release"), release.Body.Date), withdrawn);
        }

        CheckCases(judgement, loaded);
        CheckTitles(judgement, loaded);
        CheckFunds(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, ReleaseWithdrawalCase loaded)
    {
        foreach (var release in loaded.Releases)
            book.Delete(release.Key);
        if (loaded.Releases.Count > 0)
            return;
        var page = loaded.Mortgage.Body!.Clone();
        page.State = page.RecordingDate == 0 ? MortgageState.Signed : MortgageState.Registered;
        page.ReleaseReason = ReleaseReason.Unspecified;
        page.ReleaseDate = 0;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Mortgage.Key, page);
    }

    private static void CheckCases(Judgement judgement, ReleaseWithdrawalCase loaded)
    {
        foreach (var desk in loaded.Desks)
        {
            if (desk.Body?.Cases.FirstOrDefault(static entry => entry.Flows.Any(RestsOnRelease)) is { } open)
            {
                judgement.WrongState(
                    Record,
                    new("正在办理抵押注销、部分解除或转移", "being carried out: its cancellation, or a transfer, is in hand"),
                    ["CaseWithdrawn"],
                    desk.Says(AcceptanceNumber.Name, open.AcceptanceNumber));
            }
        }
    }

    // What was filed or recorded since the release was so in reliance on it: a buyer has bought the unit free of the mortgage.
    private static void CheckTitles(Judgement judgement, ReleaseWithdrawalCase loaded)
    {
        for (var i = 0; i < loaded.Titles.Count; i++)
        {
            var title = loaded.Titles[i];
            var released = loaded.Releases.Count > 0 ? loaded.Releases[i].Body?.Date ?? 0 : loaded.Mortgage.Body!.ReleaseDate;
            if (released == 0)
                continue;
            if (loaded.Contracts[i] is { Body: { State: ContractState.Filed } sale } contract && sale.FilingDate >= released)
            {
                judgement.WrongState(
                    Record,
                    new("已被依赖：解除后已有备案合同", "relied on: a contract was filed since"),
                    [],
                    loaded.Mortgage.Says(new("解除日期", "day of release"), Labels.Date(released)),
                    contract.Says(new("备案日期", "filing date"), Labels.Date(sale.FilingDate)));
            }

            if (title.Body is not { } page || page.RecordingDate < released)
                continue;
            judgement.WrongState(
                Record,
                new("已被依赖：解除后已有产权登簿", "relied on: a title was recorded since"),
                [],
                loaded.Mortgage.Says(new("解除日期", "day of release"), Labels.Date(released)),
                title.Says(new("产权登簿日期", "title recorded"), Labels.Date(page.RecordingDate)));
        }
    }

    // The release is what the money was paid for, whenever the contract was filed. A mortgage of after the transfer is another one.
    private static void CheckFunds(Judgement judgement, ReleaseWithdrawalCase loaded)
    {
        var (mortgagee, recorded) = (loaded.Event.Mortgage.Mortgagee, loaded.Mortgage.Body!.RecordingDate);
        foreach (var (contract, fund) in loaded.Funds)
        {
            var transferred = contract.Body!.Registered;
            if (fund.Body is not { } page || (transferred != 0 && recorded >= transferred) || MortgageesPaid.To(page, mortgagee) is not (> 0 and var paid))
                continue;
            judgement.WrongState(
                Record,
                new("已被依赖：监管资金已释放给该抵押权人", "relied on: supervised funds of the unit's sale were paid to this mortgagee"),
                transferred == 0 ? ["ContractRevoked"] : [],
                fund.Says(new("已释放给该抵押权人", "paid to the mortgagee"), Labels.Yuan(paid)),
                contract.Says(ContractNumber.Name, page.ContractNumber));
        }
    }

    private static bool RestsOnRelease(FlowCode flow) => flow is FlowCode.M4 or FlowCode.M9 || FlowGroups.IsTransfer(flow);
}
