using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Benchmarks;

/// <summary>A developer's new flat from its opening to the buyer's title: six acts of three departments, one after the other.</summary>
/// <param name="today">Day of every act.</param>
internal sealed class SalePapers(Day today)
{
    /// <summary>Acts of one sale.</summary>
    public const int Acts = 6;

    private const uint DeedTaxRate = 1_000;
    private const uint LandTaxRate = 2_000;
    private const uint VatRate = 9_000;
    private const string Price = "1090000.00";
    private const string NetPrice = "1000000.00";

    private static readonly PartyInput Developer = new() { DocumentType = 8, DocumentNumber = "91441900MA0000015D", Name = "示例置业有限公司" };

    private readonly OpeningPapers openings = new(today);

    /// <summary>First registration for the developer.</summary>
    public OpenFirstRegistrationRequest Open(int index) => new()
    {
        Recording = openings.Recording(index),
        Opening = openings.Opening(index, Developer),
        Document = OpeningPapers.Document(),
    };

    /// <summary>The sale's contract.</summary>
    public SignContractRequest Sign(int index)
    {
        var numbers = new CaseNumbers(index, today);
        return new SignContractRequest
        {
            ContractNumber = numbers.Contract,
            Kind = ContractKind.NewBuild,
            SigningDate = numbers.Today,
            Price = Yuan(Price),
            VatRate = VatRate,
            Units =
            {
                new ContractUnitInput
                {
                    UnitCode = numbers.Unit,
                    Share = "1/1",
                    Area = "89.50",
                    Sellers = { new StakeInput { Party = 0 } },
                    Buyers = { new StakeInput { Party = 0 } },
                },
            },
            Sellers = { Developer },
            Buyers = { numbers.Person },
            Document = OpeningPapers.Document(),
        };
    }

    /// <summary>Its filing.</summary>
    public FileContractRequest File(int index)
    {
        var numbers = new CaseNumbers(index, today);
        return new FileContractRequest
        {
            ContractNumber = numbers.Contract,
            FilingNumber = numbers.Contract,
            FilingDate = numbers.Today,
            Document = OpeningPapers.Document(),
        };
    }

    /// <summary>Deed tax of the buyer, land appreciation tax of the developer.</summary>
    public AssessTaxRequest Assess(int index)
    {
        var numbers = new CaseNumbers(index, today);
        return new AssessTaxRequest
        {
            ContractNumber = numbers.Contract,
            UnitCodes = { numbers.Unit },
            LiabilityDate = numbers.Today,
            DeclarationDate = numbers.Today,
            AssessmentDate = numbers.Today,
            DeclaredPrice = Yuan(Price),
            Base = Yuan(NetPrice),
            Lines =
            {
                new TaxLineInput
                {
                    Tax = TaxKind.Deed, Side = TaxSide.Transferee, Taxpayer = numbers.Person, Base = Yuan(NetPrice), Rate = DeedTaxRate,
                    Due = Yuan("10000.00"), BuyerClass = BuyerClass.OnlyHome,
                },
                new TaxLineInput
                {
                    Tax = TaxKind.LandAppreciation, Side = TaxSide.Transferor, Taxpayer = Developer, Base = Yuan(NetPrice), Rate = LandTaxRate,
                    Due = Yuan("20000.00"),
                },
            },
            Document = OpeningPapers.Document(),
        };
    }

    /// <summary>Both taxes paid in full.</summary>
    public PayTaxRequest Pay(int index)
    {
        var numbers = new CaseNumbers(index, today);
        return new PayTaxRequest
        {
            ContractNumber = numbers.Contract,
            PaymentDate = numbers.Today,
            Tickets =
            {
                new TicketInput { Number = numbers.Ticket(0), Tax = TaxKind.Deed, Side = TaxSide.Transferee,
                    Taxpayer = numbers.Person, Amount = Yuan("10000.00") },
                new TicketInput { Number = numbers.Ticket(1), Tax = TaxKind.LandAppreciation, Side = TaxSide.Transferor,
                    Taxpayer = Developer, Amount = Yuan("20000.00") },
            },
            Document = OpeningPapers.Document(),
        };
    }

    /// <summary>The transfer to the buyer.</summary>
    public RecordTransferRequest Transfer(int index)
    {
        var numbers = new CaseNumbers(index, today);
        return new RecordTransferRequest
        {
            Recording = openings.Recording(index),
            ContractNumber = numbers.Contract,
            Price = Yuan(Price),
            Units =
            {
                new UnitTransferInput
                {
                    UnitCode = numbers.Unit,
                    BusinessNumber = numbers.TransferBusiness,
                    Previous = { new CertificateInput { Number = numbers.Title } },
                    Sellers = { new TransferPartyInput { Party = Developer } },
                    Buyers = { new OwnerInput { Party = numbers.Person, Certificate = numbers.BuyersTitle } },
                },
            },
            Document = OpeningPapers.Document(),
        };
    }

    private static AmountInput Yuan(string value) => new() { Value = value };
}
