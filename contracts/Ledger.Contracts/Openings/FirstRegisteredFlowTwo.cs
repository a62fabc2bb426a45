using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>首次登记 of profile 2: a unit is opened with all that the book says of land and building, on land of the same holder.</summary>
internal sealed class FirstRegisteredFlowTwo()
    : BookFlow<FirstRegistered, (FirstRegistered Event, FirstRegistration Unit)>(new("首次登记", "first registration"))
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
        if (e.Basis == FirstBasis.Court || (e.Basis == FirstBasis.LandGrant && e.Instrument.Length > 0))
            shape.Identifier<OfficeNumber>(e.Instrument, "instrument");
        else if (e.Instrument.Length > 0)
            shape.Fault(Shape.C69, "instrument", e.Instrument, new("空：只有裁判和出让有原因文件", "nothing: only a judgment and a grant are stated by an instrument"));
    }

    /// <inheritdoc/>
    protected override (FirstRegistered Event, FirstRegistration Unit) LoadOwn(FirstRegistered e, Book book)
    {
        var unit = FirstRegistration.Load(book, e.Act, e.Recording, e.Opening, e.Basis, "opening") with
        {
            Permit = FirstRegistration.PermitOf(book, e.PermitNumber),
            Instrument = e.Instrument.Length > 0 ? (Basis.Read(book, e.Instrument), book.Tax(e.Instrument)) : null,
        };
        return (e, unit);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf((FirstRegistered Event, FirstRegistration Unit) loaded) => [loaded.Unit.Act];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, (FirstRegistered Event, FirstRegistration Unit) loaded, Signer signer)
    {
        loaded.Unit.Check(judgement);
        if (loaded.Unit.Instrument is { } instrument)
            OpeningInstrument.Check(judgement, loaded.Event, instrument.Basis, loaded.Unit.Case);
        LandTaxes.Check(judgement, loaded.Event, loaded.Unit.Disposal.Flow, loaded.Unit.Instrument?.Basis, loaded.Unit.Instrument?.Tax);
        CertificatesUnique.CheckNew(judgement, BuildingCertificate.NotShared(judgement, [loaded.Unit]));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, (FirstRegistered Event, FirstRegistration Unit) loaded)
    {
        var construction = new FinishedConstruction(book.City, [loaded.Unit.Disposal]);
        loaded.Unit.Write(book, construction);
        construction.Write(book, loaded.Event.Act, loaded.Event.Recording);
        loaded.Unit.Buildings?.Write(book);
        RegisteredRows.Write(book, [loaded.Unit]);
        loaded.Unit.Instrument?.Basis.WriteRegistered(book, loaded.Event.Act, loaded.Event.Recording);
    }
}
