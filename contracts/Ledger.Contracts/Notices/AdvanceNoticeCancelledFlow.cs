using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>预告注销: a notice ends, or one that lapsed is tidied away.</summary>
internal sealed class AdvanceNoticeCancelledFlow() : BookFlow<AdvanceNoticeCancelled, NoticeCancellation>(new("预告注销", "cancellation of an advance notice"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F704];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, AdvanceNoticeCancelled e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.Certificate(e.Proof, CertificateKind.Proof, legacyAllowed: true, "proof");
        shape.Known(e.Ground, "ground");
    }

    /// <inheritdoc/>
    protected override NoticeCancellation LoadOwn(AdvanceNoticeCancelled e, Book book) => NoticeCancellation.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(NoticeCancellation loaded)
        => [new(FlowCode.F704, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, NoticeCancellation loaded, Signer signer)
    {
        var (e, disposal) = (loaded.Event, loaded.Disposal);
        judgement.About(e.UnitCode);
        var page = disposal.Unit.Encumbrances;
        if (NoticeStands.Find(judgement, page, e.Proof) is { } row)
        {
            NoticeStands.CheckGround(judgement, page, row, e.Ground, disposal.Cases);
            NoticeStands.CheckReleased(judgement, row, e.Ground, loaded.Mortgage);
            NoticeAgrees.CheckNothingRests(judgement, page, row, e.Recording.RecordingMs);
        }

        Restrictions.Check(judgement, disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, NoticeCancellation loaded)
    {
        var e = loaded.Event;
        var page = EncumbranceDraft.Of(loaded.Disposal.Unit);
        page.Notices.First(row => row.Proof.Equals(e.Proof) && row.Ended == 0).Ended = e.Recording.RecordingDate;
        EncumbranceDraft.Write(book, loaded.Disposal.Unit, page, e.Act, e.Recording);
        Proofs.End(book, loaded.Proof, e.Recording);
        if (loaded.Mortgage is { Body: { State: MortgageState.ReleaseInstructed, RecordingDate: 0 } released } mortgage)
            EndMortgage(book, mortgage.Key, released.Clone(), e);
        if (loaded.House is { Body.State: HouseState.Noticed } house)
            HouseStands.Mark(book, house, HouseState.Filed);
    }

    // What was only noticed and is released has nothing left in the book.
    private static void EndMortgage(Book book, string key, MortgagePage page, AdvanceNoticeCancelled e)
    {
        (page.State, page.CancelledDate, page.Document) = (MortgageState.Cancelled, e.Recording.RecordingDate, e.Act.Document);
        book.Write(key, page);
    }
}
