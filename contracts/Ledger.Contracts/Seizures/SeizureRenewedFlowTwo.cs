using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>续封 of profile 2: judged as of its delivery, so that one delivered in time counts whenever it is entered.</summary>
internal sealed class SeizureRenewedFlowTwo() : BookFlow<SeizureRenewed, SeizureActCase<SeizureRenewed>>(new("续封", "renewal of a seizure"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F801];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, SeizureRenewed e)
    {
        SeizureShapeTwo.Check(shape, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        SeizureShapeTwo.Term(shape, e.Term, e.StatedLast);
        shape.Identifier<AuthorityDocumentNumber>(e.RenewalDocumentNumber, "renewal_document_number");
        shape.Instant(e.DeliveryTimeMs, "delivery_time_ms");
    }

    /// <inheritdoc/>
    protected override SeizureActCase<SeizureRenewed> LoadOwn(SeizureRenewed e, Book book)
        => SeizureActCase<SeizureRenewed>.Load(e, e.Recording, book, e.UnitCode);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(SeizureActCase<SeizureRenewed> loaded)
        => [new(FlowCode.F801, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview(SeizureActCase<SeizureRenewed> loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, SeizureActCase<SeizureRenewed> loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        judgement.About(e.UnitCode);
        DeliveryTime.Check(judgement, e.DeliveryTimeMs, e.Recording);
        if (SeizureStandsTwo.Find(judgement, page, e.Authority, e.DocumentNumber, SeizureLifter.Unspecified) is { } row)
        {
            SeizureStandsTwo.CheckRenewable(judgement, page, row, e.DeliveryTimeMs);
            SeizureStandsTwo.CheckUndone(judgement, loaded.Unit, row);
            SeizureLength.Check(
                judgement, SeizureLength.LongestOf(judgement.City, row.Kind, row.Organ), LastDay(judgement.City, page, row), e.Term, e.StatedLast);
        }

        loaded.CheckDesk(judgement, FlowCode.F801);
        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, SeizureActCase<SeizureRenewed> loaded)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        var row = loaded.Rows.First(row => row.DocumentNumber == e.DocumentNumber && (row.Authority == e.Authority || row.HandedTo == e.Authority));
        var longest = SeizureLength.LongestOf(book.City, row.Kind, row.Organ);
        var last = LastDay(book.City, page, row);
        var renewed = row.Clone();
        renewed.Renewals.Add(new SeizureRenewal
        {
            DocumentNumber = e.RenewalDocumentNumber,
            DeliveryTimeMs = e.DeliveryTimeMs,
            Term = SeizureLength.Counted(book.City, longest, last, e.Term),
            StatedLast = SeizureLength.Counted(book.City, longest, last, e.StatedLast),
            RecordingMs = e.Recording.RecordingMs,
            BusinessNumber = e.BusinessNumber,
            Document = e.Act.Document,
            FirstDayCounts = book.City.SeizureFirstDayCounts,
        });
        loaded.Write(book, loaded.Rows.Select(other => ReferenceEquals(other, row) ? renewed : other), e.Act);
    }

    // The term of a renewal begins with the end of what it renews.
    private static Day LastDay(City city, PageView<EncumbrancePage> page, SeizureRow row)
        => SeizureStandsTwo.Last(page, row).AddDays(city.SeizureFirstDayCounts ? 0 : -1);
}
