using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>
/// One sale of a scenario: each method is the request of one act as a clerk would type it in today, valid unless the story changes
/// it.
/// </summary>
/// <param name="city">The city.</param>
/// <param name="kind">Letter of its contract: A of a new home, B of a used one.</param>
internal sealed class Sale(ScenarioCity city, char kind = 'B')
{
    private uint version = 1;

    /// <summary>Number of its contract and of its filing.</summary>
    public string Number { get; } = city.ContractNumber(kind);

    /// <summary>The units sold.</summary>
    public required SoldUnit[] Units { get; set; }

    /// <summary>Who sells.</summary>
    public required Stake[] Sellers { get; init; }

    /// <summary>Who buys.</summary>
    public required Stake[] Buyers { get; init; }

    /// <summary>How they will own.</summary>
    public CoOwnership BuyersOwn { get; init; }

    /// <summary>Share of each unit that is sold.</summary>
    public string Share { get; init; } = "1/1";

    /// <summary>How the price is paid.</summary>
    public PaymentMode Payment { get; init; } = PaymentMode.Full;

    /// <summary>Whether it goes through a supervised account.</summary>
    public bool Supervised { get; init; }

    /// <summary>VAT in the price, per 100,000.</summary>
    public uint Vat { get; init; }

    /// <summary>Since when the sellers have held the units.</summary>
    public string HeldSince { get; init; } = "2010-01-01";

    /// <summary>Deed tax on a home and on anything else, per 100,000.</summary>
    public uint HomeRate { get; init; } = 1_000;

    /// <inheritdoc cref="HomeRate"/>
    public uint OtherRate { get; init; } = 3_000;

    /// <summary>Permit of a pre-sale.</summary>
    public string Permit { get; init; } = "";

    /// <summary>Day of signing, known once it is signed.</summary>
    public string Signed { get; private set; } = city.Today;

    /// <summary>Number of the agreement on its supervised money.</summary>
    public string Agreement { get; } = city.Number("JG");

    /// <summary>Its taxes.</summary>
    public Taxes Taxes => field ??= new(city, Number)
    {
        Units = Units,
        Givers = [.. Sellers.Select(static seller => seller.Who)],
        Takers = [.. Buyers.Select(static buyer => buyer.Who)],
        Liable = Signed,
        HeldSince = HeldSince,
        HomeRate = HomeRate,
        OtherRate = OtherRate,
        Vat = Vat,
    };

    /// <summary>The whole price.</summary>
    public decimal Price => Units.Sum(static unit => unit.Price);

    private AmountInput PriceInput => Yuan.Of(Price);

    /// <summary>The contract is signed online (合同网签).</summary>
    public SignContractRequest Sign()
    {
        Signed = city.Today;
        return new()
        {
            ContractNumber = Number,
            Kind = kind == 'A' ? ContractKind.NewBuild : ContractKind.Stock,
            SigningDate = city.Today,
            Price = PriceInput,
            Units = { Units.Select(Unit) },
            Sellers = { Sellers.Select(static seller => seller.Who) },
            Buyers = { Buyers.Select(static buyer => buyer.Who) },
            PermitNumber = Permit,
            Payment = Payment,
            Supervised = Supervised,
            QualificationNumber = city.Number("ZG"),
            Document = ScenarioCity.Papers(),
        };
    }

    /// <summary>The contract is filed (备案).</summary>
    public FileContractRequest File() => new()
    {
        ContractNumber = Number,
        FilingNumber = Number,
        FilingDate = city.Today,
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The contract is amended: to the units as they are now.</summary>
    public AmendContractRequest Amend() => new()
    {
        ContractNumber = Number,
        Version = ++version,
        Date = city.Today,
        Price = PriceInput,
        Payment = Payment,
        Supervised = Supervised,
        Units = { Units.Select(Unit) },
        Sellers = { Sellers.Select(static seller => seller.Who) },
        Buyers = { Buyers.Select(static buyer => buyer.Who) },
        QualificationNumber = city.Number("ZG"),
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The contract or its filing is revoked.</summary>
    public RevokeContractRequest Revoke(string reason = "BY_AGREEMENT")
        => new() { ContractNumber = Number, Date = city.Today, Reason = reason, Document = ScenarioCity.Papers() };

    /// <summary>The price is supervised by bank A until the transfer stands.</summary>
    public SuperviseFundsRequest Supervise() => new()
    {
        AgreementNumber = Agreement,
        ContractNumber = Number,
        Bank = city.City["bank-a"].Member.CreditCode,
        Required = PriceInput,
        Condition = ReleaseCondition.TransferRecorded,
        Date = city.Today,
        Document = ScenarioCity.Papers(),
    };

    /// <summary>The whole price arrives.</summary>
    public DepositFundsAct Deposit()
        => new() { AgreementNumber = Agreement, Amount = PriceInput, Payer = FundPayer.Buyer, Date = city.Today, Document = ScenarioCity.Papers() };

    /// <summary>The whole price is paid out.</summary>
    public ReleaseFundsRequest Release(FundPayee to, FundReleaseGround ground = FundReleaseGround.ConditionMet)
        => new() { AgreementNumber = Agreement, Amount = PriceInput, To = to, Ground = ground, Date = city.Today, Document = ScenarioCity.Papers() };

    /// <summary>Signed and filed at once.</summary>
    public async Task FiledAsync()
    {
        (await city.Transaction(Sign())).Ok();
        (await city.Transaction(File())).Ok();
    }

    /// <summary>Signed, filed, its taxes declared, assessed and paid: ready for the book.</summary>
    public async Task TaxedAsync()
    {
        await FiledAsync();
        await Taxes.PaidAsync();
    }

    /// <summary>A case of the transfer, applied for by both sides.</summary>
    public CaseFile Case(FlowCode flow = FlowCode.F211, params (FlowCode Flow, string Unit, PartyInput[] Applicants)[] further)
        => city.Case(Number, [.. Units.Select(unit => (flow, unit.Code, Applicants)), .. further]);

    /// <summary>The transfer in the book (转移登记).</summary>
    public RecordTransferRequest Transfer(CaseFile file, MortgageHandling mortgages = MortgageHandling.None)
    {
        var page = city.Contract(Number);
        return Transfers.Of(city, file, page, Units, Price, mortgages);
    }

    private PartyInput[] Applicants => [.. Sellers.Concat(Buyers).Select(static stake => stake.Who)];

    private ContractUnitInput Unit(SoldUnit unit) => Deeds.Unit(unit, Share, Sellers, Buyers, BuyersOwn);
}
