using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>解封: the authority lifts its seizure; the next in the queue takes its place, unless the whole was disposed of.</summary>
internal sealed class SeizureLiftedFlow()
    : Flow<SeizureLifted, SeizureCase<SeizureLifted>>(DepartmentNames.Registration, new("解封", "lifting of a seizure"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, SeizureLifted e)
    {
        SeizureShape.Check(shape, e.Recording, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        shape.Identifier<CourtDocumentNumber>(SeizureStands.C33, e.LiftDocumentNumber, "lift_document_number");
        shape.Known(e.Outcome, "outcome");
    }

    /// <inheritdoc/>
    protected override SeizureCase<SeizureLifted> Load(SeizureLifted e, Book book)
        => SeizureCase<SeizureLifted>.Load(e, book, e.UnitCode, e.BusinessNumber);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, SeizureCase<SeizureLifted> loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        BusinessNumbersUnused.Check(judgement, [(e.BusinessNumber, loaded.Business, "business_number")]);
        DateOrder.CheckRecording(judgement, e.Recording, [loaded.Unit]);
        if (SeizureStands.Find(judgement, page, e.Authority, e.DocumentNumber) is { } found)
            SeizureStands.CheckLiftable(judgement, page, found, e.Outcome);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, SeizureCase<SeizureLifted> loaded)
    {
        var e = loaded.Event;
        loaded.Write(book, SeizureRows.Lift(loaded.Rows, e, loaded.Today), e.Recording, e.Act.Document);
    }
}
