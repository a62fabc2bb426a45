using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 抵押权首次登记 of profile 2: ranks per holding, buyers after their transfer, contracts on paper of mortgagees outside the ledger,
/// conversion of an advance notice.
/// </summary>
internal sealed class MortgageRegisteredFlowTwo()
    : BookFlow<MortgageRegistered, MortgageRegistrationCaseTwo>(new("抵押权首次登记", "mortgage registration"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.M1, FlowCode.M2];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, MortgageRegistered e)
    {
        shape.Mortgage(e.Mortgage, "mortgage");
        shape.TermsValue(e.Terms, "terms");
        shape.Certificate(e.Certificate, CertificateKind.Proof, legacyAllowed: false, "certificate");
        MortgageShape.Recordings(shape, e.Units, "units");
        shape.Known(e.Object, "object");
        shape.Known(e.Ground, "ground", zeroIsUnspecified: false);
        if (e.Ground != RegistrationGround.LedgerContract)
        {
            shape.Date(e.SigningDate, "signing_date");
            shape.PartyList(e.Mortgagors, e.Units.Count, "mortgagors");
            shape.PartyList(e.Debtors, e.Units.Count, "debtors");
        }
        else if (e.SigningDate != 0 || e.Mortgagors.Count > 0 || e.Debtors.Count > 0)
        {
            shape.Fault(Shape.C69, "signing_date", e.SigningDate, new("仅纸质合同或法院文书填写", "nothing: the contract on the ledger says it"));
        }
    }

    /// <inheritdoc/>
    protected override MortgageRegistrationCaseTwo LoadOwn(MortgageRegistered e, Book book) => MortgageRegistrationCaseTwo.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(MortgageRegistrationCaseTwo loaded)
        => [.. loaded.Units.Select(unit => new BookAct(
            unit.Disposal.Flow, unit.Recording.UnitCode, unit.Recording.BusinessNumber, unit.Path + ".business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, MortgageRegistrationCaseTwo loaded, Signer signer)
    {
        var e = loaded.Event;
        CertificatesUnique.CheckNew(judgement, [(loaded.Certificate, e.Certificate, "certificate")]);
        CertificateYear.Check(judgement, e.Certificate, e.Recording.RecordingDate, "certificate");
        MortgageeSigns.CheckForRegistration(judgement, e, loaded.Mortgagee);
        foreach (var unit in loaded.Units)
        {
            MortgageRanks.Check(judgement, unit, unit.Last?.Body?.AcceptanceNumber == e.Recording.AcceptanceNumber);
            NoticeConverted.Check(judgement, e, unit);
            Restrictions.Check(judgement, unit.Disposal);
        }

        if (loaded.IsPaper)
            MortgageStands.CheckAbsent(judgement, loaded.Mortgage);
        else if (!MortgageStands.CheckState(judgement, loaded.Mortgage, MortgageState.Signed) || MortgageParts.IsHead(loaded.Mortgage.Body!))
            return;
        MortgageParts.CheckComplete(judgement, loaded.Head);
        JudgeContract(judgement, loaded, loaded.Contract!);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, MortgageRegistrationCaseTwo loaded)
    {
        var e = loaded.Event;
        var page = loaded.Contract!.Clone();
        foreach (var unit in loaded.Units)
        {
            var encumbrances = PageOf(unit.Pages);
            MortgageRanks.Insert(encumbrances, RowOf(e, page, unit), unit.Pages.LiveTitle);
            if (unit.Notice is { } notice)
            {
                encumbrances.Notices.First(row => row.Proof.Equals(notice.Proof)).Ended = e.Recording.RecordingDate;
                MortgageProofs.Void(book, unit.Proof!, e.Recording, e.Certificate);
            }

            encumbrances.Stamp(e.Act, e.Recording);
            book.Write(unit.Pages.Encumbrances.Key, encumbrances);
        }

        // One proof for all units of the mortgage; its page names the first.
        MortgageProofs.Issue(book, loaded.Certificate, e.Units[0].UnitCode, e.Recording);
        page.State = MortgageState.Registered;
        page.Certificate = e.Certificate;
        page.RecordingDate = e.Recording.RecordingDate;
        page.Document = e.Act.Document;
        page.LiveUnits = (uint)e.Units.Count;
        book.Write(loaded.Mortgage.Key, page);
    }

    /// <summary>What contract, title and application say together.</summary>
    private static void JudgeContract(Judgement judgement, MortgageRegistrationCaseTwo loaded, MortgagePage contract)
    {
        var e = loaded.Event;
        if (!loaded.IsPaper)
        {
            SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", loaded.Mortgage, contract.Units.Select(unit => unit.UnitCode));
            MortgageAgrees.Check(judgement, e, loaded.Mortgage);
            MortgageAgrees.CheckTwo(judgement, e, loaded.Mortgage);
        }

        DateOrder.Check(
            judgement,
            new DatedFact(
                contract.SigningDate,
                new("抵押合同签订日期", "signing of the mortgage contract"),
                loaded.IsPaper ? "event.signing_date" : loaded.Mortgage.Key,
                loaded.Mortgage.Entry),
            DatedFact.Stated(new("受理日期", "acceptance date"), Day.At(e.Recording.AcceptanceTimeMs).Number, "recording.acceptance_time_ms"));
        var units = loaded.Units.Select(unit => unit.Mortgage).OfType<UnitMortgage>().ToList();
        MortgagorsOwn.Check(judgement, units, loaded.Says);
        foreach (var unit in units)
        {
            TokenEpoch.Check(judgement, unit.Unit.Epoch, unit.Title, loaded.Says);
            MortgageConditions.Check(judgement, MortgageUnitCaseTwo.FlowOf(e.Object), e.Object, e.Terms, unit, loaded.Says);
            if (e.Object == MortgageObject.Construction)
                ConstructionMortgaged.CheckUnsold(judgement, unit);
        }

        MortgageObjectFits.CheckGround(judgement, units, contract.Units, loaded.Says);
        DebtTerm.CheckStart(judgement, e.Terms, contract.SigningDate, loaded.Says);
        LoanToValue.Check(
            judgement, e.Mortgage, e.Terms.AmountFen,
            [.. loaded.Units.Where(unit => unit.Mortgage is not null).Select(
                unit => (unit.Mortgage!, (IReadOnlyList<MortgageRow>)(unit.Pages.Encumbrances.Body?.Mortgages ?? [])))],
            loaded.PaysFor, loaded.Says, LoanToValue.OtherParts(loaded.Head, contract.Units));
    }

    // A unit under construction has no page yet.
    private static EncumbrancePage PageOf(UnitPages unit)
    {
        if (unit.Encumbrances.Body is { } known)
            return known.Clone();
        var page = new EncumbrancePage { UnitCode = unit.Code, Origin = Origin.NotOpened };
        if (!Land.IsParcel(unit.Code))
            page.Parcels.Add(Land.Of(unit.Code));
        return page;
    }

    private static MortgageRow RowOf(MortgageRegistered e, MortgagePage contract, MortgageUnitCaseTwo unit)
    {
        var place = contract.Units.Select(static known => known.UnitCode).ToList().IndexOf(unit.Recording.UnitCode);
        var row = new MortgageRow
        {
            Id = e.Mortgage,
            Terms = e.Terms,
            Rank = unit.Recording.Rank,
            RecordingDate = Day.At(unit.RankMs).Number,
            RecordingMs = unit.RankMs,
            Share = unit.Recording.Share,
            Units = (uint)e.Units.Count,
            Document = e.Act.Document,
            BusinessNumber = unit.Recording.BusinessNumber,
            Object = e.Object,
            State = MortgageState.Registered,
        };
        row.Holding.AddRange(unit.Recording.Holding);
        row.Debtors.AddRange(contract.Debtors.Select(party => party.At(place)).Order(Comparer<Party>.Create(PartyOrder.Compare)));
        return row;
    }
}
