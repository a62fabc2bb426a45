using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押变更协议: the mortgagee signs what the book is to follow; an assignee signs the same after it.</summary>
internal sealed class MortgageChangeAgreedFlow()
    : Flow<MortgageChangeAgreed, (MortgageChangeAgreed Event, PageView<MortgagePage> Mortgage, PageView<MortgagePage>? Assignee)>(
        DepartmentNames.Finance, new("抵押变更协议", "agreement on the mortgage's change"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageChangeAgreed e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        MortgageAgreementShape.Check(shape, e.Agreement, "agreement");
        if (e.Accepts && (e.Agreement?.Kind != MortgageChangeKind.Assigned || e.Agreement.Merger))
            shape.Fault(Shape.C69, "accepts", e.Accepts, new("仅抵押权转移的受让方填写", "nothing: only the assignee of a mortgage accepts"));
    }

    /// <inheritdoc/>
    protected override (MortgageChangeAgreed Event, PageView<MortgagePage> Mortgage, PageView<MortgagePage>? Assignee) Load(MortgageChangeAgreed e, Book book)
        => (e, book.Mortgage(e.Mortgage), e.Agreement.Assignee is { } assignee ? book.Mortgage(assignee) : null);

    /// <inheritdoc/>
    protected override void Judge(
        Judgement judgement, (MortgageChangeAgreed Event, PageView<MortgagePage> Mortgage, PageView<MortgagePage>? Assignee) loaded, Signer signer)
    {
        var (e, mortgage, assignee) = loaded;
        var agreement = e.Agreement;
        var signs = e.Accepts ? MortgageeSigns.Check(judgement, signer, agreement.Assignee)
            : agreement.Merger ? MortgageeSigns.CheckSuccessor(judgement, signer, e.Mortgage, agreement.Assignee)
            : MortgageeSigns.Check(judgement, signer, e.Mortgage);
        if (!signs || !MortgageStands.CheckState(judgement, mortgage, MortgageState.Registered))
            return;
        var date = DatedFact.Stated(new("协议日期", "day of the agreement"), agreement.Date, "agreement.date");
        DateOrder.NotInFuture(judgement, date);
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押登簿日期", "recording of the mortgage"), mortgage.Body!.RecordingDate), date);
        if (assignee is not null)
            MortgageStands.CheckAbsent(judgement, assignee);
        if (e.Accepts && MortgageAgreements.Require(judgement, mortgage, agreement.Kind) is { } open && !open.Equals(agreement))
            MortgageAgrees.Equal(judgement, mortgage, new("转移协议", "assignment"), Text(agreement), Text(open), "agreement");
        AgreementHolds.Check(judgement, mortgage, agreement);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, (MortgageChangeAgreed Event, PageView<MortgagePage> Mortgage, PageView<MortgagePage>? Assignee) loaded)
    {
        var page = loaded.Mortgage.Body!.Clone();
        var agreement = loaded.Event.Agreement.Clone();
        agreement.Accepted = loaded.Event.Accepts || agreement.Merger;
        MortgageAgreements.Put(page, agreement);
        book.Write(loaded.Mortgage.Key, page);
    }

    private static string Text(MortgageAgreement agreement)
        => $"{Labels.Date(agreement.Date)} {Labels.Mortgagee(agreement.Assignee)}/{agreement.Assignee.ContractNumber} {Labels.Yuan(agreement.PartFen)}";
}
