using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// 司法、仲裁裁定转移: the court's ruling transfers the unit (CC 229). The seizures it names and, where they fall, the mortgages end by
/// their own acts in the same envelope; the debtor's certificate is void though it was not handed in.
/// </summary>
internal sealed class CourtTransferRecordedFlow()
    : BookFlow<CourtTransferRecorded, CourtTransfer>(new("司法裁定转移登记", "registration of a court's transfer"))
{
    /// <summary>Exemption code of a deed tax on what a court gives back.</summary>
    private const string GivenBack = "COURT_BACK";

    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.F218, FlowCode.F219];

    /// <inheritdoc/>
    protected override void CheckOwnShape(Shape shape, CourtTransferRecorded e)
    {
        shape.Identifier<CreditCode>(Shape.F04, e.Authority, "authority");
        shape.Identifier<AuthorityDocumentNumber>(e.Ruling, "ruling");
        shape.Date(e.Effective, "effective");
        shape.Known(e.Reason, "reason");
        shape.Known(e.Mortgages, "mortgages");
        shape.Identifier<OfficeNumber>(e.Basis, "basis");
        shape.Amount(e.PriceFen, "price_fen", positive: false);
        TransferShape.CheckUnits(shape, e.Units, e.Replacements);
        shape.Documents(e.SeizuresEnded, "seizures_ended");
    }

    /// <inheritdoc/>
    protected override CourtTransfer LoadOwn(CourtTransferRecorded e, Book book) => CourtTransfer.Load(e, book);

    /// <inheritdoc/>
    protected override IReadOnlyList<BookAct> ActsOf(CourtTransfer loaded)
        => [.. loaded.Units.Select(unit => new BookAct(unit.Disposal.Flow, unit.Code, unit.Transfer.BusinessNumber, unit.Path + ".business_number"))];

    /// <inheritdoc/>
    protected override void JudgeOwn(Judgement judgement, CourtTransfer loaded, Signer signer)
    {
        var (e, basis) = (loaded.Event, loaded.Basis);
        TransferCertificates.Check(judgement, e.Recording, loaded.Units, loaded.Others);
        LandGoesAlong.Check(judgement, loaded.Units, loaded.Land);
        EndedSeizures.Check(judgement, [.. loaded.Units.Select(static unit => unit.Pages)], e.Authority, e.SeizuresEnded);
        foreach (var unit in loaded.Units)
        {
            TransferredTitle.Check(judgement, unit, e.Recording);
            ActiveSeizure.CheckOthers(judgement, unit.Disposal);
            CourtDisposes.Check(judgement, e, unit);
            ForcedSale.Check(judgement, e, unit);
        }

        var effective = DatedFact.Stated(new("裁定生效日期", "ruling in effect"), e.Effective, "effective");
        DateOrder.Check(judgement, effective, DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date"));
        if (!BasisStands.Check(judgement, basis, e.Recording) || !IsCourts(judgement, basis))
            return;
        CaseStands.CheckBasis(judgement, loaded.Case, [basis.Number], "basis");
        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", basis.Instrument, basis.Units.Select(unit => unit.UnitCode));
        foreach (var unit in loaded.Units.Where(unit => unit.Sale is not null))
        {
            judgement.About(unit.Code);
            var taken = unit.Sale!.TakenByCourt();
            BuyersAreTransferees.Check(judgement, unit.Transfer, unit.Sale, unit.Path, basis.Says, groups: true);
            SharesSumToOne.CheckAfterSale(judgement, unit.Transfer, taken, unit.Path, basis.Says);
            CertificatesUnique.CheckReissues(judgement, unit.Transfer, taken, unit.Path);
            ChainOfTitle.Check(judgement, unit.Transfer, taken, unit.Path);
            if (e.Mortgages == CourtMortgages.Carried)
                MortgagesAtTransfer.CheckCarriedByCourt(judgement, unit.Pages, unit.Disposal.Mortgages, taken.Sellers);
        }

        judgement.About("");
        PriceInBook.Check(judgement, e.PriceFen, [basis], loaded.Units);
        TransferTaxes.Check(judgement, basis, loaded.Tax, [.. loaded.Units.Select(unit => unit.Sale).OfType<UnitSale>()], e.Recording);
        CheckGivenBack(judgement, e, loaded.Tax);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Book book, CourtTransfer loaded)
    {
        var e = loaded.Event;
        foreach (var unit in loaded.Units)
        {
            var taken = unit.Sale!.TakenByCourt();
            TitleTransfer.Write(book, e.Act, e.Recording, unit, taken.Outcome!, loaded.Basis, (e.PriceFen, e.Units.Count), e.Reason);
            WriteMortgages(book, e, unit, taken);
        }

        OtherUnitsKeepTheirs.Write(book, e.Act, e.Recording, loaded.Others);
        loaded.Basis.WriteRegistered(book, e.Act, e.Recording);
    }

    // Who gets back what a judgment took from him owes no deed tax; whoever buys from the court does.
    private static void CheckGivenBack(Judgement judgement, CourtTransferRecorded e, PageView<TaxPage> tax)
    {
        if (e.Reason == CourtTransferReason.Reversal || tax.Body?.Lines.Any(static state => state.Line.Exemption == GivenBack) != true)
            return;
        judgement.Fail(
            TaxesCleared.C14,
            new("契税以执行回转为由免征，但本次裁定转移不是执行回转", "the deed tax is exempt as of a reversal, which this transfer is not"),
            new("请由税务部门重新核税，或核对裁定转移原因", "have the taxes assessed anew, or check the reason of the transfer"),
            Labels.InEvent(new("裁定转移原因", "reason"), e.Reason, "reason"),
            tax.Says(new("减免代码", "exemption code"), GivenBack));
    }

    private static void WriteMortgages(Book book, CourtTransferRecorded e, TransferredUnit unit, UnitSale taken)
    {
        var (before, page) = (unit.Pages.LiveTitle!, unit.Pages.Encumbrances.Body!.Clone());
        var owners = taken.Outcome!.Owners(unit.Transfer.Buyers, unit.Transfer.Reissues);
        var changed = e.Mortgages == CourtMortgages.Carried
            ? MortgagesAtTransfer.Follow(page, before, owners, taken.Sellers, unit.Disposal.Takers)
            : MortgagesAtTransfer.Extinguish(page, before, taken.Sellers);
        if (!changed)
            return;
        page.Stamp(e.Act, e.Recording);
        book.Write(unit.Pages.Encumbrances.Key, page);
    }

    /// <summary>The instrument states a court's or arbitral award (STATE).</summary>
    public static bool IsCourts(Judgement judgement, Basis basis)
    {
        if (basis.Kind == InstrumentKind.Court)
            return true;
        judgement.Fail(
            Judgement.State,
            new("依据不是司法、仲裁裁决", "the instrument is no court's or arbitral award"),
            new("请以司法、仲裁裁决陈述原因（InstrumentStated COURT）", "state the award as an instrument (InstrumentStated, COURT)"),
            basis.Says(new("原因种类", "kind"), basis.Kind));
        return false;
    }
}
