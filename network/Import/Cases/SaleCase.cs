using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Network;

/// <summary>
/// A sale as the clerks of the departments enter it: contract, taxes, transfer. Every business date is the day of the deal. It is
/// a function of the plan and of the titles before, so after a restart the same requests come out.
/// </summary>
internal sealed class SaleCase
{
    private readonly PlannedDeal deal;
    private readonly DealNumbers numbers;
    private readonly IReadOnlyList<UnitSale> units;
    private readonly List<InventedPerson> sellers;
    private readonly string date;

    /// <summary>A sale of units whose titles the ledger knows.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="titles">Title of each of its units, in their order.</param>
    public SaleCase(PlannedDeal deal, DealNumbers numbers, IReadOnlyList<HeldTitle> titles)
    {
        this.deal = deal;
        this.numbers = numbers;
        units = [.. deal.Units.Select((unit, i) => UnitSale.Of(unit, i, titles[i]))];
        sellers = [.. units.SelectMany(unit => unit.Parts).Select(part => part.Owner.CitizenNumber).Distinct(StringComparer.Ordinal)
            .Select(number => new InventedPerson(number))];
        date = numbers.Date.ToString();
    }

    /// <summary>Titles by unit code, as they are after the transfer.</summary>
    public IReadOnlyDictionary<string, HeldTitle> TitlesAfter
        => units.ToDictionary(unit => unit.Unit.Code, unit => unit.After(numbers), StringComparer.Ordinal);

    /// <summary>The contract.</summary>
    public TransactionAct Sign()
    {
        var request = new SignContractRequest
        {
            ContractNumber = numbers.Contract,
            Kind = ContractKind.Stock,
            SigningDate = date,
            Price = CaseText.Amount(deal.PriceFen),
            Buyers = { numbers.Buyer.ToInput() },
            Document = new DocumentInput(),
        };
        request.Sellers.AddRange(sellers.Select(seller => seller.ToInput()));
        request.Units.AddRange(units.Select(Unit));
        request.Document.Fields.AddRange(
            deal.Remarks.Select(remark => new DocumentField { Name = remark.Key, Value = Acknowledgements.Shorten(remark.Value) }));
        if (UnitPrice.IsImplausible(deal))
            Acknowledgements.Add(request.Document, UnitPrice.Rule);
        return new TransactionAct { SignContract = request };
    }

    /// <summary>Its filing.</summary>
    public TransactionAct File() => new()
    {
        FileContract = new FileContractRequest
        {
            ContractNumber = numbers.Contract,
            FilingNumber = numbers.Contract,
            FilingDate = date,
            Document = new DocumentInput()
        },
    };

    /// <summary>The assessment: what <see cref="SaleTaxes"/> says.</summary>
    public TaxAct Assess()
    {
        var request = new AssessTaxRequest
        {
            ContractNumber = numbers.Contract,
            LiabilityDate = date,
            DeclarationDate = date,
            AssessmentDate = date,
            DeclaredPrice = CaseText.Amount(deal.PriceFen),
            Base = CaseText.Amount(deal.PriceFen),
            Document = new DocumentInput(),
        };
        request.UnitCodes.AddRange(units.Select(unit => unit.Unit.Code));
        request.Lines.AddRange(Taxes().Select(line => line.ToInput()));
        return new TaxAct { Assess = request };
    }

    /// <summary>The payment of everything that is owed.</summary>
    public TaxAct Pay()
    {
        var request = new PayTaxRequest { ContractNumber = numbers.Contract, PaymentDate = date, Document = new DocumentInput() };
        request.Tickets.AddRange(Owed().Select((line, i) => new TicketInput
        {
            Number = numbers.Ticket(i),
            Tax = line.Tax,
            Side = line.Side,
            Taxpayer = line.Taxpayer.ToInput(),
            Amount = CaseText.Amount(line.OwedFen),
        }));
        return new TaxAct { Pay = request };
    }

    /// <summary>The transfer.</summary>
    public RegistrationAct Transfer()
    {
        var request = new RecordTransferRequest
        {
            Recording = CaseText.Recording(numbers.TransferAcceptance, numbers.Date, numbers.Date),
            ContractNumber = numbers.Contract,
            Price = CaseText.Amount(deal.PriceFen),
            Document = new DocumentInput(),
        };
        request.Units.AddRange(units.Select(Transfer));
        return new RegistrationAct { RecordTransfer = request };
    }

    /// <summary>Takes the contract back after a later step was refused.</summary>
    public TransactionAct Revoke() => new()
    {
        RevokeContract = new RevokeContractRequest
        {
            ContractNumber = numbers.Contract,
            Date = date,
            Reason = "IMPORT_REFUSED",
            Document = new DocumentInput()
        },
    };

    /// <summary>Refunds everything that was paid on the revoked contract.</summary>
    public TaxAct Refund()
    {
        var request = new RefundTaxRequest
        {
            ContractNumber = numbers.Contract,
            Date = date,
            Reason = RefundReason.ContractFailed,
            Document = new DocumentInput()
        };
        request.Refunds.AddRange(Owed().Select((line, i) => new RefundInput { TicketNumber = numbers.Ticket(i), Amount = CaseText.Amount(line.OwedFen) }));
        return new TaxAct { Refund = request };
    }

    private IReadOnlyList<SaleTaxLine> Taxes() => SaleTaxes.Of(deal, units, numbers.Buyer, sellers, numbers.Date);

    private IEnumerable<SaleTaxLine> Owed() => Taxes().Where(line => line.OwedFen > 0);

    private ContractUnitInput Unit(UnitSale sale)
    {
        var unit = new ContractUnitInput
        {
            UnitCode = sale.Unit.Code,
            Share = sale.Sold.ToString(),
            Area = CaseText.Area(sale.Unit.Area),
            BuyerCoOwnership = CoOwnership.Single,
            Buyers = { new StakeInput { Party = 0 } },
        };
        unit.Sellers.AddRange(sale.Parts.Select(part => new StakeInput
        {
            Party = (uint)sellers.FindIndex(seller => seller.CitizenNumber == part.Owner.CitizenNumber),
            Share = sale.ShareText(part),
        }));
        unit.Land.AddRange(sale.Unit.Land.Select(land => new LandShareInput { Parcel = land.Parcel, Share = land.Share, Area = CaseText.Area(land.Area) }));
        return unit;
    }

    private UnitTransferInput Transfer(UnitSale sale)
    {
        var after = sale.After(numbers);
        var shared = after.Owners.Count > 1;
        var unit = new UnitTransferInput
        {
            UnitCode = sale.Unit.Code,
            BusinessNumber = numbers.TransferBusiness(sale.Place),
            CoOwnership = shared ? CoOwnership.Shares : CoOwnership.Single,
            Buyers =
            {
                new OwnerInput
                {
                    Party = numbers.Buyer.ToInput(),
                    Share = shared ? sale.Sold.ToString() : "",
                    Certificate = numbers.BuyerCertificate(sale.Place),
                },
            },
        };
        unit.Previous.AddRange(sale.Parts.Select(part => new CertificateInput { Number = part.Owner.Certificate }));
        unit.Sellers.AddRange(sale.Parts.Select(part => new TransferPartyInput
        {
            Party = new InventedPerson(part.Owner.CitizenNumber).ToInput(),
            Share = sale.ShareText(part),
        }));
        unit.Reissues.AddRange(sale.Parts.Where(part => part.Kept != Share.Zero).Select(part => new OwnerInput
        {
            Party = new InventedPerson(part.Owner.CitizenNumber).ToInput(),
            Certificate = numbers.ReissuedCertificate(sale.Place),
        }));
        return unit;
    }
}
