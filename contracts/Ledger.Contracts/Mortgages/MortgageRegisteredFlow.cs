using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>抵押权首次登记: a signed mortgage contract is recorded in the book of each of its units; the mortgage arises.</summary>
internal sealed class MortgageRegisteredFlow()
    : Flow<MortgageRegistered, MortgageRegistrationCase>(DepartmentNames.Registration, new("抵押权首次登记", "mortgage registration"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, MortgageRegistered e)
    {
        shape.RecordingValue(e.Recording);
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.TermsValue(e.Terms, "terms");
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: false, "certificate");
        for (var i = 0; i < e.Units.Count; i++)
        {
            shape.Unit(e.Units[i].UnitCode, $"units[{i}].unit_code");
            shape.Identifier<BusinessNumber>(e.Units[i].BusinessNumber, $"units[{i}].business_number");
            shape.ShareValue(e.Units[i].Share, $"units[{i}].share");
        }

        shape.Sorted(e.Units, (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
    }

    /// <inheritdoc/>
    protected override MortgageRegistrationCase Load(MortgageRegistered e, Book book) => MortgageRegistrationCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, MortgageRegistrationCase loaded, Signer signer)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        BusinessNumbersUnused.Check(
            judgement, [.. loaded.Units.Select(unit => (unit.Recording.BusinessNumber, unit.Business, unit.Path + ".business_number"))]);
        DateOrder.CheckRecording(judgement, e.Recording, loaded.Units.Select(unit => unit.Pages));
        CertificatesUnique.CheckNew(judgement, [(loaded.Certificate, e.Certificate, "certificate")]);
        CertificateYear.Check(judgement, e.Certificate, e.Recording.RecordingDate, "certificate");
        MortgageeSigns.CheckLender(judgement, e.Mortgage, loaded.Mortgagee);
        foreach (var unit in loaded.Units)
        {
            UnitIsFinal.Check(judgement, unit.Recording.UnitCode, unit.Path + ".unit_code");
            MortgageRank.Check(judgement, unit.Recording, unit.Pages, unit.Path);
            Restraints.Check(judgement, unit.Pages);
        }

        if (MortgageStands.CheckState(judgement, mortgage, MortgageState.Signed))
            JudgeContract(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, MortgageRegistrationCase loaded)
    {
        var e = loaded.Event;
        foreach (var unit in loaded.Units)
        {
            var encumbrances = unit.Pages.Encumbrances.Body!.Clone();
            encumbrances.Mortgages.Add(new MortgageRow
            {
                Id = e.Mortgage,
                Certificate = e.Certificate,
                Terms = e.Terms,
                Rank = unit.Recording.Rank,
                RecordingDate = e.Recording.RecordingDate,
                Share = unit.Recording.Share,
                Units = (uint)e.Units.Count,
                Document = e.Act.Document,
                BusinessNumber = unit.Recording.BusinessNumber,
            });
            encumbrances.Document = e.Act.Document;
            encumbrances.RecordingDate = e.Recording.RecordingDate;
            book.Write(unit.Pages.Encumbrances.Key, encumbrances);
            book.Write(unit.Business.Key, new BusinessPage { AcceptanceNumber = e.Recording.AcceptanceNumber, UnitCode = unit.Recording.UnitCode });
        }

        // One proof for all units of the mortgage; its page names the first.
        book.Write(loaded.Certificate.Key, new CertificatePage
        {
            UnitCode = e.Units[0].UnitCode,
            Kind = CertificateKind.Proof,
            Live = true,
            Issued = e.Recording.RecordingDate,
        });
        var page = loaded.Mortgage.Body!.Clone();
        page.State = MortgageState.Registered;
        page.Certificate = e.Certificate;
        page.RecordingDate = e.Recording.RecordingDate;
        page.Document = e.Act.Document;
        book.Write(loaded.Mortgage.Key, page);
    }

    /// <summary>What contract, title and application say together.</summary>
    private static void JudgeContract(Judgement judgement, MortgageRegistrationCase loaded)
    {
        var (e, mortgage) = (loaded.Event, loaded.Mortgage);
        var page = mortgage.Body!;
        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", mortgage, page.Units.Select(unit => unit.UnitCode));
        MortgageAgrees.Check(judgement, e, mortgage);
        DateOrder.Check(
            judgement,
            DatedFact.Recorded(mortgage, new("抵押合同签订日期", "signing of the mortgage contract"), page.SigningDate),
            DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        var units = loaded.Units.Select(unit => unit.Mortgage).OfType<UnitMortgage>().ToList();
        MortgagorsOwn.Check(judgement, units, mortgage.Says);
        foreach (var unit in units)
        {
            TokenEpoch.Check(judgement, unit.Unit.Epoch, unit.Pages.Title, mortgage.Says);
            MortgagedShare.Check(judgement, unit, mortgage.Says);
            CoOwnersConsent.Check(judgement, unit.Pages.Title, unit.IsWhole, unit.Parts, mortgage.Says);
        }
    }
}
