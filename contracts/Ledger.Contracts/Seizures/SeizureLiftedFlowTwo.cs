using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>解封 of profile 2: the seizure ends with the day its lift was delivered, and the next takes its place.</summary>
internal sealed class SeizureLiftedFlowTwo() : BookFlow<SeizureLifted, SeizureActCase<SeizureLifted>>(new("解封", "lifting of a seizure"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F802];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, SeizureLifted e)
    {
        SeizureShapeTwo.Check(shape, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        shape.Identifier<AuthorityDocumentNumber>(SeizureStands.C33, e.LiftDocumentNumber, "lift_document_number");
        shape.Known(e.Outcome, "outcome");
        shape.Known(e.By, "by");
        shape.Instant(e.DeliveryTimeMs, "delivery_time_ms");
    }

    /// <inheritdoc/>
    protected override SeizureActCase<SeizureLifted> LoadOwn(SeizureLifted e, Book book)
    {
        var loaded = SeizureActCase<SeizureLifted>.Load(e, e.Recording, book, e.UnitCode);
        return loaded.Unit.Title is { Body: { } title } view && book.IsOfThisEnvelope(view) && book.Business(title.BusinessNumber).Body is { } business
            ? loaded with { TitleCase = book.Case(business.AcceptanceNumber) }
            : loaded;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(SeizureActCase<SeizureLifted> loaded)
        => [new(FlowCode.F802, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview(SeizureActCase<SeizureLifted> loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, SeizureActCase<SeizureLifted> loaded, Signer signer)
    {
        var e = loaded.Event;
        judgement.About(e.UnitCode);
        DeliveryTime.Check(judgement, e.DeliveryTimeMs, e.Recording);
        if (SeizureStandsTwo.Find(judgement, loaded.Unit.Encumbrances, e.Authority, e.DocumentNumber, e.By) is { } row)
            SeizureStandsTwo.CheckLiftable(judgement, loaded, row);
        loaded.CheckDesk(judgement, FlowCode.F802);
        judgement.About("");
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, SeizureActCase<SeizureLifted> loaded)
    {
        var e = loaded.Event;
        var row = loaded.Rows.First(row => row.DocumentNumber == e.DocumentNumber && e.By switch
        {
            SeizureLifter.Same => row.Authority == e.Authority,
            SeizureLifter.HandedOver => row.HandedTo == e.Authority,
            _ => true,
        });
        loaded.Write(book, SeizureRowsTwo.Lift(loaded.Rows, row, e.Outcome, Day.At(e.DeliveryTimeMs)), e.Act);
    }
}
