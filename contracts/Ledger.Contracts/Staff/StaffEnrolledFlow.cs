using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>人员登记: an organisation says what one of its operators may do, from when to when; by the certificate's hash, without a name.</summary>
internal sealed class StaffEnrolledFlow() : Flow<StaffEnrolled, StaffCase<StaffEnrolled>>(null, new("人员登记", "enrolment of an operator"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, StaffEnrolled e)
    {
        shape.Hash(e.Fingerprint, "fingerprint");
        if (e.Town != 0)
            shape.TownCode(e.Town, "town");
        for (var i = 0; i < e.Duties.Count; i++)
            shape.Known(e.Duties[i], $"duties[{i}]");
        shape.Sorted(e.Duties, static (a, b) => a.CompareTo(b), "duties");
        if (shape.Date(e.From, "from") & shape.Date(e.Until, "until") && e.Until <= e.From)
            shape.Fault(Shape.C69, "until", e.Until, new("晚于起始日的日期", "a day after the first"));
        if (e.Duties.Any(static duty => duty is StaffDuty.Review or StaffDuty.Approve) ? !StaffKey.IsKey(e.PublicKey.Span) : !e.PublicKey.IsEmpty)
        {
            shape.Fault(Shape.C69, "public_key", $"{e.PublicKey.Length} bytes",
                new("有审核或批准职责者的P-256公钥（DER），其他人员不填", "the P-256 key (DER) of one who reviews or approves, nothing of another"));
        }
    }

    /// <inheritdoc/>
    protected override StaffCase<StaffEnrolled> Load(StaffEnrolled e, Book book) => new(e, EnrolledOperator.Load(book, e.Fingerprint));

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, StaffCase<StaffEnrolled> loaded, Signer signer)
        => StaffSteps.CheckFree(judgement, loaded.Operator);

    /// <inheritdoc/>
    protected override void Write(Book book, StaffCase<StaffEnrolled> loaded)
    {
        var e = loaded.Event;
        var page = new StaffPage { Member = book.Signer.CreditCode, Town = e.Town, From = e.From, Until = e.Until, PublicKey = e.PublicKey };
        page.Duties.AddRange(e.Duties);
        book.Write(loaded.Operator.Staff.Key, page);
    }
}
