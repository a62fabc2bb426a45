using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>首次登记: opens a unit in the book. From here on its encumbrances are completely known.</summary>
internal sealed class FirstRegisteredFlow()
    : Flow<FirstRegistered, OpeningCase>(DepartmentNames.Registration, new("首次登记", "first registration"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, FirstRegistered e)
    {
        shape.RecordingValue(e.Recording);
        OpeningShape.Check(shape, e.Opening, legacyCertificates: false);
    }

    /// <inheritdoc/>
    protected override OpeningCase Load(FirstRegistered e, Book book)
        => OpeningCase.Load(book, e.Recording, e.Opening, e.Act.Document, Origin.FirstRegistration, e.Recording.RecordingDate);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, OpeningCase loaded, Signer signer)
    {
        var opening = loaded.Opening;
        BusinessNumbersUnused.Check(judgement, loaded.Business);
        UnitIsFinal.Check(judgement, opening.UnitCode, "opening.unit_code");
        OneLiveTitle.CheckAbsent(judgement, loaded.Unit, "opening.unit_code");
        Restraints.Check(judgement, loaded.Unit);
        SharesSumToOne.CheckTitle(judgement, opening.CoOwnership, opening.Owners, "opening.owners");
        foreach (var (_, id, path) in loaded.Certificates)
            CertificateYear.Check(judgement, id, loaded.Recording.RecordingDate, path);
        CertificatesUnique.CheckNew(judgement, loaded.Certificates);
        DateOrder.CheckRecording(judgement, loaded.Recording, [loaded.Unit]);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, OpeningCase loaded)
        => book.Write(loaded.Unit.Encumbrances.Key, loaded.Write(book));
}
