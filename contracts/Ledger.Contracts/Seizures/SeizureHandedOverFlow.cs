using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>移送处置权: another authority disposes of the unit; the seizure keeps its place and its term.</summary>
internal sealed class SeizureHandedOverFlow() : BookFlow<SeizureHandedOver, SeizureActCase<SeizureHandedOver>>(new("移送处置权", "hand-over of a seizure"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F803];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, SeizureHandedOver e)
    {
        SeizureShapeTwo.Check(shape, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        shape.Identifier<CreditCode>(Shape.F04, e.ToAuthority, "to_authority");
        shape.Identifier<AuthorityDocumentNumber>(SeizureStands.C33, e.HandOverDocumentNumber, "hand_over_document_number");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override SeizureActCase<SeizureHandedOver> LoadOwn(SeizureHandedOver e, Book book)
        => SeizureActCase<SeizureHandedOver>.Load(e, e.Recording, book, e.UnitCode);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(SeizureActCase<SeizureHandedOver> loaded)
        => [new(FlowCode.F803, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview(SeizureActCase<SeizureHandedOver> loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, SeizureActCase<SeizureHandedOver> loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        judgement.About(e.UnitCode);
        DateOrder.Check(
            judgement,
            DatedFact.Stated(new("移送日期", "day of the hand-over"), e.Date, "date"),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        if (SeizureStandsTwo.Find(judgement, page, e.Authority, e.DocumentNumber, SeizureLifter.Unspecified) is { } row)
            SeizureStandsTwo.CheckInForce(judgement, page, row, e.Recording.RecordingMs);
        loaded.CheckDesk(judgement, FlowCode.F803);
        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, SeizureActCase<SeizureHandedOver> loaded)
    {
        var e = loaded.Event;
        var row = loaded.Rows.First(row => row.DocumentNumber == e.DocumentNumber && (row.Authority == e.Authority || row.HandedTo == e.Authority));
        var handed = row.Clone();
        handed.HandedTo = e.ToAuthority;
        loaded.Write(book, loaded.Rows.Select(other => ReferenceEquals(other, row) ? handed : other), e.Act);
    }
}
