using Ledger.Facts;
using Ledger.Import;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>
/// The papers of one sale under rule profile 2, from the old book to the registered mortgage: every act happens today, every person,
/// number and amount is invented; persons are born in the 1880s.
/// </summary>
/// <param name="numbers">Numbers of the papers.</param>
/// <param name="flat">Unit code of the flat.</param>
/// <param name="counter">Where the cases are accepted and reviewed.</param>
internal sealed class SalePapers(DemoNumbers numbers, string flat, Counter counter)
{
    private const uint RightToLandAndHouse = 4;
    private const uint Home = 10;
    private const string Area = "89.50";
    private const string Price = "1090000.00";
    private const uint DeedTaxRate = 3_000;
    private const uint VatRate = 3_000;
    private const uint IncomeTaxRate = 1_000;
    private const string Bank = "91441900MA00000238";

    private static readonly PartyInput Seller = new() { DocumentType = 1, DocumentNumber = "441900188001010016", Name = "安一" };
    private static readonly PartyInput Buyer = new() { DocumentType = 1, DocumentNumber = "441900188506150022", Name = "薄二" };
    private static readonly PartyInput Lender = new() { DocumentType = 7, DocumentNumber = Bank, Name = "甲银行" };

    private readonly string contract = numbers.Contract('B');
    private readonly string sellersTitle = numbers.Title();
    private readonly string buyersTitle = numbers.Title();

    /// <summary>The flat as the old book has it.</summary>
    public OpenMigratedRequest Open()
    {
        var request = new OpenMigratedRequest
        {
            Recording = new RecordingInput
            {
                AcceptanceNumber = numbers.Acceptance(),
                AcceptanceTimeMs = numbers.TodayMs,
                RecordingTimeMs = numbers.TodayMs,
            },
            Opening = new OpeningInput
            {
                UnitCode = flat,
                BusinessNumber = numbers.Business(),
                RightType = RightToLandAndHouse,
                Use = Home,
                Area = Area,
                Owners = { new OwnerInput { Party = Seller, Certificate = sellersTitle } },
            },
            MigrationDate = numbers.Today,
            Document = Document("address", "东莞市南城街道示例路1号"),
        };
        request.Since.AddRange(Enum.GetValues<EncumbranceKind>().Where(static kind => kind != EncumbranceKind.Unspecified)
            .Select(kind => new OldKindInput { Kind = kind, Day = numbers.Today }));
        return request;
    }

    /// <summary>The contract.</summary>
    public SignContractRequest Sign() => new()
    {
        ContractNumber = contract,
        Kind = ContractKind.Stock,
        SigningDate = numbers.Today,
        Price = Yuan(Price),
        Payment = PaymentMode.Full,
        Units =
        {
            new ContractUnitInput
            {
                UnitCode = flat,
                Share = "1/1",
                Area = Area,
                Price = Yuan(Price),
                Use = Home,
                Sellers = { new StakeInput { Party = 0 } },
                Buyers = { new StakeInput { Party = 0 } },
            },
        },
        Sellers = { Seller },
        Buyers = { Buyer },
        Document = Document("payment.method", "一次性付款"),
    };

    /// <summary>Its filing.</summary>
    public FileContractRequest File() => new()
    {
        ContractNumber = contract,
        FilingNumber = contract,
        FilingDate = numbers.Today,
        Document = Document("filing.officer", "窗口一"),
    };

    /// <summary>The declaration: the seller has held the flat since today.</summary>
    public DeclareTaxRequest Declare() => new()
    {
        ContractNumber = contract,
        Date = numbers.Today,
        Organ = Counter.TaxOrgan,
        Units =
        {
            new DeclaredUnitInput
            {
                UnitCode = flat,
                Price = Yuan(Price),
                Held = { new HeldSinceInput { Party = Seller, HeldSince = numbers.Today } },
            },
        },
        Document = Document("declaration.form", "纳税申报表"),
    };

    /// <summary>Deed tax of the buyer; VAT and income tax of the seller.</summary>
    public AssessTaxRequest Assess()
    {
        var request = new AssessTaxRequest
        {
            ContractNumber = contract,
            UnitCodes = { flat },
            LiabilityDate = numbers.Today,
            DeclarationDate = numbers.Today,
            AssessmentDate = numbers.Today,
            DeclaredPrice = Yuan(Price),
            Base = Fen(Net),
            Organ = Counter.TaxOrgan,
            VatTreatment = VatTreatment.Taxed,
            VatRate = VatRate,
            UnitBases = { new UnitAmountInput { UnitCode = flat, Amount = Fen(Net) } },
            Document = Document("assessment", "核税通知"),
        };
        request.Lines.AddRange(Taxes.Select(tax => new TaxLineInput
        {
            Tax = tax.Kind,
            Side = tax.Side,
            Taxpayer = tax.Side == TaxSide.Transferee ? Buyer : Seller,
            UnitCode = flat,
            Base = Fen(Net),
            Rate = tax.Rate,
            Due = Fen(Due(tax.Rate)),
            BuyerClass = tax.Kind == TaxKind.Deed ? BuyerClass.Other : BuyerClass.Unspecified,
        }));
        return request;
    }

    /// <summary>All of it paid, by a voucher for each party.</summary>
    public PayTaxRequest Pay()
    {
        var request = new PayTaxRequest { ContractNumber = contract, PaymentDate = numbers.Today, Document = Document("payment.channel", "电子缴税") };
        request.Tickets.AddRange(Taxes.GroupBy(static tax => tax.Side).Select(side => new TicketInput
        {
            Number = numbers.Ticket(),
            Taxpayer = side.Key == TaxSide.Transferee ? Buyer : Seller,
            Date = numbers.Today,
            Lines = { side.Select(tax => new TicketLineInput { Tax = tax.Kind, Side = tax.Side, UnitCode = flat, Amount = Fen(Due(tax.Rate)) }) },
        }));
        return request;
    }

    /// <summary>The case of the transfer, accepted, reviewed and recorded.</summary>
    public IReadOnlyList<RegistrationAct> Transfer()
    {
        var application = Accept(FlowCode.F211, contract, Seller, Buyer);
        return Case(application, new RegistrationAct
        {
            RecordTransfer = new RecordTransferRequest
            {
                Recording = Recording(application),
                ContractNumber = contract,
                Price = Yuan(Price),
                Units =
                {
                    new UnitTransferInput
                    {
                        UnitCode = flat,
                        BusinessNumber = application.Flows[0].BusinessNumber,
                        Price = Yuan(Price),
                        Previous = { new CertificateInput { Number = sellersTitle } },
                        Sellers = { new TransferPartyInput { Party = Seller } },
                        Buyers = { new OwnerInput { Party = Buyer, Certificate = buyersTitle } },
                    },
                },
                Document = Document("application.form", "不动产登记申请书"),
            },
        });
    }

    /// <summary>The mortgage contract the bank signs.</summary>
    public SignMortgageContractAct SignMortgage() => new()
    {
        Mortgage = Mortgage,
        Terms = Terms(),
        SigningDate = numbers.Today,
        Object = MortgageObject.LandAndBuilding,
        Units = { new MortgageContractUnitInput { UnitCode = flat, Share = "1/1", Appraised = Yuan(Price) } },
        Mortgagors = { Buyer },
        Debtors = { Buyer },
        Document = Document("main-contract.number", "JK-DEMO-0001"),
    };

    /// <summary>The case of the mortgage, accepted, reviewed and recorded.</summary>
    public IReadOnlyList<RegistrationAct> RegisterMortgage()
    {
        var application = Accept(FlowCode.M1, "", Buyer, Lender);
        return Case(application, new RegistrationAct
        {
            RegisterMortgage = new RegisterMortgageRequest
            {
                Recording = Recording(application),
                Mortgage = Mortgage,
                Terms = Terms(),
                Certificate = numbers.Proof(),
                Object = MortgageObject.LandAndBuilding,
                Ground = RegistrationGround.LedgerContract,
                Units = { new MortgageUnitInput { UnitCode = flat, BusinessNumber = application.Flows[0].BusinessNumber, Rank = 1, Share = "1/1" } },
                Document = Document("application.form", "不动产登记申请书（抵押）"),
            },
        });
    }

    private static IReadOnlyList<(TaxKind Kind, TaxSide Side, uint Rate)> Taxes { get; } =
    [
        (TaxKind.Deed, TaxSide.Transferee, DeedTaxRate),
        (TaxKind.Vat, TaxSide.Transferor, VatRate),
        (TaxKind.Income, TaxSide.Transferor, IncomeTaxRate),
    ];

    private static ulong Net => Money.Parse(Price).NetOf(Rate.FromPerHundredThousand(VatRate)).Fen;

    private MortgageId Mortgage => new() { Mortgagee = Bank, ContractNumber = $"DY-DEMO-{flat[^8..]}" };

    private static ulong Due(uint rate) => Money.FromFen(Net).MultiplyRoundHalfUp(Rate.FromPerHundredThousand(rate)).Fen;

    private static AmountInput Yuan(string value) => new() { Value = value };

    private static AmountInput Fen(ulong fen) => Yuan(Money.FromFen(fen).ToString());

    private static DocumentInput Document(string field, string value) => new() { Fields = { new DocumentField { Name = field, Value = value } } };

    private MortgageTermsInput Terms() => new()
    {
        Mode = MortgageMode.General,
        Amount = Yuan("700000.00"),
        TermFirstDay = numbers.Today,
        TermLastDay = numbers.In(365 * 20),
        Scope = 1,
    };

    private AcceptApplicationRequest Accept(FlowCode flow, string basis, params PartyInput[] applicants) => new()
    {
        AcceptanceNumber = numbers.Acceptance(),
        AcceptanceTimeMs = numbers.TodayMs,
        Town = Counter.Town,
        Flows = { new AcceptedFlowInput { Flow = flow, UnitCode = flat, BusinessNumber = numbers.Business() } },
        Basis = basis,
        Applicants = { new ApplicantsInput { UnitCode = flat, Parties = { applicants } } },
        Channel = CaseChannel.Counter,
        Document = Document("application.form", "不动产登记申请书"),
    };

    // Everything happens at the first instant of today, which is past at any hour: the business numbers say in which order.
    private RecordingInput Recording(AcceptApplicationRequest application) => counter.Recording(application, application.AcceptanceTimeMs);

    private IReadOnlyList<RegistrationAct> Case(AcceptApplicationRequest application, RegistrationAct act) =>
    [
        new RegistrationAct { AcceptApplication = application },
        new RegistrationAct { ReviewCase = counter.Review(application, numbers.Today) },
        act,
    ];
}
