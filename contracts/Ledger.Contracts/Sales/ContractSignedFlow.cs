using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>合同网签: a sale contract of one or more units is signed online.</summary>
internal sealed class ContractSignedFlow()
    : Flow<ContractSigned, SigningCase>(DepartmentNames.Transaction, new("合同网签", "signing of the contract"))
{
    /// <summary>The contract's number names its kind.</summary>
    internal static void CheckNumber(Shape shape, ContractSigned e)
    {
        if (shape.Identifier<ContractNumber>(e.ContractNumber, "contract_number"))
        {
            var letter = shape.City.Grammar.SaleKindOf(ContractNumber.Parse(e.ContractNumber));
            if (e.Kind switch { ContractKind.NewBuild => letter != 'A', ContractKind.Stock => letter != 'B', _ => true })
            {
                shape.Fault(Shape.C69, "kind", e.Kind,
                    new("与合同编号第7位一致（A增量房，B存量房）", "the kind that letter 7 of the contract number names (A new-build, B stock)"));
            }
        }
    }

    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, ContractSigned e)
    {
        CheckNumber(shape, e);
        shape.Date(e.SigningDate, "signing_date");
        shape.Amount(e.PriceFen, "price_fen");
        shape.RateValue(e.VatRate, "vat_rate");
        ContractShape.CheckUnits(shape, e.Units, (e.Sellers, "sellers"), (e.Buyers, "buyers"), ContractShape.OneStakeEach);
    }

    /// <inheritdoc/>
    protected override SigningCase Load(ContractSigned e, Book book)
        => new(
            e,
            book.Contract(e.ContractNumber),
            [.. e.Units.Select((unit, i) => new UnitSale(unit, i, e.Sellers, e.Buyers, UnitPages.Read(book, unit.UnitCode)))]);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, SigningCase loaded, Signer signer)
    {
        var e = loaded.Event;
        ContractStands.CheckAbsent(judgement, loaded.Contract);
        foreach (var sale in loaded.Sales)
        {
            var path = $"units[{sale.Index}]";
            TokenEpoch.Check(judgement, sale.Unit.Epoch, sale.Pages.Title, In(path + ".epoch"));
            OneActiveContract.Check(judgement, sale.Pages, e.ContractNumber);
            SellersOwn.Check(judgement, sale, In(path + ".sellers"));
            CoOwnersConsent.Check(judgement, sale.Pages.Title, sale.IsWhole, sale.Sellers, In(path + ".sellers"));
            SidesDiffer.Check(judgement, sale, In(path));
            SharesSumToOne.CheckBuyers(judgement, sale.Unit, sale.Index);
            SharesSumToOne.CheckFits(judgement, sale, In(path + ".share"));
            Restraints.Check(judgement, sale.Pages);
        }

        AmountUnit.NoteConversion(judgement, e.PriceConverted, e.PriceFen, "price_fen");
        AmountUnit.CheckUnitPrice(judgement, e.PriceFen, loaded.Sales);
        DateOrder.NotInFuture(judgement, DatedFact.Stated(new("签订日期", "signing date"), e.SigningDate, "signing_date"));
    }

    private static Func<Wording, object?, FindingValue> In(string path) => (label, value) => Labels.InEvent(label, value, path);

    /// <inheritdoc/>
    protected override void Write(Book book, SigningCase loaded)
    {
        var e = loaded.Event;
        var page = new ContractPage
        {
            ContractNumber = e.ContractNumber,
            Kind = e.Kind,
            State = ContractState.Signed,
            SigningDate = e.SigningDate,
            PriceFen = e.PriceFen,
            VatRate = e.VatRate,
            Document = e.Act.Document,
        };
        page.Units.AddRange(e.Units);
        page.Sellers.AddRange(e.Sellers);
        page.Buyers.AddRange(e.Buyers);
        book.Write(loaded.Contract.Key, page);
        foreach (var sale in loaded.Sales)
        {
            book.Write(sale.Pages.Deal.Key, new DealPage
            {
                ContractNumber = e.ContractNumber,
                State = ContractState.Signed,
                Epoch = sale.Unit.Epoch,
            });
        }
    }
}
