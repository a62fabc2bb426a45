using Ledger.V1;
using static Ledger.Network.DemoPaper;

namespace Ledger.Network;

/// <summary>A parcel that the state grants to a developer, with its deed tax.</summary>
/// <param name="numbers">Numbers of the papers.</param>
/// <param name="parcel">The parcel.</param>
/// <param name="price">What the developer pays for it.</param>
internal sealed class DemoGrant(DemoNumbers numbers, string parcel, decimal price)
{
    private const uint Rate = 3_000;

    private static readonly PartyInput State = new() { DocumentType = 8, DocumentNumber = "11441900MA0000015M", Name = "示例市自然资源局" };

    private decimal Due => price * Rate / 100_000;

    /// <summary>Number of the instrument that states it.</summary>
    public string Number { get; } = numbers.Office("ZY");

    /// <summary>土地使用权出让</summary>
    public StateInstrumentRequest Stated() => new()
    {
        Number = Number,
        Kind = InstrumentKind.Grant,
        Units =
        {
            new ContractUnitInput
            {
                UnitCode = parcel,
                Share = "1/1",
                Area = "5210.00",
                Sellers = { new StakeInput { Party = 0 } },
                Buyers = { new StakeInput { Party = 0 } },
                Price = Yuan(price),
            },
        },
        Givers = { State },
        Takers = { Developer },
        Date = numbers.Today,
        Value = Yuan(price),
        Papers = { new InstrumentPaperInput { Kind = "GRANT_CONTRACT", Sha256 = Hash("国有建设用地使用权出让合同") } },
        Document = Of("land-grant.contract", "国有建设用地使用权出让合同"),
    };

    /// <summary>税务申报</summary>
    public DeclareTaxRequest Declare() => new()
    {
        ContractNumber = Number,
        Date = numbers.Today,
        Organ = DemoDeed.Organ,
        Units = { new DeclaredUnitInput { UnitCode = parcel, Price = Yuan(price) } },
        Document = Of("declaration.form", "纳税申报表"),
    };

    /// <summary>核税</summary>
    public AssessTaxRequest Assess() => new()
    {
        ContractNumber = Number,
        UnitCodes = { parcel },
        LiabilityDate = numbers.Today,
        DeclarationDate = numbers.Today,
        AssessmentDate = numbers.Today,
        DeclaredPrice = Yuan(price),
        Base = Yuan(price),
        Organ = DemoDeed.Organ,
        UnitBases = { new UnitAmountInput { UnitCode = parcel, Amount = Yuan(price) } },
        VatTreatment = VatTreatment.NotSubject,
        Lines =
        {
            new TaxLineInput
            {
                Tax = TaxKind.Deed,
                Side = TaxSide.Transferee,
                Taxpayer = Developer,
                Base = Yuan(price),
                Rate = Rate,
                Due = Yuan(Due),
                UnitCode = parcel,
                BuyerClass = BuyerClass.Other,
            },
        },
        Document = Of("assessment", "核定表"),
    };

    /// <summary>缴税</summary>
    public PayTaxRequest Pay() => new()
    {
        ContractNumber = Number,
        PaymentDate = numbers.Today,
        Tickets =
        {
            new TicketInput
            {
                Number = numbers.Ticket(),
                Taxpayer = Developer,
                Date = numbers.Today,
                Lines = { new TicketLineInput { Tax = TaxKind.Deed, Side = TaxSide.Transferee, UnitCode = parcel, Amount = Yuan(Due) } },
            },
        },
        Document = Of("payment.channel", "电子缴税"),
    };
}
