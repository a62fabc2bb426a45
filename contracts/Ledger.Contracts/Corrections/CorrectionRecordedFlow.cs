using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>更正登记: what the book has wrong is set right, or it is decided that nothing is wrong; the correction is closed.</summary>
internal sealed class CorrectionRecordedFlow() : BookFlow<CorrectionRecorded, CorrectionCase>(new("更正登记", "correction of the book"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F510, FlowCode.F511];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, CorrectionRecorded e) => CorrectionShape.Check(shape, e);

    /// <inheritdoc/>
    protected override CorrectionCase LoadOwn(CorrectionRecorded e, Book book) => CorrectionCase.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(CorrectionCase loaded)
        => [.. loaded.Units.Select(static unit
            => new BookAct(unit.Flow, unit.Correction.UnitCode, unit.Correction.BusinessNumber, unit.Path + ".business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, CorrectionCase loaded, Signer signer)
    {
        foreach (var unit in loaded.Units)
        {
            judgement.About(unit.Correction.UnitCode);
            CorrectionStands.Check(judgement, loaded, unit);
            OneLiveTitle.CheckLive(judgement, unit.Unit, unit.Path + ".unit_code");
            if (loaded.Event.Result != CorrectionResult.Corrected || unit.Unit.LiveTitle is not { } title)
                continue;
            Restrictions.Check(judgement, unit.Disposal);
            judgement.About(unit.Correction.UnitCode);
            JudgeTitle(judgement, loaded.Event, unit, title);
            CorrectedRows.Check(judgement, unit.Correction, unit.Path, unit.Unit.Encumbrances);
            EasementsAgree.Check(judgement, loaded, unit);
        }

        judgement.About("");
        CertificatesUnique.CheckOneUnitEach(
            judgement, loaded.Units.SelectMany(static unit => unit.Certificates.Issued.Select(issued => (unit.Correction.UnitCode, issued.Id))));
        CorrectedTerms.Check(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, CorrectionCase loaded)
    {
        foreach (var unit in loaded.Units)
        {
            Desks.Close(book, book.Desk(unit.Correction.UnitCode));
            if (loaded.Event.Result == CorrectionResult.Corrected)
                WriteUnit(book, loaded.Event, unit);
        }

        CorrectedTerms.Write(book, loaded);
    }

    private static void JudgeTitle(Judgement judgement, CorrectionRecorded e, CorrectedPages unit, TitlePage title)
    {
        var correction = unit.Correction;
        TokenEpoch.Check(judgement, correction.Epoch, unit.Unit.Title, (label, value) => Labels.InEvent(label, value, unit.Path + ".epoch"));
        unit.Certificates.CheckIssued(judgement, e.Recording);
        if (correction.Title is { } corrected)
        {
            SharesSumToOne.CheckTitle(judgement, corrected.CoOwnership, corrected.Owners, unit.Path + ".title.owners");
            AreasAddUp.Check(judgement, corrected.Area, corrected.InnerArea, corrected.SharedArea, unit.Path + ".title.area");
            unit.Certificates.CheckAlone(judgement, [.. unit.Certificates.Live.Select(static certificate => certificate.Id)]);
            CorrectionPremium.Note(judgement, title, corrected, unit);
        }
        else
        {
            unit.Certificates.CheckRenewed(judgement, correction.Certificates, all: false);
        }

        if (correction.Parties.Count == 0)
            return;
        RenewedOwners.Check(judgement, correction.Parties, unit.Path + ".parties", title, unit.Unit.Title);
        EveryPageRenewed.Check(judgement, correction.UnitCode, correction.Parties, unit.Documents);
    }

    private static void WriteUnit(Book book, CorrectionRecorded e, CorrectedPages unit)
    {
        var correction = unit.Correction;
        var title = TitleChange.Of(unit.Unit.Title, e.Act, e.Recording, correction.BusinessNumber);
        OwnersCertificates.Renew(title, correction.Certificates);
        RenewedOwners.Write(book, unit.Unit, title, correction.Parties, unit.Documents);
        book.Write(unit.Unit.Title.Key, unit.After(title));
        if (book.Encumbrances(correction.UnitCode).Body?.Clone() is { } encumbrances)
        {
            CorrectedRows.Write(correction, encumbrances);
            foreach (var row in correction.Notices.Where(static row => row.RegistrableSince != 0))
                NoticesConverted.MakeRegistrable(book, encumbrances.Notices.First(known => known.Proof.Equals(row.Proof)), row.RegistrableSince);
            book.Write(unit.Unit.Encumbrances.Key, encumbrances);
        }

        if (correction.Title is null)
            unit.Certificates.Void(book, e.Recording, VoidReasons.Corrected, correction.Certificates);
        else
            unit.Certificates.VoidAll(book, e.Recording, VoidReasons.Corrected);
        unit.Certificates.Issue(book, e.Recording);
    }
}
