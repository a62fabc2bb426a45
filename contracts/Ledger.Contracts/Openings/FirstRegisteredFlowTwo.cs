using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>首次登记 of profile 2.</summary>
internal sealed class FirstRegisteredFlowTwo() : BookFlow<FirstRegistered, OpeningCase>(new("首次登记", "first registration"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F101, FlowCode.F102, FlowCode.F103];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, FirstRegistered e) => OpeningShape.Check(shape, e.Opening, legacyCertificates: false);

    /// <inheritdoc/>
    protected override OpeningCase LoadOwn(FirstRegistered e, Book book)
        => OpeningCase.Load(book, e.Recording, e.Opening, e.Act.Document, Origin.FirstRegistration, e.Recording.RecordingDate);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(OpeningCase loaded)
        => [new(FlowOf(loaded.Opening), loaded.Opening.UnitCode, loaded.Opening.BusinessNumber, "opening.business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, OpeningCase loaded, Signer signer)
    {
        var opening = loaded.Opening;
        UnitIsFinal.Check(judgement, opening.UnitCode, "opening.unit_code");
        OneLiveTitle.CheckAbsent(judgement, loaded.Unit, "opening.unit_code");
        SharesSumToOne.CheckTitle(judgement, opening.CoOwnership, opening.Owners, "opening.owners");
        foreach (var (_, id, path) in loaded.Certificates)
            CertificateYear.Check(judgement, id, loaded.Recording.RecordingDate, path);
        CertificatesUnique.CheckNew(judgement, loaded.Certificates);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, OpeningCase loaded)
        => book.Write(loaded.Unit.Encumbrances.Key, loaded.Write(book));

    private static FlowCode FlowOf(Opening opening)
    {
        var code = UnitCode.Parse(opening.UnitCode);
        return code.IsParcel ? FlowCode.F101 : FlowCode.F102;
    }
}
