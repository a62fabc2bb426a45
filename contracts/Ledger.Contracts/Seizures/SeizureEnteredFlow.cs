using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>查封登记, 预查封登记: an authority's notice is entered on a unit or parcel; the first delivered is in force, later ones wait.</summary>
internal sealed class SeizureEnteredFlow()
    : Flow<SeizureEntered, SeizureCase<SeizureEntered>>(DepartmentNames.Registration, new("查封登记", "seizure"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, SeizureEntered e)
    {
        SeizureShape.Check(shape, e.Recording, e.UnitCode, e.BusinessNumber, e.Authority, e.DocumentNumber);
        shape.Known(e.Kind, "kind");
        shape.Instant(e.DeliveryTimeMs, "delivery_time_ms");
        shape.SeizureTermValue(e.Term, "term");
    }

    /// <inheritdoc/>
    protected override SeizureCase<SeizureEntered> Load(SeizureEntered e, Book book)
        => SeizureCase<SeizureEntered>.Load(e, book, e.UnitCode, e.BusinessNumber);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, SeizureCase<SeizureEntered> loaded, Signer signer)
    {
        var (e, page) = (loaded.Event, loaded.Unit.Encumbrances);
        BusinessNumbersUnused.Check(judgement, [(e.BusinessNumber, loaded.Business, "business_number")]);
        UnitIsFinal.Check(judgement, e.UnitCode, "unit_code");
        SeizureStands.CheckAbsent(judgement, page, e.Authority, e.DocumentNumber);
        SeizureTermLimit.Check(judgement, e.Term, "term");
        SeizureTermLimit.CheckNotOver(judgement, e, page);
        DeliveryTime.Check(judgement, e);
        DateOrder.CheckRecording(judgement, e.Recording, [loaded.Unit]);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, SeizureCase<SeizureEntered> loaded)
    {
        var e = loaded.Event;
        var row = new SeizureRow
        {
            Kind = e.Kind,
            Authority = e.Authority,
            DocumentNumber = e.DocumentNumber,
            DeliveryTimeMs = e.DeliveryTimeMs,
            Term = e.Term,
            RecordingDate = e.Recording.RecordingDate,
            Document = e.Act.Document,
            BusinessNumber = e.BusinessNumber,
        };
        loaded.Write(book, SeizureRows.Enter(loaded.Rows, row, loaded.Today), e.Recording, e.Act.Document);
    }
}
