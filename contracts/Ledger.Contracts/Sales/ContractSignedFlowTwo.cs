using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>合同网签 of profile 2: a sale of what is registered, or a pre-sale under its permit.</summary>
internal sealed class ContractSignedFlowTwo()
    : Flow<ContractSigned, SignedContractCase>(DepartmentNames.Transaction, new("合同网签", "signing of the contract"))
{
    /// <inheritdoc/>
    public override IReadOnlyList<FlowCode> Codes => [FlowCode.K1, FlowCode.K2];

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractSigned e)
    {
        ContractSignedFlow.CheckNumber(shape, e);
        shape.Date(e.SigningDate, "signing_date");
        if (e.VatRate != 0)
            shape.Fault(Shape.C69, "vat_rate", e.VatRate, new("0：增值税由税务部门认定", "0: the tax department states the VAT"));
        if (e.PermitNumber.Length > 0)
        {
            shape.Identifier<PermitNumber>(e.PermitNumber, "permit_number");
            if (e.Kind != ContractKind.NewBuild)
                shape.Fault(Shape.C69, "permit_number", e.PermitNumber, new("空：仅增量房有预售许可", "nothing: only a new-build sale has a permit"));
        }

        ContractShape.CheckUnits(shape, e.Units, (e.Sellers, "sellers"), (e.Buyers, "buyers"));
        ContractTerms.Check(shape, e.PriceFen, e.Units, e.Payment, e.QualificationNumber, e.GuardianStatements);
        if (e.DepositNumber.Length > 0)
            shape.Identifier<OfficeNumber>(e.DepositNumber, "deposit_number");
    }

    /// <inheritdoc/>
    protected override SignedContractCase Load(ContractSigned e, Book book)
        => new(
            e,
            book.Contract(e.ContractNumber),
            AgreedSale.Load(
                book, e.Act, e.PermitNumber.Length > 0 ? FlowCode.K2 : FlowCode.K1, e.ContractNumber, e.Kind, e.SigningDate, e.PermitNumber,
                e.Units, e.Sellers, e.Buyers) with
            {
                QualificationNumber = e.QualificationNumber,
                GuardianStatements = e.GuardianStatements,
                IsSigned = true,
            });

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, SignedContractCase loaded, Signer signer)
    {
        var e = loaded.Event;
        ContractStands.CheckAbsent(judgement, loaded.Contract);
        foreach (var unit in loaded.Sale.Units)
        {
            judgement.About(unit.Code);
            OneActiveContract.Check(judgement, unit.Sale.Pages, e.ContractNumber);
            if (loaded.Sale.IsPresale)
                HouseStands.CheckForSale(judgement, unit.House!, unit.Sale.Pages.Title);
        }

        judgement.About("");
        SaleRules.Check(judgement, loaded.Sale);
        AmountUnit.NoteConversion(judgement, e.PriceConverted, e.PriceFen, "price_fen");
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("签订日期", "signing date"), e.SigningDate, "signing_date"));
    }

    /// <inheritdoc/>
    protected override void Write(Book book, SignedContractCase loaded)
    {
        var e = loaded.Event;
        var page = new ContractPage
        {
            ContractNumber = e.ContractNumber,
            Kind = e.Kind,
            State = ContractState.Signed,
            SigningDate = e.SigningDate,
            PriceFen = e.PriceFen,
            Document = e.Act.Document,
            PermitNumber = e.PermitNumber,
            Payment = e.Payment,
            Supervised = e.Supervised,
            DepositNumber = e.DepositNumber,
            QualificationNumber = e.QualificationNumber,
            Version = 1,
            FilingNotRequired = e.Kind == ContractKind.Stock && !book.City.FilingRequired,
        };
        page.Units.AddRange(e.Units);
        page.Sellers.AddRange(e.Sellers);
        page.Buyers.AddRange(e.Buyers);
        book.Write(loaded.Contract.Key, page);
        foreach (var unit in loaded.Sale.Units)
        {
            book.Write(unit.Sale.Pages.Deal.Key, new DealPage
            {
                ContractNumber = e.ContractNumber,
                State = ContractState.Signed,
                Epoch = unit.Sale.Unit.Epoch,
            });
            if (loaded.Sale.IsPresale)
                HouseStands.Mark(book, unit.House!, HouseState.Signed);
        }
    }
}
