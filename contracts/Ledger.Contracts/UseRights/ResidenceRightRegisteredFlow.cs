using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>居住权首次登记、变更: the owners let somebody live in the unit, for a term or for life.</summary>
internal sealed class ResidenceRightRegisteredFlow()
    : BookFlow<ResidenceRightRegistered, ResidenceCase>(new("居住权登记", "registration of a right of residence"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F901];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, ResidenceRightRegistered e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        EncumbranceShape.Parties(shape, e.Holders, "holders");
        shape.Known(e.Scope, "scope");
        shape.Known(e.By, "by");
        if (shape.Date(e.From, "from") && e.Until != 0 && shape.Date(e.Until, "until") && e.Until <= e.From)
            shape.Fault(Shape.C69, "until", e.Until, new("晚于起始日的日期", "a day after the start"));
        EncumbranceShape.Proof(shape, e.Proof, e.Replaces);
        shape.Sorted(e.OwnersNotSigning, static (a, b) => a.CompareTo(b), "owners_not_signing", mayBeEmpty: true);
    }

    /// <inheritdoc/>
    protected override ResidenceCase LoadOwn(ResidenceRightRegistered e, Book book) => ResidenceCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(ResidenceCase loaded)
        => [new(FlowCode.F901, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, ResidenceCase loaded, Signer signer)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        judgement.About(e.UnitCode);
        OneLiveTitle.CheckLive(judgement, unit, "unit_code");
        TokenEpoch.Check(judgement, e.Epoch, unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));

        // By will the deceased has disposed: nobody is left to sign.
        if (e.By == ResidenceOrigin.Contract && unit.LiveTitle is { } title)
        {
            CoOwnersConsent.Check(
                judgement,
                unit.Title,
                isWhole: true,
                [.. title.Owners.Select((owner, i) => new Part(owner.Party, owner.Share?.Read(), owner.Group, !e.OwnersNotSigning.Contains((uint)i)))],
                static (label, value) => Labels.InEvent(label, value, "owners_not_signing"));
        }

        if (e.Replaces is { } replaced && UseRightStands.FindResidence(judgement, unit.Encumbrances, replaced, "replaces") is { } known)
            UseRightStands.CheckHolders(judgement, unit.Encumbrances, known, e);
        loaded.Proofs.Check(judgement, e.Recording);
        Restrictions.Check(judgement, loaded.Disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, ResidenceCase loaded)
    {
        var e = loaded.Event;
        var page = EncumbranceDraft.Of(loaded.Disposal.Unit);
        if (loaded.Replaced is { } replaced)
            page.Residences.First(row => row.Proof.Equals(replaced.Proof)).Ended = e.Recording.RecordingDate;
        var right = new ResidenceRow
        {
            Scope = e.Scope,
            From = e.From,
            Until = e.Until,
            Paid = e.Paid,
            By = e.By,
            Proof = e.Proof,
            BusinessNumber = e.BusinessNumber,
            Document = e.Act.Document,
            RecordingMs = e.Recording.RecordingMs,
        };
        right.Holders.AddRange(e.Holders);
        page.Residences.Add(right);
        EncumbranceDraft.Write(book, loaded.Disposal.Unit, page, e.Act, e.Recording);
        loaded.Proofs.Write(book, e.Recording, e.UnitCode);
    }
}
