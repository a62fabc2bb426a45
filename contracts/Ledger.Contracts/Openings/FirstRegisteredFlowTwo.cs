using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>首次登记 of profile 2: a unit is opened with all that the book says of land and building, on land of the same holder.</summary>
internal sealed class FirstRegisteredFlowTwo()
    : BookFlow<FirstRegistered, (FirstRegistered Event, FirstRegistration Unit, Basis? Judgment)>(new("首次登记", "first registration"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F101, FlowCode.F102, FlowCode.F103];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, FirstRegistered e)
    {
        OpeningShape.Check(shape, e.Opening, legacyCertificates: false);
        if (e.Opening is not null)
            OpeningShape.CheckBook(shape, e.Opening, "opening");
        shape.Known(e.Basis, "basis", zeroIsUnspecified: false);
        if (e.PermitNumber.Length > 0)
            shape.Identifier<PermitNumber>(e.PermitNumber, "permit_number");
        if (e.Basis == FirstBasis.Court)
            shape.Identifier<OfficeNumber>(e.Instrument, "instrument");
        else if (e.Instrument.Length > 0)
            shape.Fault(Shape.C69, "instrument", e.Instrument, new("空：只有裁判登记有原因文件", "nothing: only a judgment is stated by an instrument"));
    }

    /// <inheritdoc/>
    protected override (FirstRegistered Event, FirstRegistration Unit, Basis? Judgment) LoadOwn(FirstRegistered e, Book book)
    {
        var unit = FirstRegistration.Load(book, e.Act, e.Recording, e.Opening, e.Basis, "opening") with
        {
            Permit = FirstRegistration.PermitOf(book, e.PermitNumber),
        };
        return (e, unit, e.Basis == FirstBasis.Court ? Basis.Read(book, e.Instrument) : null);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf((FirstRegistered Event, FirstRegistration Unit, Basis? Judgment) loaded) => [loaded.Unit.Act];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, (FirstRegistered Event, FirstRegistration Unit, Basis? Judgment) loaded, Signer signer)
    {
        loaded.Unit.Check(judgement);
        if (loaded.Judgment is { } judgment)
            CourtOpening.Check(judgement, loaded.Event, judgment, loaded.Unit.Case);
        CertificatesUnique.CheckNew(judgement, BuildingCertificate.NotShared(judgement, [loaded.Unit]));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, (FirstRegistered Event, FirstRegistration Unit, Basis? Judgment) loaded)
    {
        var construction = new FinishedConstruction(book.City, [loaded.Unit.Disposal]);
        loaded.Unit.Write(book, construction);
        construction.Write(book, loaded.Event.Act, loaded.Event.Recording);
        loaded.Unit.Buildings?.Write(book);
        RegisteredRows.Write(book, [loaded.Unit]);
        loaded.Judgment?.WriteRegistered(book, loaded.Event.Act, loaded.Event.Recording);
    }
}
