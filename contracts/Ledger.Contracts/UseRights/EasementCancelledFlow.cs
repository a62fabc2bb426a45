using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>地役权注销: one act ends it on both units.</summary>
internal sealed class EasementCancelledFlow()
    : BookFlow<EasementCancelled, EasementCase<EasementCancelled>>(new("地役权注销", "cancellation of an easement"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F903];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, EasementCancelled e)
    {
        EasementShape.Units(shape, e.Servient, e.Dominant, withHolders: false);
        shape.Certificate(e.Proof, CertificateKind.Proof, legacyAllowed: true, "proof");
        shape.Known(e.Ground, "ground");
    }

    /// <inheritdoc/>
    protected override EasementCase<EasementCancelled> LoadOwn(EasementCancelled e, Book book)
        => new(
            e,
            e.Recording,
            Disposal.Read(book, FlowCode.F903, e.Servient.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber },
            Disposal.Read(book, FlowCode.F903, e.Dominant.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber })
        {
            Proof = book.Certificate(e.Proof),
        };

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(EasementCase<EasementCancelled> loaded) =>
    [
        new(FlowCode.F903, loaded.Event.Servient.UnitCode, loaded.Event.Servient.BusinessNumber, "servient.business_number"),
        new(FlowCode.F903, loaded.Event.Dominant.UnitCode, loaded.Event.Dominant.BusinessNumber, "dominant.business_number"),
    ];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, EasementCase<EasementCancelled> loaded, Signer signer)
    {
        var e = loaded.Event;
        var (servient, dominant) = (loaded.Servient.Unit.Encumbrances, loaded.Dominant.Unit.Encumbrances);
        if (UseRightStands.FindEasement(judgement, servient, e.Proof, e.Dominant.UnitCode, "proof") is { } one
            && UseRightStands.FindEasement(judgement, dominant, e.Proof, e.Servient.UnitCode, "proof") is { } other)
        {
            EasementBothSides.CheckPair(judgement, servient, dominant, one, other);
            if (e.Ground == EasementCancellation.Term)
                UseRightStands.CheckOver(judgement, servient, one.Until, e.Recording.RecordingDate, new("地役权", "easement"));
        }

        Restrictions.Check(judgement, loaded.Servient);
        Restrictions.Check(judgement, loaded.Dominant);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, EasementCase<EasementCancelled> loaded)
    {
        loaded.Write(book, loaded.Event.Act, (page, _, other) => EasementCase.End(page, loaded.Event.Proof, other, loaded.Recording));
        if (!loaded.GoesOn(book, loaded.Event.Proof, loaded.Proof!))
            Proofs.End(book, loaded.Proof!, loaded.Recording);
    }
}
