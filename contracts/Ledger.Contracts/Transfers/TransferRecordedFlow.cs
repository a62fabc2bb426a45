using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>转移登记: the sale of all units of one contract is recorded in the book; the contract reaches its end.</summary>
internal sealed class TransferRecordedFlow()
    : Flow<TransferRecorded, TransferCase>(DepartmentNames.Registration, new("转移登记", "transfer registration"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TransferRecorded e) => TransferShape.Check(shape, e);

    /// <inheritdoc/>
    protected override TransferCase Load(TransferRecorded e, Book book) => TransferCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TransferCase loaded, Signer signer)
    {
        var (e, contract, tax) = (loaded.Event, loaded.Contract, loaded.Tax);
        BusinessNumbersUnused.Check(judgement, [.. loaded.Units.Select(unit => (unit.Transfer.BusinessNumber, unit.Business, unit.Path + ".business_number"))]);
        DateOrder.CheckRecording(judgement, e.Recording, loaded.Units.Select(unit => unit.Pages));
        CertificatesUnique.CheckNew(judgement, loaded.Units.SelectMany(unit => unit.Issued));
        CertificatesUnique.CheckOneUnitEach(
            judgement, loaded.Units.SelectMany(unit => unit.Issued.Select(certificate => (unit.Transfer.UnitCode, certificate.Id))));
        foreach (var unit in loaded.Units)
            JudgePages(judgement, unit, e.Recording);
        if (!ContractStands.CheckState(judgement, contract, Enum.GetValues<ContractState>()))
            return;
        ContractStands.CheckForTransfer(judgement, contract, e.Recording);
        SameUnits.Check(judgement, e.Units.Select(unit => unit.UnitCode), "units", contract, contract.Body!.Units.Select(unit => unit.UnitCode));
        foreach (var unit in loaded.Units)
            JudgeSale(judgement, unit, contract, e);
        MortgagesSurvive.CheckCarried(judgement, [.. loaded.Units.Select(unit => unit.Pages)], e.Mortgages);
        JudgeTaxes(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TransferCase loaded)
    {
        var e = loaded.Event;
        foreach (var unit in loaded.Units)
            WriteUnit(book, unit, loaded);
        var page = loaded.Contract.Body!.Clone();
        page.State = ContractState.Registered;
        page.Registered = e.Recording.RecordingDate;
        page.Document = e.Act.Document;
        book.Write(loaded.Contract.Key, page);
    }

    /// <summary>What the unit's own pages decide, whatever the contract says.</summary>
    private static void JudgePages(Judgement judgement, UnitTransferCase unit, Recording recording)
    {
        UnitIsFinal.Check(judgement, unit.Transfer.UnitCode, unit.Path + ".unit_code");
        OneLiveTitle.CheckLive(judgement, unit.Pages, unit.Path + ".unit_code");
        TokenEpoch.Check(judgement, unit.Transfer.Epoch, unit.Pages.Title, (label, value) => Labels.InEvent(label, value, unit.Path + ".epoch"));
        Restraints.Check(judgement, unit.Pages);
        foreach (var (_, id, path) in unit.Issued)
            CertificateYear.Check(judgement, id, recording.RecordingDate, path);
    }

    /// <summary>What contract, title and application say together.</summary>
    private static void JudgeSale(Judgement judgement, UnitTransferCase unit, PageView<ContractPage> contract, TransferRecorded e)
    {
        MortgagesSurvive.Check(judgement, unit.Pages, contract.Body!.MortgageeNotes, contract.Says, e.Mortgages);
        if (unit.Sale is not { } sale)
            return;
        SellersOwn.Check(judgement, sale, contract.Says);
        CoOwnersConsent.Check(judgement, sale.Pages.Title, sale.IsWhole, sale.Sellers, contract.Says);
        SidesDiffer.Check(judgement, sale, contract.Says);
        BuyersAreTransferees.Check(judgement, unit.Transfer, sale, unit.Path, contract.Says);
        SharesSumToOne.CheckAfterSale(judgement, unit.Transfer, sale, unit.Path, contract.Says);
        CertificatesUnique.CheckReissues(judgement, unit.Transfer, sale, unit.Path);
        ChainOfTitle.Check(judgement, unit.Transfer, sale, unit.Path);
    }

    private static void JudgeTaxes(Judgement judgement, TransferCase loaded)
    {
        var (e, contract, tax) = (loaded.Event, loaded.Contract, loaded.Tax);
        TaxesCleared.CheckDeedTax(judgement, contract.Body!.Buyers, contract.Says, tax);
        TaxesCleared.CheckSellerTaxes(judgement, contract.Body!.Sellers, contract.Says, tax, [.. loaded.Units.Select(unit => unit.Sale).OfType<UnitSale>()]);
        if (tax.Body is { } page)
            TaxesCleared.CheckPaid(judgement, TaxesCleared.C16, tax, page);
        NoRefund.CheckForTransfer(judgement, tax);
        PricesAgree.Check(judgement, e.PriceFen, "price_fen", contract, tax.Body is { BaseReason: not BaseReason.ContractPrice });
        var recorded = DatedFact.Stated(new("登簿日期", "recording date"), e.Recording.RecordingDate, "recording.recording_date");
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("签订日期", "signing date"), contract.Body!.SigningDate), recorded);
        DateOrder.Check(judgement, DatedFact.Recorded(contract, new("备案日期", "filing date"), contract.Body.FilingDate), recorded);
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("核税日期", "assessment date"), tax.Body?.AssessmentDate ?? 0), recorded);
        DateOrder.Check(judgement, DatedFact.Recorded(tax, new("缴款日期", "payment date"), tax.Body?.LastPaymentDate ?? 0), recorded);
    }

    private static void WriteUnit(Book book, UnitTransferCase unit, TransferCase loaded)
    {
        var (e, transfer, sale) = (loaded.Event, unit.Transfer, unit.Sale!);
        var title = unit.Pages.Title.Body!.Clone();
        title.CoOwnership = transfer.CoOwnership;
        title.Owners.Clear();
        title.Owners.AddRange(sale.Outcome!.Owners(transfer.Buyers, transfer.Reissues));
        title.RecordingDate = e.Recording.RecordingDate;
        title.Document = e.Act.Document;
        title.PreviousEntry = Google.Protobuf.ByteString.CopyFrom(unit.Pages.Title.Entry.Span);
        title.PriceFen = e.PriceFen;
        title.PriceUnits = (uint)e.Units.Count;
        title.ContractNumber = e.ContractNumber;
        title.BusinessNumber = transfer.BusinessNumber;
        book.Write(unit.Pages.Title.Key, title);
        book.Delete(unit.Pages.Deal.Key);
        book.Write(unit.Business.Key, new BusinessPage { AcceptanceNumber = e.Recording.AcceptanceNumber, UnitCode = transfer.UnitCode });
        foreach (var previous in unit.Previous)
        {
            var page = previous.Body?.Clone() ?? new CertificatePage { UnitCode = transfer.UnitCode, Kind = CertificateKind.Title };
            page.Live = false;
            page.Voided = e.Recording.RecordingDate;
            book.Write(previous.Key, page);
        }

        foreach (var (page, _, _) in unit.Issued)
        {
            book.Write(page.Key, new CertificatePage
            {
                UnitCode = transfer.UnitCode,
                Kind = CertificateKind.Title,
                Live = true,
                Issued = e.Recording.RecordingDate,
            });
        }
    }
}
