using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>预告登记: what a buyer or a bank was promised is kept for it until it can be registered.</summary>
internal sealed class AdvanceNoticeEnteredFlow() : BookFlow<AdvanceNoticeEntered, NoticeCase>(new("预告登记", "advance notice"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F700, FlowCode.F701, FlowCode.F702, FlowCode.F703];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, AdvanceNoticeEntered e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.Known(e.Kind, "kind");
        EncumbranceShape.Parties(shape, e.Obligors, "obligors");
        EncumbranceShape.Parties(shape, e.Beneficiaries, "beneficiaries");
        shape.Amount(e.AmountFen, "amount_fen");
        EncumbranceShape.OptionalDate(shape, e.RegistrableSince, "registrable_since");
        EncumbranceShape.Proof(shape, e.Proof, e.Replaces);
        var ofMortgage = e.Kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage;
        if (ofMortgage)
            shape.Mortgage(e.Mortgage, "mortgage");
        else if (e.Mortgage is not null)
            shape.Fault(Shape.C69, "mortgage", "stated", new("仅抵押权预告登记填写", "nothing: only a notice of mortgage names one"));
        if ((e.Basis.Length > 0 || e.Kind != AdvanceNoticeKind.OtherMortgage) && !OfficeNumber.TryParse(e.Basis, out _, out _))
            shape.Identifier<ContractNumber>(e.Basis, "basis");
    }

    /// <inheritdoc/>
    protected override NoticeCase LoadOwn(AdvanceNoticeEntered e, Book book) => NoticeCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(NoticeCase loaded)
        => [new(loaded.Flow, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, NoticeCase loaded, Signer signer)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        judgement.About(e.UnitCode);
        TokenEpoch.Check(judgement, e.Epoch, unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));
        NoticeStands.CheckEnterable(judgement, loaded);
        if (loaded.IsOfMortgage)
        {
            MortgageeSigns.CheckLender(judgement, e.Mortgage, loaded.Mortgagee!);
            NoticeAgrees.CheckMortgage(judgement, loaded);
        }
        else if (loaded.Basis is { Exists: true })
        {
            NoticeAgrees.CheckSale(judgement, loaded);
        }

        DateOrder.Check(
            judgement,
            DatedFact.Stated(new("可登记之日", "registrable since"), e.RegistrableSince, "registrable_since"),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        loaded.Proofs.Check(judgement, e.Recording);
        Restrictions.Check(judgement, loaded.Disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, NoticeCase loaded)
    {
        var e = loaded.Event;
        var page = EncumbranceDraft.Of(loaded.Disposal.Unit);
        var row = new AdvanceNoticeRow
        {
            Kind = e.Kind,
            Proof = e.Proof,
            Basis = e.Basis,
            Mortgage = e.Mortgage,
            AmountFen = e.AmountFen,
            Restricted = e.Restricted,
            RegistrableSince = e.RegistrableSince,
            Lapses = loaded.Lapses,
            RecordingMs = e.Recording.RecordingMs,
            BusinessNumber = e.BusinessNumber,
            Document = e.Act.Document,
        };
        row.Beneficiaries.AddRange(e.Beneficiaries);
        row.Obligors.AddRange(e.Obligors);
        if (loaded.Replaced is { } replaced)
        {
            // A change keeps the rank of what it changes, unless it is for more.
            if (e.AmountFen <= replaced.AmountFen)
                row.RecordingMs = replaced.RecordingMs;
            page.Notices.First(known => known.Proof.Equals(replaced.Proof)).Ended = e.Recording.RecordingDate;
        }

        page.Notices.Add(row);
        page.Epoch = page.Epoch == 0 ? e.Epoch : page.Epoch;
        EncumbranceDraft.Write(book, loaded.Disposal.Unit, page, e.Act, e.Recording);
        loaded.Proofs.Write(book, e.Recording, e.UnitCode);
        if (loaded.House is { } house)
            HouseStands.Mark(book, house, HouseState.Noticed);
    }
}
