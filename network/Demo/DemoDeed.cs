using Ledger.Client;
using Ledger.V1;
using static Ledger.Network.DemoPaper;

namespace Ledger.Network;

/// <summary>One unit that goes from one party to another, with its taxes: by a sale, or by a court's instrument.</summary>
/// <param name="numbers">Numbers of the papers.</param>
/// <param name="basis">Number of the contract or the instrument.</param>
/// <param name="unit">The unit, a home of 89.50 m².</param>
/// <param name="giver">Who gives.</param>
/// <param name="taker">Who takes: his only home.</param>
/// <param name="price">What it costs.</param>
internal sealed class DemoDeed(DemoNumbers numbers, string basis, string unit, PartyInput giver, PartyInput taker, decimal price)
{
    /// <summary>The tax organ.</summary>
    public const string Organ = "14419000000";

    private const uint Vat = 9_000;
    private const uint VatOfPersons = 3_000;

    /// <summary>Number of the contract or the instrument.</summary>
    public string Basis => basis;

    /// <summary>The price.</summary>
    public decimal Price => price;

    /// <summary>Permit of a pre-sale.</summary>
    public string Permit { get; init; } = "";

    /// <summary>Income tax of a person who gives, per 100,000: 1,000, or 3,000 at an auction.</summary>
    public uint IncomeRate { get; init; } = 1_000;

    /// <summary>Agreement on its supervised money.</summary>
    public string Agreement { get; } = numbers.Office("JG");

    private bool IsNew => giver.DocumentType == 8;

    private decimal Net => IsNew ? decimal.Round(price * 100_000 / (100_000 + Vat), 2) : price;

    /// <summary>合同网签</summary>
    public SignContractRequest Sign() => new()
    {
        ContractNumber = basis,
        Kind = IsNew ? ContractKind.NewBuild : ContractKind.Stock,
        SigningDate = numbers.Today,
        Price = Yuan(price),
        Units = { Unit(priced: true) },
        Sellers = { giver },
        Buyers = { taker },
        PermitNumber = Permit,
        Payment = PaymentMode.Loan,
        Supervised = !IsNew,
        QualificationNumber = numbers.Office("ZG"),
        Document = Of("payment.method", "按揭"),
    };

    /// <summary>备案</summary>
    public FileContractRequest File()
        => new() { ContractNumber = basis, FilingNumber = basis, FilingDate = numbers.Today, Document = Of("filing.officer", "窗口一") };

    /// <summary>资金监管</summary>
    public SuperviseFundsRequest Supervise(string bank) => new()
    {
        AgreementNumber = Agreement,
        ContractNumber = basis,
        Bank = bank,
        Required = Yuan(price),
        Condition = ReleaseCondition.TransferRecorded,
        Date = numbers.Today,
        UnitCodes = { unit },
        Document = Of("agreement", "资金监管协议"),
    };

    /// <summary>监管资金到账</summary>
    public DepositFundsAct Deposit()
        => new() { AgreementNumber = Agreement, Amount = Yuan(price), Payer = FundPayer.Buyer, Date = numbers.Today, Document = Of("receipt", "进账单") };

    /// <summary>监管资金释放</summary>
    public ReleaseFundsRequest PayOut() => new()
    {
        AgreementNumber = Agreement,
        Amount = Yuan(price),
        To = FundPayee.Seller,
        Ground = FundReleaseGround.ConditionMet,
        Date = numbers.Today,
        Document = Of("order", "放款通知"),
    };

    /// <summary>法院的原因文件</summary>
    public StateInstrumentRequest State() => new()
    {
        Number = basis,
        Kind = InstrumentKind.Court,
        Units = { Unit(priced: false) },
        Givers = { giver },
        Takers = { taker },
        Date = numbers.Today,
        Value = Yuan(price),
        Papers = { new InstrumentPaperInput { Kind = "RULING", Sha256 = Hash("裁定书") } },
        Document = Of("ruling", "执行裁定书"),
    };

    /// <summary>税务申报</summary>
    public DeclareTaxRequest Declare() => new()
    {
        ContractNumber = basis,
        Date = numbers.Today,
        Organ = Organ,
        Units = { new DeclaredUnitInput { UnitCode = unit, Price = Yuan(price), Held = { new HeldSinceInput { Party = giver, HeldSince = "2010-01-01" } } } },
        Document = Of("declaration.form", "纳税申报表"),
    };

    /// <summary>核税</summary>
    public AssessTaxRequest Assess()
    {
        var request = new AssessTaxRequest
        {
            ContractNumber = basis,
            UnitCodes = { unit },
            LiabilityDate = numbers.Today,
            DeclarationDate = numbers.Today,
            AssessmentDate = numbers.Today,
            DeclaredPrice = Yuan(price),
            Base = Yuan(Net),
            Organ = Organ,
            UnitBases = { new UnitAmountInput { UnitCode = unit, Amount = Yuan(Net) } },
            VatTreatment = IsNew ? VatTreatment.BySellerInvoice : VatTreatment.Exempt,
            VatRate = IsNew ? Vat : 0,
            Invoice = IsNew ? Hash("增值税发票") : Google.Protobuf.ByteString.Empty,
            Document = Of("assessment", "核定表"),
        };
        request.Lines.Add(Line(TaxKind.Deed, TaxSide.Transferee, taker, 1_000));
        request.Lines[0].BuyerClass = BuyerClass.OnlyHome;
        if (IsNew)
        {
            request.Lines.Add(Line(TaxKind.LandAppreciation, TaxSide.Transferor, giver, 5_000));
            return request;
        }

        // A home held for two years is exempt from VAT.
        var vat = Line(TaxKind.Vat, TaxSide.Transferor, giver, VatOfPersons);
        (vat.Exemption, vat.Reduction) = ("VAT_2Y", vat.Due);
        request.Lines.Add(vat);
        request.Lines.Add(Line(TaxKind.Income, TaxSide.Transferor, giver, IncomeRate));
        return request;
    }

    /// <summary>缴税</summary>
    public PayTaxRequest Pay() => new()
    {
        ContractNumber = basis,
        PaymentDate = numbers.Today,
        Tickets =
        {
            Voucher(taker, TaxKind.Deed, TaxSide.Transferee, Net / 100),
            IsNew
                ? Voucher(giver, TaxKind.LandAppreciation, TaxSide.Transferor, Net / 20)
                : Voucher(giver, TaxKind.Income, TaxSide.Transferor, Net * IncomeRate / 100_000),
        },
        Document = Of("payment.channel", "电子缴税"),
    };

    /// <summary>转移登记；只有合同的买受人可以登记</summary>
    /// <param name="recording">Acceptance and recording.</param>
    /// <param name="business">Business number.</param>
    /// <param name="old">The giver's certificate.</param>
    /// <param name="certificate">The taker's.</param>
    /// <param name="to">Who gets it.</param>
    public RecordTransferRequest Transfer(RecordingInput recording, string business, string old, string certificate, PartyInput? to = null) => new()
    {
        Recording = recording,
        ContractNumber = basis,
        Price = Yuan(price),
        Units = { UnitTransfer(business, old, certificate, to ?? taker) },
        Document = Of("application.form", "不动产登记申请书"),
    };

    /// <summary>司法裁定转移</summary>
    public RecordCourtTransferRequest CourtTransfer(RecordingInput recording, string business, string old, string certificate, string seizure) => new()
    {
        Recording = recording,
        Authority = DemoPaper.Court,
        Ruling = $"（{numbers.Today[..4]}）粤1971执裁9号",
        Effective = numbers.Today,
        Reason = CourtTransferReason.Auction,
        Mortgages = CourtMortgages.Extinguished,
        Basis = basis,
        Price = Yuan(price),
        Units = { UnitTransfer(business, old, certificate, taker) },
        SeizuresEnded = { seizure },
        Document = Of("ruling", "执行裁定书"),
    };

    private UnitTransferInput UnitTransfer(string business, string old, string certificate, PartyInput to) => new()
    {
        UnitCode = unit,
        BusinessNumber = business,
        Previous = { new CertificateInput { Number = old } },
        Sellers = { new TransferPartyInput { Party = giver } },
        Buyers = { new OwnerInput { Party = to, Certificate = certificate } },
        Price = Yuan(price),
    };

    private ContractUnitInput Unit(bool priced) => new()
    {
        UnitCode = unit,
        Share = "1/1",
        Area = "89.50",
        Sellers = { new StakeInput { Party = 0 } },
        Buyers = { new StakeInput { Party = 0 } },
        Price = priced ? Yuan(price) : null,
    };

    private TaxLineInput Line(TaxKind tax, TaxSide side, PartyInput who, uint rate) => new()
    {
        Tax = tax,
        Side = side,
        Taxpayer = who,
        Base = Yuan(Net),
        Rate = rate,
        Due = Yuan(Net * rate / 100_000),
        UnitCode = unit,
    };

    private TicketInput Voucher(PartyInput who, TaxKind tax, TaxSide side, decimal amount) => new()
    {
        Number = numbers.Ticket(),
        Taxpayer = who,
        Date = numbers.Today,
        Lines = { new TicketLineInput { Tax = tax, Side = side, UnitCode = unit, Amount = Yuan(amount) } },
    };
}
