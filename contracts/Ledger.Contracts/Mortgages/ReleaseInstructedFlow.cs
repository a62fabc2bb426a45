using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权解除: the mortgagee declares that the mortgage may be cancelled; it stays live in the book until it is.</summary>
internal sealed class ReleaseInstructedFlow()
    : Flow<ReleaseInstructed, MortgageReleaseCase>(DepartmentNames.Finance, new("抵押权解除", "release of the mortgage"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ReleaseInstructed e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.Known(e.Reason, "reason");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override MortgageReleaseCase Load(ReleaseInstructed e, Book book) => new(e, book.Mortgage(e.Mortgage));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageReleaseCase loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        if (!MortgageeSigns.Check(judgement, signer, e.Mortgage) || !MortgageStands.CheckForRelease(judgement, mortgage))
            return;
        var released = DatedFact.Stated(new("解除日期", "day of release"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押登簿日期", "recording of the mortgage"), mortgage.Body!.RecordingDate), released);
        DateOrder.NotInFuture(judgement, released);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageReleaseCase loaded)
    {
        var e = loaded.Event;
        var page = loaded.Mortgage.Body!.Clone();
        page.State = MortgageState.ReleaseInstructed;
        page.ReleaseReason = e.Reason;
        page.ReleaseDate = e.Date;
        page.Document = e.Act.Document;
        book.Write(loaded.Mortgage.Key, page);
    }
}
