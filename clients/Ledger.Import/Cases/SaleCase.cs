using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Import;

/// <summary>
/// A sale as the clerks of the departments enter it: contract, taxes, case with its transfer. Every business date is the day of the
/// deal. It is a function of the plan and of the titles before, so after a restart the same requests come out.
/// </summary>
internal sealed class SaleCase
{
    private readonly PlannedDeal deal;
    private readonly DealNumbers numbers;
    private readonly Counter counter;
    private readonly IReadOnlyList<UnitSale> units;
    private readonly List<InventedPerson> sellers;
    private readonly SaleTaxes taxes;
    private readonly string date;

    /// <summary>A sale of units whose titles the ledger knows.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="titles">Title of each of its units, in their order.</param>
    /// <param name="counter">Where its case is handled.</param>
    public SaleCase(PlannedDeal deal, DealNumbers numbers, IReadOnlyList<HeldTitle> titles, Counter counter)
    {
        this.deal = deal;
        this.numbers = numbers;
        this.counter = counter;
        units = UnitSale.Of(deal, titles);
        sellers = [.. units.SelectMany(unit => unit.Parts).Select(part => part.Owner.CitizenNumber).Distinct(StringComparer.Ordinal)
            .Select(number => new InventedPerson(number))];
        taxes = SaleTaxes.Of(units, numbers.Buyer, numbers.Date);
        date = numbers.Date.ToString();
    }

    /// <summary>Titles by unit code, as they are after the transfer.</summary>
    public IReadOnlyDictionary<string, HeldTitle> TitlesAfter
        => units.ToDictionary(unit => unit.Unit.Code, unit => unit.After(numbers), StringComparer.Ordinal);

    /// <summary>Whether there is anything to pay: of a price of some fen nothing is.</summary>
    public bool OwesTaxes => taxes.Owed.Count > 0;

    /// <summary>The contract.</summary>
    public TransactionAct Sign()
    {
        var request = new SignContractRequest
        {
            ContractNumber = numbers.Contract,
            Kind = ContractKind.Stock,
            SigningDate = date,
            Price = CaseText.Amount(deal.PriceFen),
            Payment = PaymentMode.Full,
            Buyers = { numbers.Buyer.ToInput() },
            Document = new DocumentInput(),
        };
        request.Sellers.AddRange(sellers.Select(seller => seller.ToInput()));
        request.Units.AddRange(units.Select(Unit));
        request.Document.Fields.AddRange(
            deal.Remarks.Select(remark => new DocumentField { Name = remark.Key, Value = Acknowledgements.Shorten(remark.Value) }));
        foreach (var (unit, rule) in units.SelectMany(ForeseenWarnings.Of))
            Acknowledgements.Add(request.Document, rule, unit);
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

    /// <summary>The declaration: price of every unit, and since when each seller has held it.</summary>
    public TaxAct Declare()
    {
        var request = new DeclareTaxRequest { ContractNumber = numbers.Contract, Date = date, Organ = Counter.TaxOrgan, Document = new DocumentInput() };
        request.Units.AddRange(units.Select(unit => new DeclaredUnitInput
        {
            UnitCode = unit.Unit.Code,
            Price = CaseText.Amount(unit.PriceFen),
            Held =
            {
                // Of an earlier sale that comes to light later, the journal knows the holder of today.
                unit.Parts.Where(part => part.Owner.Since <= numbers.Date.Number).Select(part => new HeldSinceInput
                {
                    Party = new InventedPerson(part.Owner.CitizenNumber).ToInput(),
                    HeldSince = Day.FromNumber(part.Owner.Since).ToString(),
                }),
            },
        }));
        return new TaxAct { Declare = request };
    }

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
            Base = CaseText.Amount(taxes.Bases.Aggregate(0UL, static (sum, unit) => sum + unit.Fen)),
            Organ = Counter.TaxOrgan,
            Town = Counter.TaxTown,
            VatTreatment = taxes.VatTreatment,
            VatRate = taxes.VatRate.PerHundredThousand,
            Document = new DocumentInput(),
        };
        request.UnitCodes.AddRange(units.Select(unit => unit.Unit.Code));
        request.UnitBases.AddRange(taxes.Bases.Select(unit => new UnitAmountInput { UnitCode = unit.UnitCode, Amount = CaseText.Amount(unit.Fen) }));
        request.Lines.AddRange(taxes.AllLines.Select(line => line.ToInput()));
        return new TaxAct { Assess = request };
    }

    /// <summary>The payment of everything that is owed, by a voucher for each party.</summary>
    public TaxAct Pay()
    {
        var request = new PayTaxRequest { ContractNumber = numbers.Contract, PaymentDate = date, Document = new DocumentInput() };
        request.Tickets.AddRange(taxes.Owed.Select((party, i) => new TicketInput
        {
            Number = numbers.Ticket(i),
            Taxpayer = party.Key.ToInput(),
            Date = date,
            Lines =
            {
                party.Select(line => new TicketLineInput
                {
                    Tax = line.Tax,
                    Side = line.Side,
                    UnitCode = line.UnitCode,
                    Amount = CaseText.Amount(line.OwedFen),
                }),
            },
        }));
        return new TaxAct { Pay = request };
    }

    /// <summary>The case: what is applied for on the contract, its review, and the transfer in the book.</summary>
    public IReadOnlyList<RegistrationAct> Transfer()
    {
        var application = Accept();
        var request = new RecordTransferRequest
        {
            Recording = counter.Recording(application, numbers.Booking.RecordedMs),
            ContractNumber = numbers.Contract,
            Price = CaseText.Amount(deal.PriceFen),
            Document = new DocumentInput(),
        };
        request.Units.AddRange(units.Select(Transfer));
        return
        [
            new RegistrationAct { AcceptApplication = application },
            new RegistrationAct { ReviewCase = counter.Review(application, numbers.Booking.Accepted.ToString()) },
            new RegistrationAct { RecordTransfer = request },
        ];
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
    public TaxAct Refund() => Refund(RefundReason.ContractFailed, date);

    /// <summary>Refunds everything that was paid.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="day">When, yyyy-MM-dd.</param>
    public TaxAct Refund(RefundReason reason, string day)
    {
        var request = new RefundTaxRequest
        {
            ContractNumber = numbers.Contract,
            Date = day,
            Reason = reason,
            Document = new DocumentInput()
        };
        request.Refunds.AddRange(taxes.Owed.SelectMany((party, i) => party.Select(line => new RefundInput
        {
            TicketNumber = numbers.Ticket(i),
            Tax = line.Tax,
            Side = line.Side,
            UnitCode = line.UnitCode,
            Amount = CaseText.Amount(line.OwedFen),
        })));
        return new TaxAct { Refund = request };
    }

    private AcceptApplicationRequest Accept()
    {
        var request = new AcceptApplicationRequest
        {
            AcceptanceNumber = numbers.TransferAcceptance,
            AcceptanceTimeMs = numbers.Booking.AcceptedMs,
            Town = Counter.Town,
            Basis = numbers.Contract,
            Channel = CaseChannel.Counter,
            Document = new DocumentInput(),
        };
        foreach (var unit in units)
        {
            var code = unit.Unit.Code;
            request.Flows.Add(new AcceptedFlowInput { Flow = FlowCode.F211, UnitCode = code, BusinessNumber = numbers.TransferBusiness(unit.Place) });
            request.Applicants.Add(new ApplicantsInput
            {
                UnitCode = code,
                Parties = { unit.Parts.Select(part => new InventedPerson(part.Owner.CitizenNumber).ToInput()), numbers.Buyer.ToInput() },
            });
        }

        return request;
    }

    private ContractUnitInput Unit(UnitSale sale)
    {
        var unit = new ContractUnitInput
        {
            UnitCode = sale.Unit.Code,
            Share = sale.Sold.ToString(),
            Area = CaseText.Area(sale.Unit.Area),
            BuyerCoOwnership = CoOwnership.Single,
            Buyers = { new StakeInput { Party = 0 } },
            Price = CaseText.Amount(sale.PriceFen),
            Use = sale.Unit.Use,
            CoOwnersWaived = sale.IsShared && !sale.IsWhole,
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
            Price = CaseText.Amount(sale.PriceFen),
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
