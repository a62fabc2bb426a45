using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>解锁: the authority removes its lock.</summary>
internal sealed class LockRemovedFlow() : BookFlow<LockRemoved, LockAct<LockRemoved>>(new("解锁", "removal of a lock"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F920];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, LockRemoved e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.Identifier<CreditCode>(Shape.F04, e.Authority, "authority");
        shape.Identifier<AuthorityDocumentNumber>(e.DocumentNumber, "document_number");
        shape.Identifier<AuthorityDocumentNumber>(SeizureStands.C33, e.ReleaseDocumentNumber, "release_document_number");
        shape.Date(e.Date, "date");
    }

    /// <inheritdoc/>
    protected override LockAct<LockRemoved> LoadOwn(LockRemoved e, Book book)
        => new(e, e.Recording, Disposal.Read(book, FlowCode.F920, e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber });

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(LockAct<LockRemoved> loaded)
        => [new(FlowCode.F920, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview(LockAct<LockRemoved> loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, LockAct<LockRemoved> loaded, Signer signer)
    {
        judgement.About(loaded.Event.UnitCode);
        DateOrder.Check(
            judgement,
            DatedFact.Stated(new("解锁日期", "day of the removal"), loaded.Event.Date, "date"),
            DatedFact.Stated(new("登簿日期", "recording date"), loaded.Recording.RecordingDate, "recording.recording_date"));
        _ = LockStands.Find(judgement, loaded.Disposal.Unit.Encumbrances, loaded.Event);
        Restrictions.Check(judgement, loaded.Disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, LockAct<LockRemoved> loaded)
        => loaded.Write(
            book,
            loaded.Event.Act,
            rows => rows.First(row => row.DocumentNumber == loaded.Event.DocumentNumber).Ended = loaded.Recording.RecordingDate);
}
