using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>换证、补证: a certificate is replaced, the title stays as it is, with all that stands on it.</summary>
internal sealed class CertificateReissuedFlow() : BookFlow<CertificateReissued, ReissueCase>(new("换证、补证", "replacement of a certificate"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F910];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, CertificateReissued e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        shape.Identifier<BusinessNumber>(e.BusinessNumber, "business_number");
        shape.PartyValue(e.Holder, "holder");
        shape.Certificate(e.Old, CertificateKind.Title, legacyAllowed: true, "old");
        shape.Certificate(e.Replacement, CertificateKind.Title, legacyAllowed: false, "replacement");
        shape.Known(e.Ground, "ground");
        shape.Hash(e.ContentRoot, "content_root");
    }

    /// <inheritdoc/>
    protected override ReissueCase LoadOwn(CertificateReissued e, Book book)
    {
        var disposal = Disposal.Read(book, FlowCode.F910, e.UnitCode, e.Act) with { Case = e.Recording.AcceptanceNumber };
        return new(
            e,
            disposal with { Givers = disposal.Owners, Takers = disposal.Owners },
            book.Certificate(e.Old ?? new()),
            book.Certificate(e.Replacement ?? new()));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(ReissueCase loaded)
        => [new(FlowCode.F910, loaded.Event.UnitCode, loaded.Event.BusinessNumber, "business_number")];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, ReissueCase loaded, Signer signer)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        OneLiveTitle.CheckLive(judgement, unit, "unit_code");
        TokenEpoch.Check(judgement, e.Epoch, unit.Title, static (label, value) => Labels.InEvent(label, value, "epoch"));
        Restrictions.Check(judgement, loaded.Disposal);
        CertificatesUnique.CheckNew(judgement, [(loaded.Replacement, e.Replacement, "replacement")]);
        CertificateYear.Check(judgement, e.Replacement, e.Recording.RecordingDate, "replacement");
        if (unit.LiveTitle is not { } title || !CheckOld(judgement, loaded, title))
            return;
        CheckGround(judgement, loaded);
        BookEqualsCertificate.Check(judgement, e.Replacement, e.ContentRoot, "content_root", unit.Title, Content(title, e));
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, ReissueCase loaded)
    {
        var (e, unit) = (loaded.Event, loaded.Disposal.Unit);
        book.Write(unit.Title.Key, Renewed(TitleChange.Of(unit.Title, e.Act, e.Recording, e.BusinessNumber), e));
        CertificatePages.VoidFor(book, loaded.Old, e.Recording, e.UnitCode, VoidReasons.Replaced, e.Replacement);
        CertificatePages.Issue(book, loaded.Replacement, e.Recording, CertificateKind.Title, e.UnitCode);
    }

    private static bool CheckOld(Judgement judgement, ReissueCase loaded, TitlePage title)
    {
        var e = loaded.Event;
        if (!title.Owners.Any(owner => owner.Party.Equals(e.Holder) && e.Old.Equals(owner.Certificate)))
        {
            judgement.Fail(
                CertificatesUnique.C54,
                new("原证不是该权利人的现势证书", "the certificate is not the holder's live one"),
                new("请填写该权利人在登簿上的证号", "state the certificate that the book has for the holder"),
                Labels.InEvent(CertificateNumber.Name, Labels.Certificate(e.Old), "old"),
                Labels.InEvent(new("权利人", "holder"), Labels.Party(e.Holder), "holder"),
                loaded.Disposal.Unit.Title.Says(
                    new("登记簿记载", "in the book"),
                    string.Join(", ", title.Owners.Select(static owner => $"{Labels.Party(owner.Party)} {Text(owner.Certificate)}"))));
            return false;
        }

        // What is declared lost is replaced as lost, whatever else is said of it now.
        return e.Ground == ReissueGround.Lost
            ? CertificateSteps.Check(judgement, loaded.Old, CertificateState.Live, CertificateState.LostDeclared)
            : CertificateSteps.Check(judgement, loaded.Old, CertificateState.Live);
    }

    private static string Text(CertificateId? id) => id is null ? Labels.Absent : Labels.Certificate(id);

    private static void CheckGround(Judgement judgement, ReissueCase loaded)
    {
        var e = loaded.Event;
        if (e.Ground == ReissueGround.Lost)
            LossStated.Check(judgement, loaded.Old, e.Recording);
        var units = CertificateStates.UnitsOf(loaded.Old.Body!);
        if (units.Count > 1 == (e.Ground == ReissueGround.SplitForUnits))
            return;
        judgement.Fail(
            CertificatesUnique.C54,
            units.Count > 1
                ? new("原证载有多个单元，应分单元换发", "the certificate stands for several units and is issued anew for each of them")
                : new("原证只载有一个单元", "the certificate stands for one unit alone"),
            units.Count > 1
                ? new("请以SPLIT_FOR_UNITS为每个单元换发", "state SPLIT_FOR_UNITS, one act for each unit")
                : new("请填写其他换证事由", "state another ground"),
            Labels.InEvent(new("事由", "ground"), e.Ground, "ground"),
            loaded.Old.Says(UnitCode.Name, string.Join(", ", units)));
    }

    private static TitlePage Renewed(TitlePage before, CertificateReissued e)
    {
        var title = before.Clone();
        OwnersCertificates.Renew(title, [new CertificateRenewal { Old = e.Old, Replacement = e.Replacement }]);
        return title;
    }

    private static CertificateContent? Content(TitlePage title, CertificateReissued e) => CertificateContents.OfTitle(
        e.Replacement,
        new CertificatePage { UnitCode = e.UnitCode, Kind = CertificateKind.Title, Issued = e.Recording.RecordingDate },
        [Renewed(title, e)]);
}
