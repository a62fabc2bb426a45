using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>续封: the authority prolongs a seizure that is in force, counted from its present end.</summary>
internal sealed class SeizureRenewedFlow()
    : Flow<SeizureRenewed, SeizureCase<SeizureRenewed>>(DepartmentNames.Registration, new("续封", "renewal of a seizure"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, SeizureRenewed e)
    {
        SeizureShape.Check(shape, e.Recording, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        shape.Identifier<CourtDocumentNumber>(e.RenewalDocumentNumber, "renewal_document_number");
        shape.SeizureTermValue(e.Term, "term");
    }

    /// <inheritdoc/>
    protected override SeizureCase<SeizureRenewed> Load(SeizureRenewed e, Book book)
        => SeizureCase<SeizureRenewed>.Load(e, book, e.UnitCode, e.BusinessNumber);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, SeizureCase<SeizureRenewed> loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        BusinessNumbersUnused.Check(judgement, [(e.BusinessNumber, loaded.Business, "business_number")]);
        DateOrder.CheckRecording(judgement, e.Recording, [loaded.Unit]);
        SeizureTermLimit.Check(judgement, e.Term, "term");
        if (SeizureStands.Find(judgement, page, e.Authority, e.DocumentNumber) is { } found)
            SeizureStands.CheckRenewable(judgement, page, found);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, SeizureCase<SeizureRenewed> loaded)
    {
        var e = loaded.Event;
        var active = SeizureQueue.At(loaded.Rows, loaded.Today).Active!.Value;
        var row = active.Row.Clone();
        row.Start = active.Start.Number;
        row.End = SeizureQueue.EndOf(active.End, e.Term).Number;
        row.RecordingDate = e.Recording.RecordingDate;
        row.Document = e.Act.Document;
        row.BusinessNumber = e.BusinessNumber;
        loaded.Write(book, SeizureRows.Renew(loaded.Rows, row, loaded.Today), e.Recording, e.Act.Document);
    }
}
