using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>人员注销: an operator acts no more from a day on.</summary>
internal sealed class StaffRetiredFlow() : Flow<StaffRetired, StaffCase<StaffRetired>>(null, new("人员注销", "retirement of an operator"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, StaffRetired e)
    {
        shape.Hash(e.Fingerprint, "fingerprint");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override StaffCase<StaffRetired> Load(StaffRetired e, Book book) => new(e, EnrolledOperator.Load(book, e.Fingerprint));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, StaffCase<StaffRetired> loaded, Signer signer)
    {
        StaffSteps.CheckEnrolled(judgement, loaded.Operator);
        var retired = DatedFact.Stated(new("注销日期", "retired"), loaded.Event.Date, "date");
        DateOrder.NotInFuture(judgement, retired);
        DateOrder.Check(
            judgement, DatedFact.Recorded(loaded.Operator.Staff, new("登记起始日", "enrolled from"), loaded.Operator.Staff.Body?.From ?? 0), retired);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, StaffCase<StaffRetired> loaded)
    {
        var page = loaded.Operator.Staff.Body!.Clone();
        page.Until = loaded.Event.Date;
        book.Write(loaded.Operator.Staff.Key, page);
    }
}
