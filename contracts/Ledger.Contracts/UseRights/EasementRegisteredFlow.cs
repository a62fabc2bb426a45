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
        EasementShape.Units(shape, e.ServientUnit, e.ServientBusinessNumber, e.DominantUnit, e.DominantBusinessNumber);
        shape.Identifier<ReasonCode>(e.Purpose, "purpose");
        if (shape.Date(e.From, "from") & shape.Date(e.Until, "until") && e.Until <= e.From)
            shape.Fault(Shape.C69, "until", e.Until, new("晚于起始日的日期", "a day after the start"));
        EncumbranceShape.Parties(shape, e.Grantors, "grantors");
        EncumbranceShape.Parties(shape, e.Beneficiaries, "beneficiaries");
        EncumbranceShape.Proof(shape, e.Proof, e.Replaces);
    }

    /// <inheritdoc/>
    protected override EasementCase<EasementRegistered> LoadOwn(EasementRegistered e, Book book)
        => new(
            e,
            e.Recording,
            Disposal.Read(book, FlowCode.F902, e.ServientUnit, e.Act) with
            {
                Givers = e.Grantors,
                Case = e.Recording.AcceptanceNumber,
                Replaces = e.Replaces,
            },
            Disposal.Read(book, FlowCode.F902, e.DominantUnit, e.Act) with { Takers = e.Beneficiaries, Case = e.Recording.AcceptanceNumber })
        {
            Proofs = Proofs.Load(book, e.Proof, e.Replaces),
        };

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(EasementCase<EasementRegistered> loaded) =>
    [
        new(FlowCode.F902, loaded.Event.ServientUnit, loaded.Event.ServientBusinessNumber, "servient_business_number"),
        new(FlowCode.F902, loaded.Event.DominantUnit, loaded.Event.DominantBusinessNumber, "dominant_business_number"),
    ];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, EasementCase<EasementRegistered> loaded, Signer signer)
    {
        var (e, servient, dominant) = (loaded.Event, loaded.Servient, loaded.Dominant);
        OneLiveTitle.CheckLive(judgement, servient.Unit, "servient_unit");
        OneLiveTitle.CheckLive(judgement, dominant.Unit, "dominant_unit");
        TokenEpoch.Check(judgement, e.ServientEpoch, servient.Unit.Title, static (label, value) => Labels.InEvent(label, value, "servient_epoch"));
        TokenEpoch.Check(judgement, e.DominantEpoch, dominant.Unit.Title, static (label, value) => Labels.InEvent(label, value, "dominant_epoch"));
        judgement.About(e.ServientUnit);
        EasementBothSides.CheckHolders(judgement, servient, e.Grantors, "grantors");
        EasementBothSides.CheckTerm(judgement, servient, e.Until);
        judgement.About(e.DominantUnit);
        EasementBothSides.CheckHolders(judgement, dominant, e.Beneficiaries, "beneficiaries");
        EasementBothSides.CheckTerm(judgement, dominant, e.Until);
        judgement.About("");
        if (e.Replaces is { } replaced
            && UseRightStands.FindEasement(judgement, servient.Unit.Encumbrances, replaced, "replaces") is { } one
            && UseRightStands.FindEasement(judgement, dominant.Unit.Encumbrances, replaced, "replaces") is { } other)
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
            foreach (var row in page.Easements.Where(row => row.Ended == 0 && row.Proof.Equals(e.Replaces)))
                row.Ended = e.Recording.RecordingDate;
            page.Easements.Add(new EasementRow
            {
                Side = side,
                OtherUnit = other,
                Purpose = e.Purpose,
                From = e.From,
                Until = e.Until,
                Proof = e.Proof,
                BusinessNumber = side == EasementSide.Servient ? e.ServientBusinessNumber : e.DominantBusinessNumber,
                Document = e.Act.Document,
                RecordingMs = e.Recording.RecordingMs,
            });
        });
        loaded.Proofs!.Write(book, e.Recording, [.. new[] { e.ServientUnit, e.DominantUnit }.Order(StringComparer.Ordinal)]);
    }
}
