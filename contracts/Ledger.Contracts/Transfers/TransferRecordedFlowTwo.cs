using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 转移登记 of profile 2: what a filed contract or a stated instrument says is recorded in the book, with the mortgages, notices
/// and pre-seizures on the units; the basis reaches its end.
/// </summary>
internal sealed class TransferRecordedFlowTwo() : BookFlow<TransferRecorded, BasisTransfer>(new("转移登记", "transfer registration"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes =>
    [
        FlowCode.F210, FlowCode.F211, FlowCode.F212, FlowCode.F213, FlowCode.F214, FlowCode.F215, FlowCode.F216, FlowCode.F217,
    ];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, TransferRecorded e)
    {
        shape.Basis(e.ContractNumber, "contract_number");
        shape.Amount(e.PriceFen, "price_fen", positive: false);
        shape.Known(e.Mortgages, "mortgages", zeroIsUnspecified: false);
        TransferShape.CheckUnits(shape, e.Units, e.Replacements);
    }

    /// <inheritdoc/>
    protected override BasisTransfer LoadOwn(TransferRecorded e, Book book) => BasisTransfer.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(BasisTransfer loaded)
        => [.. loaded.Units.Select(unit => new BookAct(
            unit.Disposal.Flow, unit.Code, unit.Transfer.BusinessNumber, unit.Path + ".business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, BasisTransfer loaded, Signer signer)
    {
        var (e, bases) = (loaded.Event, loaded.Bases.Select(on => on.Basis).ToList());
        TransferCertificates.Check(judgement, e.Recording, loaded.Units, loaded.Others);
        foreach (var unit in loaded.Units)
            TransferredTitle.Check(judgement, unit, e.Recording);
        var exist = true;
        foreach (var basis in bases)
            exist &= BasisStands.Check(judgement, basis, e.Recording) && IsTransfer(judgement, basis);
        if (!exist)
            return;
        CaseStands.CheckBasis(judgement, loaded.Case, [.. bases.Select(static basis => basis.Number)], "contract_number");
        ExchangeIsMutual.Check(judgement, bases);
        CheckUnits(judgement, e, bases);
        foreach (var unit in loaded.Units.Where(unit => unit.Sale is not null))
            JudgeSale(judgement, unit, e);
        judgement.About("");
        MortgagesAtTransfer.CheckCarried(
            judgement, [.. loaded.Units.Select(unit => (unit.Pages, unit.Disposal.Mortgages, unit.Sale?.Sellers ?? []))], e.Mortgages);
        PriceInBook.Check(judgement, e.PriceFen, bases, loaded.Units);
        foreach (var unit in loaded.Units)
        {
            judgement.About(unit.Code);
            if (NoticeOver.NeededFor(judgement.City, unit.Disposal.Flow, unit.Basis) is { } notice)
                NoticeOver.Check(judgement, loaded.Case, notice, unit.Code, e.Recording.RecordingDate);
        }

        judgement.About("");
        LandGoesAlong.Check(judgement, loaded.Units, loaded.Land);
        foreach (var (basis, tax) in loaded.Bases)
        {
            TransferTaxes.Check(
                judgement, basis, tax, [.. loaded.Units.Where(unit => unit.Basis == basis).Select(unit => unit.Sale).OfType<UnitSale>()], e.Recording);
        }
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, BasisTransfer loaded)
    {
        var e = loaded.Event;
        foreach (var unit in loaded.Units)
        {
            TitleTransfer.Write(book, e.Act, e.Recording, unit, unit.Sale!.Outcome!, unit.Basis!, (e.PriceFen, e.Units.Count));
            if (unit.Pages.Deal.Body?.ContractNumber == unit.Basis!.Number)
                book.Delete(unit.Pages.Deal.Key);
            WriteEncumbrances(book, e, unit);
        }

        OtherUnitsKeepTheirs.Write(book, e.Act, e.Recording, loaded.Others);
        foreach (var (basis, _) in loaded.Bases)
            basis.WriteRegistered(book, e.Act, e.Recording);
    }

    // A court's award has an act of its own, which asks whose seizures and mortgages it ends; a grant is registered first.
    private static bool IsTransfer(Judgement judgement, Basis basis)
    {
        if (basis.Kind == InstrumentKind.Grant)
        {
            judgement.Fail(
                Judgement.State,
                new("依据是土地使用权出让", "the instrument is a grant of land"),
                new("请办理首次登记（FirstRegistered）", "register the parcel first (FirstRegistered)"),
                basis.Says(new("原因种类", "kind"), basis.Kind));
            return false;
        }

        if (basis.Kind != InstrumentKind.Court)
            return true;
        judgement.Fail(
            Judgement.State,
            new("依据是司法、仲裁裁决", "the instrument is a court's or arbitral award"),
            new("请以司法裁定转移（CourtTransferRecorded）登记", "record it as a court's transfer (CourtTransferRecorded)"),
            basis.Says(new("原因种类", "kind"), basis.Kind));
        return false;
    }

    /// <summary>What contract or instrument, title and application say together.</summary>
    private static void JudgeSale(Judgement judgement, TransferredUnit unit, TransferRecorded e)
    {
        var (sale, basis) = (unit.Sale!, unit.Basis!);
        judgement.About(unit.Code);
        SellersOwn.Check(judgement, sale, basis.Says);
        if (basis.IsContract || InstrumentKindLaw.AsksConsent(basis.Kind))
            CoOwnersConsent.Check(judgement, sale.Pages.Title, sale.IsWhole, sale.Sellers, basis.Says, [.. sale.Buyers.Select(static part => part.Party)]);
        if (basis.IsContract || !InstrumentKindLaw.AllowsBothSides(basis.Kind))
            SidesDiffer.Check(judgement, sale, basis.Says);
        BuyersAreTransferees.Check(judgement, unit.Transfer, sale, unit.Path, basis.Says, groups: true);
        SharesSumToOne.CheckAfterSale(judgement, unit.Transfer, sale, unit.Path, basis.Says);
        CertificatesUnique.CheckReissues(judgement, unit.Transfer, sale, unit.Path);
        ChainOfTitle.Check(judgement, unit.Transfer, sale, unit.Path);
        NoticesConverted.Check(judgement, unit);
        PreSeizuresConverted.Check(judgement, unit);

        // Where the matrix only informs of a mortgage, it stays whatever the act says.
        if (judgement.Matrix[unit.Disposal.Flow, MatrixColumn.M].ByMortgage)
        {
            MortgagesAtTransfer.Check(
                judgement, unit.Pages, unit.Disposal.Mortgages, sale.Sellers, unit.Disposal.Takers, basis.Number, e.Mortgages, basis.MortgageeNotes);
        }
    }

    private static void CheckUnits(Judgement judgement, TransferRecorded e, List<Basis> bases)
    {
        var stated = e.Units.Select(unit => unit.UnitCode).ToList();
        var known = bases.SelectMany(basis => basis.Units).Select(unit => unit.UnitCode).ToList();
        if (bases[0].IsContract)
            SameUnits.Check(judgement, stated, "units", bases[0].Contract, known);
        else
            SameUnits.Check(judgement, stated, "units", bases[0].Instrument, known);
    }

    private static void WriteEncumbrances(Book book, TransferRecorded e, TransferredUnit unit)
    {
        var page = unit.Pages.Encumbrances.Body!.Clone();
        var changed = NoticesConverted.Write(book, unit, e.Recording, page);
        changed |= PreSeizuresConverted.Write(unit, e.Recording, page);
        var owners = unit.Sale!.Outcome!.Owners(unit.Transfer.Buyers, unit.Transfer.Reissues);
        changed |= SeizureRowsTwo.Fall(page, [.. owners.Select(static owner => owner.Party)], e.Recording.RecordingMs);
        changed |= MortgagesAtTransfer.Follow(page, unit.Pages.LiveTitle!, owners, unit.Sale.Sellers, unit.Disposal.Takers);
        if (!changed)
            return;
        page.RecordingDate = e.Recording.RecordingDate;
        page.RecordingMs = e.Recording.RecordingMs;
        page.Document = e.Act.Document;
        NoticeLapse.DropEnded(book, unit.Code, page, e.Recording);
        book.Write(unit.Pages.Encumbrances.Key, page);
    }
}
