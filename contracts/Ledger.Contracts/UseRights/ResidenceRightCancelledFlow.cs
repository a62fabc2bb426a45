using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>居住权注销: it was waived, its holder died, a court ended it, or its term is over.</summary>
internal sealed class ResidenceRightCancelledFlow()
    : BookFlow<ResidenceRightCancelled, (ResidenceRightCancelled Event, Disposal Disposal, PageView<CertificatePage> Proof)>(
        new("居住权注销", "cancellation of a right of residence"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F903];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, ResidenceRightCancelled e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.Certificate(e.Proof, CertificateKind.Proof, legacyAllowed: true, "proof");
        shape.Known(e.Ground, "ground");
    }

    /// <inheritdoc/>
    protected override (ResidenceRightCancelled Event, Disposal Disposal, PageView<CertificatePage> Proof) LoadOwn(ResidenceRightCancelled e, Book book)
        => (e, Disposal.Read(book, FlowCode.F903, e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber }, book.Certificate(e.Proof));

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf((ResidenceRightCancelled Event, Disposal Disposal, PageView<CertificatePage> Proof) loaded)
        => [new(FlowCode.F903, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview((ResidenceRightCancelled Event, Disposal Disposal, PageView<CertificatePage> Proof) loaded)
        => loaded.Event.Ground != ResidenceCancellation.Term;

    /// <inheritdoc/>
    protected override void JudgeOwn(
        Judgement judgement, (ResidenceRightCancelled Event, Disposal Disposal, PageView<CertificatePage> Proof) loaded, Signer signer)
    {
        var (e, disposal, _) = loaded;
        var page = disposal.Unit.Encumbrances;
        judgement.About(e.UnitCode);
        if (UseRightStands.FindResidence(judgement, page, e.Proof, "proof") is { } row && e.Ground == ResidenceCancellation.Term)
            UseRightStands.CheckOver(judgement, page, row.Until, e.Recording.RecordingDate, new("居住权", "right of residence"));
        Restrictions.Check(judgement, disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, (ResidenceRightCancelled Event, Disposal Disposal, PageView<CertificatePage> Proof) loaded)
    {
        var (e, disposal, proof) = loaded;
        var page = EncumbranceDraft.Of(disposal.Unit);
        page.Residences.First(row => row.Proof.Equals(e.Proof) && row.Ended == 0).Ended = e.Recording.RecordingDate;
        EncumbranceDraft.Write(book, disposal.Unit, page, e.Act, e.Recording);
        Proofs.End(book, proof, e.Recording);
    }
}
