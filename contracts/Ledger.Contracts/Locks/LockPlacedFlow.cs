using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>锁定: an authority locks a unit or parcel: expropriation, illegal building, demolition, dispute.</summary>
internal sealed class LockPlacedFlow() : BookFlow<LockPlaced, LockAct<LockPlaced>>(new("锁定", "lock"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F920];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, LockPlaced e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.Known(e.Kind, "kind");
        shape.Identifier<CreditCode>(Shape.F04, e.Authority, "authority");
        shape.Identifier<AuthorityDocumentNumber>(SeizureStands.C33, e.DocumentNumber, "document_number");
        if (shape.Date(e.From, "from") && e.Until != 0 && shape.Date(e.Until, "until") && e.Until <= e.From)
            shape.Fault(Shape.C69, "until", e.Until, new("晚于起始日的日期", "a day after the start"));
    }

    /// <inheritdoc/>
    protected override LockAct<LockPlaced> LoadOwn(LockPlaced e, Book book)
        => new(e, e.Recording, Disposal.Read(book, FlowCode.F920, e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber });

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(LockAct<LockPlaced> loaded)
        => [new(FlowCode.F920, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override bool NeedsReview(LockAct<LockPlaced> loaded) => false;

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, LockAct<LockPlaced> loaded, Signer signer)
    {
        judgement.About(loaded.Event.UnitCode);
        LockStands.CheckAbsent(judgement, loaded.Disposal.Unit.Encumbrances, loaded.Event);
        LockStands.CheckTerm(judgement, loaded.Event);
        Restrictions.Check(judgement, loaded.Disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, LockAct<LockPlaced> loaded)
    {
        var e = loaded.Event;
        loaded.Write(book, e.Act, rows => rows.Add(new LockRow
        {
            Kind = e.Kind,
            Authority = e.Authority,
            DocumentNumber = e.DocumentNumber,
            From = e.From,
            Until = e.Until,
            Document = e.Act.Document,
            BusinessNumber = e.BusinessNumber,
            RecordingMs = e.Recording.RecordingMs,
        }));
    }
}
