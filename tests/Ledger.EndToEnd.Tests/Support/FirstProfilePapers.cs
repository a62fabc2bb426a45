using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// One case under the first rule profile as clerks type it in: a developer's new flat sold to a buyer who borrows from a bank, and
/// its resale. Parties, numbers and amounts are invented; persons are born in the 1880s.
/// </summary>
/// <param name="numbers">Numbers of the papers.</param>
/// <param name="flat">Unit code of the flat, on <see cref="Parcel"/>.</param>
internal sealed class FirstProfilePapers(DemoNumbers numbers, string flat = FirstProfilePapers.ExampleFlat)
{
    /// <summary>The flat of the commands' examples.</summary>
    public const string ExampleFlat = "441900004001GB00012F00010101";

    /// <summary>The parcel it stands on.</summary>
    public const string Parcel = "441900004001GB00012W00000000";

    /// <summary>The seizing court's credit code.</summary>
    public const string Court = "11441900000000019Y";

    private const uint RightToLand = 3;
    private const uint RightToLandAndHouse = 4;
    private const uint Home = 10;
    private const uint DeedTaxRate = 1_000;
    private const uint LandTaxRate = 2_000;
    private const uint VatRate = 9_000;

    /// <summary>Price with VAT, and without.</summary>
    private const string Price = "1090000.00";
    private const string NetPrice = "1000000.00";

    /// <summary>The developer, who holds parcel and flat at first.</summary>
    public static PartyInput Developer { get; } = new() { DocumentType = 8, DocumentNumber = "91441900MA0000015D", Name = "示例置业有限公司" };

    /// <summary>Buys the flat and mortgages it.</summary>
    public static PartyInput Buyer { get; } = new() { DocumentType = 1, DocumentNumber = "441900188001010016", Name = "安一" };

    /// <summary>Wants to buy the flat as well, and later does sign for it.</summary>
    public static PartyInput Rival { get; } = new() { DocumentType = 1, DocumentNumber = "441900188506150022", Name = "薄二" };

    /// <summary>Contract of the first sale.</summary>
    public string Contract { get; } = numbers.Contract('A');

    /// <summary>Contract that a rival signs for the same flat.</summary>
    public string RivalContract { get; } = numbers.Contract('A');

    /// <summary>Contract of the resale.</summary>
    public string Resale { get; } = numbers.Contract('B');

    /// <summary>Ticket of the buyer's deed tax.</summary>
    public string DeedTicket { get; } = numbers.Ticket();

    /// <summary>The seizure's court document.</summary>
    public string Seizure { get; } = $"（{numbers.Today[..4]}）粤1971执保123号";

    /// <summary>The flat.</summary>
    public string Flat => flat;

    private readonly string parcelTitle = numbers.Title();
    private readonly string firstTitle = numbers.Title();
    private readonly string buyersTitle = numbers.Title();
    private readonly string mortgageProof = numbers.Proof();

    /// <summary>First registration of the parcel.</summary>
    public OpenFirstRegistrationRequest OpenParcel() => Open(Parcel, RightToLand, "5210.00", parcelTitle);

    /// <summary>First registration of the flat.</summary>
    public OpenFirstRegistrationRequest OpenFlat() => Open(flat, RightToLandAndHouse, "89.50", firstTitle);

    /// <summary>The sale's contract as the buyer signs it.</summary>
    public SignContractRequest Sale() => Sign(Contract, ContractKind.NewBuild, Developer, Buyer, Price, VatRate);

    /// <summary>A contract on the same flat with another buyer.</summary>
    public SignContractRequest RivalSale() => Sign(RivalContract, ContractKind.NewBuild, Developer, Rival, "1100000.00", VatRate);

    /// <summary>The buyer sells the flat on.</summary>
    public SignContractRequest Resell() => Sign(Resale, ContractKind.Stock, Buyer, Rival, "1200000.00", 0);

    /// <summary>Files a contract.</summary>
    public FileContractRequest File(string contract) => new()
    {
        ContractNumber = contract,
        FilingNumber = contract,
        FilingDate = numbers.Today,
        Document = Document("filing.officer", "窗口一"),
    };

    /// <summary>Deed tax of the buyer, land appreciation tax of the developer.</summary>
    public AssessTaxRequest Assess() => new()
    {
        ContractNumber = Contract,
        UnitCodes = { flat },
        LiabilityDate = numbers.Today,
        DeclarationDate = numbers.Today,
        AssessmentDate = numbers.Today,
        DeclaredPrice = Yuan(Price),
        Base = Yuan(NetPrice),
        Lines =
        {
            new TaxLineInput
            {
                Tax = TaxKind.Deed, Side = TaxSide.Transferee, Taxpayer = Buyer, Base = Yuan(NetPrice), Rate = DeedTaxRate, Due = Yuan("10000.00"),
                BuyerClass = BuyerClass.OnlyHome,
            },
            new TaxLineInput
            {
                Tax = TaxKind.LandAppreciation, Side = TaxSide.Transferor, Taxpayer = Developer, Base = Yuan(NetPrice),
                    Rate = LandTaxRate, Due = Yuan("20000.00"),
            },
        },
        Document = Document("declaration.form", "契税纳税申报表"),
    };

    /// <summary>Both taxes paid in full.</summary>
    public PayTaxRequest Pay() => new()
    {
        ContractNumber = Contract,
        PaymentDate = numbers.Today,
        Tickets =
        {
            new TicketInput { Number = DeedTicket, Tax = TaxKind.Deed, Side = TaxSide.Transferee, Taxpayer = Buyer, Amount = Yuan("10000.00") },
            new TicketInput { Number = numbers.Ticket(), Tax = TaxKind.LandAppreciation, Side = TaxSide.Transferor,
                Taxpayer = Developer, Amount = Yuan("20000.00") },
        },
        Document = Document("payment.channel", "电子缴税"),
    };

    /// <summary>The transfer to a buyer; only the contract's own passes.</summary>
    public RecordTransferRequest Transfer(PartyInput buyer) => new()
    {
        Recording = Recording(),
        ContractNumber = Contract,
        Price = Yuan(Price),
        Units =
        {
            new UnitTransferInput
            {
                UnitCode = flat,
                BusinessNumber = numbers.Business(),
                Previous = { new CertificateInput { Number = firstTitle } },
                Sellers = { new TransferPartyInput { Party = Developer } },
                Buyers = { new OwnerInput { Party = buyer, Certificate = buyersTitle } },
            },
        },
        Document = Document("application.form", "不动产登记申请书"),
    };

    /// <summary>How a mortgage is named.</summary>
    public MortgageId Mortgage(string bank) => new() { Mortgagee = bank, ContractNumber = $"DY-DEMO-{flat[^8..]}" };

    /// <summary>The mortgage contract the bank signs.</summary>
    public SignMortgageContractAct MortgageContract(string bank) => new()
    {
        Mortgage = Mortgage(bank),
        Terms = Terms(),
        SigningDate = numbers.Today,
        Units = { new MortgageContractUnitInput { UnitCode = flat, Share = "1/1" } },
        Mortgagors = { Buyer },
        Document = Document("main-contract.number", "JK-DEMO-0001"),
    };

    /// <summary>The mortgage's registration.</summary>
    public RegisterMortgageRequest RegisterMortgage(string bank) => new()
    {
        Recording = Recording(),
        Mortgage = Mortgage(bank),
        Terms = Terms(),
        Certificate = mortgageProof,
        Units = { new MortgageUnitInput { UnitCode = flat, BusinessNumber = numbers.Business(), Rank = 1, Share = "1/1" } },
        Document = Document("application.form", "不动产登记申请书（抵押）"),
    };

    /// <summary>The release of the settled loan.</summary>
    public ReleaseAct Release(string bank) => new()
    {
        Mortgage = Mortgage(bank),
        Reason = ReleaseReason.Settled,
        Date = numbers.Today,
        Document = Document("settlement.proof", "贷款结清证明"),
    };

    /// <summary>The mortgage's cancellation.</summary>
    public CancelMortgageRequest CancelMortgage(string bank) => new()
    {
        Recording = Recording(),
        Mortgage = Mortgage(bank),
        Certificate = new CertificateInput { Number = mortgageProof },
        Units = { new UnitBusinessInput { UnitCode = flat, BusinessNumber = numbers.Business() } },
        Document = Document("application.form", "不动产登记申请书（注销）"),
    };

    /// <summary>The court's seizure.</summary>
    public EnterSeizureRequest Seize() => new()
    {
        Recording = Recording(),
        UnitCode = flat,
        BusinessNumber = numbers.Business(),
        Kind = SeizureKind.Seizure,
        Authority = Court,
        DocumentNumber = Seizure,
        DeliveryTimeMs = numbers.TodayMs,
        Term = new SeizureTerm { Months = 36 },
        Document = Document("notice", "协助执行通知书"),
    };

    /// <summary>The court lifts it.</summary>
    public LiftSeizureRequest Lift() => new()
    {
        Recording = Recording(),
        UnitCode = flat,
        BusinessNumber = numbers.Business(),
        Authority = Court,
        DocumentNumber = Seizure,
        LiftDocumentNumber = Seizure.Replace("123", "124", StringComparison.Ordinal),
        Outcome = LiftOutcome.Released,
        Document = Document("notice", "解除查封通知书"),
    };

    /// <summary>The bank asks about its own collateral.</summary>
    public CheckRequest CheckAsMortgagee(string bank, ulong expiresMs) => new()
    {
        UnitCode = flat,
        Purpose = CheckPurpose.LoanManagement,
        Mortgagee = Mortgage(bank),
        ExpiresMs = expiresMs,
    };

    /// <summary>The bank asks with the owner's authorisation.</summary>
    public CheckRequest CheckWithAuthorisation(ulong expiresMs) => new()
    {
        UnitCode = flat,
        Purpose = CheckPurpose.LoanApplication,
        Authorisation = new OwnerAuthorisation
        {
            Number = "SQ-DEMO-0001",
            Owner = Buyer,
            DocumentSha256 = Google.Protobuf.ByteString.CopyFrom(System.Security.Cryptography.SHA256.HashData("授权书"u8)),
            AllowLien = true,
            ValidTo = numbers.In(30),
        },
        ExpiresMs = expiresMs,
    };

    private static AmountInput Yuan(string value) => new() { Value = value };

    private static DocumentInput Document(string field, string value) => new() { Fields = { new DocumentField { Name = field, Value = value } } };

    private static MortgageTermsInput Terms(DemoNumbers numbers) => new()
    {
        Mode = MortgageMode.General,
        Amount = Yuan("700000.00"),
        TermFirstDay = numbers.Today,
        TermLastDay = numbers.In(365 * 20),
        Scope = 1,
    };

    private MortgageTermsInput Terms() => Terms(numbers);

    private RecordingInput Recording() => new()
    {
        AcceptanceNumber = numbers.Acceptance(),
        AcceptanceTimeMs = numbers.TodayMs,
        RecordingDate = numbers.Today,
    };

    private OpenFirstRegistrationRequest Open(string unit, uint rightType, string area, string certificate) => new()
    {
        Recording = Recording(),
        Opening = new OpeningInput
        {
            UnitCode = unit,
            BusinessNumber = numbers.Business(),
            RightType = rightType,
            Use = Home,
            Area = area,
            Owners = { new OwnerInput { Party = Developer, Certificate = certificate } },
        },
        Document = Document("address", "东莞市南城街道示例路1号"),
    };

    private SignContractRequest Sign(string number, ContractKind kind, PartyInput seller, PartyInput buyer, string price, uint vat) => new()
    {
        ContractNumber = number,
        Kind = kind,
        SigningDate = numbers.Today,
        Price = Yuan(price),
        VatRate = vat,
        Units =
        {
            new ContractUnitInput
            {
                UnitCode = flat,
                Share = "1/1",
                Area = "89.50",
                Sellers = { new StakeInput { Party = 0 } },
                Buyers = { new StakeInput { Party = 0 } },
            },
        },
        Sellers = { seller },
        Buyers = { buyer },
        Document = Document("payment.method", "按揭"),
    };
}
