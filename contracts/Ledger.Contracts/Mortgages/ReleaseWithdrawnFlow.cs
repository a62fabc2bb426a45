using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>解除撤回: the mortgagee takes its release back, unless the cancellation is in hand.</summary>
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
        IEnumerable<string> units = e.Units.Count > 0 ? e.Units : (mortgage.Body?.Units ?? []).Select(static unit => unit.UnitCode);
        return new(e, mortgage, [.. e.Units.Select(unit => book.Release(e.Mortgage, unit))], [.. units.Select(book.Desk)]);
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

        foreach (var desk in loaded.Desks)
        {
            if (desk.Body?.Cases.FirstOrDefault(static entry => entry.Flows.Contains(FlowCode.M9) || entry.Flows.Contains(FlowCode.M4)) is { } open)
            {
                judgement.WrongState(
                    Record, new("正在办理抵押注销或部分解除", "being carried out: its cancellation is in hand"), ["CaseWithdrawn"],
                    desk.Says(AcceptanceNumber.Name, open.AcceptanceNumber));
            }
        }
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
}
