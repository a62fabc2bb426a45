using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>异议登记: who is interested objects to the book after its holder refused a correction.</summary>
internal sealed class ObjectionEnteredFlow() : BookFlow<ObjectionEntered, ObjectionAct<ObjectionEntered>>(new("异议登记", "objection"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F600];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, ObjectionEntered e)
    {
        EncumbranceShape.Unit(shape, e.UnitCode, e.BusinessNumber);
        shape.PartyValue(e.Applicant, "applicant");
        shape.Identifier<ReasonCode>(e.Ground, "ground");
        shape.Date(e.Date, "date");
        EncumbranceShape.Proof(shape, e.Proof, null);
    }

    /// <inheritdoc/>
    protected override ObjectionAct<ObjectionEntered> LoadOwn(ObjectionEntered e, Book book)
    {
        var loaded = ObjectionAct<ObjectionEntered>.Load(book, e, e.Act, e.Recording, FlowCode.F600, e.UnitCode, e.Applicant, e.Ground);
        return loaded with
        {
            Disposal = loaded.Disposal with { Takers = [e.Applicant], Case = e.Recording.AcceptanceNumber },
            Proof = book.Certificate(e.Proof),
        };
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(ObjectionAct<ObjectionEntered> loaded)
        => [new(FlowCode.F600, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, ObjectionAct<ObjectionEntered> loaded, Signer signer)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        OneLiveTitle.CheckLive(judgement, unit, "unit_code");
        TokenEpoch.Check(judgement, e.Epoch, unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));
        DateOrder.Check(
            judgement,
            DatedFact.Stated(new("申请日期", "day of application"), e.Date, "date"),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        ObjectionStands.CheckNew(judgement, loaded.Known, e.Recording.RecordingMs);
        CertificateYear.Check(judgement, e.Proof, e.Recording.RecordingDate, "proof");
        CertificatesUnique.CheckNew(judgement, [(loaded.Proof!, e.Proof, "proof")]);
        Restrictions.Check(judgement, loaded.Disposal);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, ObjectionAct<ObjectionEntered> loaded)
    {
        var e = loaded.Event;
        var lapses = LapseDay.After(book, Day.FromNumber(e.Recording.RecordingDate), book.City.ObjectionDays).Number;
        var page = EncumbranceDraft.Of(loaded.Disposal.Unit);
        var row = new ObjectionRow
        {
            Applicant = e.Applicant,
            Ground = e.Ground,
            Proof = e.Proof,
            Entered = e.Recording.RecordingDate,
            Lapses = lapses,
            BusinessNumber = e.BusinessNumber,
            Document = e.Act.Document,
            RecordingMs = e.Recording.RecordingMs,
        };
        page.Objections.Add(row);
        EncumbranceDraft.Write(book, loaded.Disposal.Unit, page, e.Act, e.Recording);
        book.Write(loaded.Page.Key, ObjectionPages.Of(e.UnitCode, row));
        CertificatePages.Issue(book, loaded.Proof!, e.Recording, CertificateKind.Proof, e.UnitCode);
    }
}
