using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>地役权首次登记、变更: one act writes both units.</summary>
internal sealed class EasementRegisteredFlow()
    : BookFlow<EasementRegistered, EasementCase<EasementRegistered>>(new("地役权登记", "registration of an easement"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F902];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, EasementRegistered e)
    {
        EasementShape.Units(shape, e.Servient, e.Dominant, withHolders: true);
        shape.Identifier<ReasonCode>(e.Purpose, "purpose");
        if (shape.Date(e.From, "from") & shape.Date(e.Until, "until") && e.Until <= e.From)
            shape.Fault(Shape.C69, "until", e.Until, new("晚于起始日的日期", "a day after the start"));
        EncumbranceShape.Proof(shape, e.Proof, e.Replaces);
    }

    /// <inheritdoc/>
    protected override EasementCase<EasementRegistered> LoadOwn(EasementRegistered e, Book book)
        => new(
            e,
            e.Recording,
            Disposal.Read(book, FlowCode.F902, e.Servient.UnitCode, e.Act) with
            {
                Givers = e.Servient.Holders,
                Case = e.Recording.AcceptanceNumber,
                Replaces = e.Replaces,
            },
            Disposal.Read(book, FlowCode.F902, e.Dominant.UnitCode, e.Act) with { Takers = e.Dominant.Holders, Case = e.Recording.AcceptanceNumber })
        {
            Proofs = Proofs.Load(book, e.Proof, e.Replaces),
        };

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(EasementCase<EasementRegistered> loaded) =>
    [
        new(FlowCode.F902, loaded.Event.Servient.UnitCode, loaded.Event.Servient.BusinessNumber, "servient.business_number"),
        new(FlowCode.F902, loaded.Event.Dominant.UnitCode, loaded.Event.Dominant.BusinessNumber, "dominant.business_number"),
    ];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, EasementCase<EasementRegistered> loaded, Signer signer)
    {
        var (e, servient, dominant) = (loaded.Event, loaded.Servient, loaded.Dominant);
        OneLiveTitle.CheckLive(judgement, servient.Unit, "servient.unit_code");
        OneLiveTitle.CheckLive(judgement, dominant.Unit, "dominant.unit_code");
        TokenEpoch.Check(judgement, e.Servient.Epoch, servient.Unit.Title, static (label, value) => Labels.InEvent(label, value, "servient.epoch"));
        TokenEpoch.Check(judgement, e.Dominant.Epoch, dominant.Unit.Title, static (label, value) => Labels.InEvent(label, value, "dominant.epoch"));
        judgement.About(e.Servient.UnitCode);
        EasementBothSides.CheckHolders(judgement, servient, e.Servient.Holders, "servient.holders");
        EasementBothSides.CheckTerm(judgement, servient, e.Until);
        judgement.About(e.Dominant.UnitCode);
        EasementBothSides.CheckHolders(judgement, dominant, e.Dominant.Holders, "dominant.holders");
        EasementBothSides.CheckTerm(judgement, dominant, e.Until);
        judgement.About("");
        if (e.Replaces is { } replaced
            && UseRightStands.FindEasement(judgement, servient.Unit.Encumbrances, replaced, e.Dominant.UnitCode, "replaces") is { } one
            && UseRightStands.FindEasement(judgement, dominant.Unit.Encumbrances, replaced, e.Servient.UnitCode, "replaces") is { } other)
        {
            EasementBothSides.CheckPair(judgement, servient.Unit.Encumbrances, dominant.Unit.Encumbrances, one, other);
        }

        loaded.Proofs!.Check(judgement, e.Recording);
        Restrictions.Check(judgement, servient);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, EasementCase<EasementRegistered> loaded)
    {
        var e = loaded.Event;
        loaded.Write(book, e.Act, (page, side, other) =>
        {
            EasementCase.End(page, e.Replaces, other, e.Recording);
            page.Easements.Add(new EasementRow
            {
                Side = side,
                OtherUnit = other,
                Purpose = e.Purpose,
                From = e.From,
                Until = e.Until,
                Proof = e.Proof,
                BusinessNumber = side == EasementSide.Servient ? e.Servient.BusinessNumber : e.Dominant.BusinessNumber,
                Document = e.Act.Document,
                RecordingMs = e.Recording.RecordingMs,
            });
        });
        var proofs = loaded.Proofs!;
        if (proofs.Replaced is { } replaced && loaded.GoesOn(book, e.Replaces, replaced))
            proofs = proofs with { Replaced = null };
        proofs.Write(book, e.Recording, [.. new[] { e.Servient.UnitCode, e.Dominant.UnitCode }.Order(StringComparer.Ordinal)]);
    }
}
