using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>异议注销: the applicant takes it back, or the suit has ended.</summary>
internal sealed class ObjectionCancelledFlow() : BookFlow<ObjectionCancelled, ObjectionAct<ObjectionCancelled>>(new("异议注销", "cancellation of an objection"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F601];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, ObjectionCancelled e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.PartyValue(e.Applicant, "applicant");
        shape.Identifier<ReasonCode>(e.Ground, "ground");
        shape.Known(e.Cancellation, "cancellation");
    }

    /// <inheritdoc/>
    protected override ObjectionAct<ObjectionCancelled> LoadOwn(ObjectionCancelled e, Book book)
    {
        var loaded = ObjectionAct<ObjectionCancelled>.Load(book, e, e.Act, e.Recording, FlowCode.F601, e.UnitCode, e.Applicant, e.Ground);
        return loaded.Row is { } row ? loaded with { Proof = book.Certificate(row.Proof) } : loaded;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(ObjectionAct<ObjectionCancelled> loaded)
        => [new(FlowCode.F601, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, ObjectionAct<ObjectionCancelled> loaded, Signer signer)
    {
        ObjectionStands.CheckCancellable(judgement, loaded.Known, loaded.Recording.RecordingMs);
        Restrictions.Check(judgement, loaded.Disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, ObjectionAct<ObjectionCancelled> loaded)
    {
        loaded.Write(book, loaded.Event.Act, row => row.Ended = loaded.Recording.RecordingDate);
        Proofs.End(book, loaded.Proof!, loaded.Recording);
    }
}
