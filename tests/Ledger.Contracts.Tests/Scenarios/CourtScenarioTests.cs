using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A flat taken from its owner by a court, with everything that lay on it (scenario 13 of events.md).</summary>
public sealed class CourtScenarioTests
{
    private static readonly Day Sold = Day.Of(2021, 6, 10);

    // Fifteen working days later, the Dragon Boat Festival (06-12 to 06-14) among them; its day after the last.
    private static readonly Day Noticed = Day.Of(2021, 7, 3);

    private readonly SaleCase sale = new(TestLedger.Two());
    private readonly DeedCase deed;

    public CourtScenarioTests()
        => deed = new(InstrumentKind.Court, sale) { Takers = [new(TestParty.Chen)], Date = Day.Of(2021, 6, 3) };

    private TestLedger Ledger => sale.Ledger;

    [Fact]
    public void Scenario_13_a_courts_sale_ends_the_queue_and_the_mortgage_in_one_envelope()
    {
        sale.Open();
        var mortgage = new MortgageCase(sale);
        mortgage.Sign().Accept();
        mortgage.Register().Accept();
        var old = sale.Title().Owners[0].Certificate;
        sale.Signed = Day.Of(2021, 5, 24);
        sale.Sign().Accept();
        sale.File().Accept();
        sale.Assess().Accept();
        sale.Pay().Accept();
        mortgage.Notify(e => e.Date = Day.Of(2021, 5, 26).Number).Accept();

        var seizures = new SeizureBook(Ledger).At(Day.Of(2021, 6, 1), 11);
        seizures.Enter(1).Accept();
        seizures.Enter(2).Accept();
        Assert.Equal(SeizureBook.Document(1), SeizureQueue.At(seizures.Rows, Ledger.TimeMs).Active?.Row.DocumentNumber);

        seizures.At(Day.Of(2021, 6, 2));
        Ledger.Submit(Members.Registration, On(sale.Transfer(e => e.Mortgages = MortgageHandling.Carried), Day.Of(2021, 6, 2))).Refuse("C-29");
        sale.Revoke(e => e.Date = 20210602).Accept();

        // The court auctions the flat.
        seizures.At(Sold);
        deed.State(e => e.ValueFen = 100_000_000).Accept();
        Tax();
        seizures.Lift(1, LiftOutcome.DisposedWhole).Refuse("C-31");
        var ruling = Ruling();
        var realised = mortgage.Cancellation(e =>
        {
            (e.Recording, e.Ground) = (ruling.Recording.Clone(), CancellationGround.Realised);
            e.Units[0].BusinessNumber = $"{Sold.Number}009000";
        });
        Ledger.Submit(Members.Registration, ruling, seizures.Lifting(1, LiftOutcome.DisposedWhole), realised).Accept();

        Assert.Equal(TestParty.Chen.At(SaleCase.Flat), Assert.Single(sale.Title().Owners).Party);
        Assert.Null(SeizureQueue.At(seizures.Rows, Ledger.TimeMs).Active);
        Assert.All(seizures.Rows, row => Assert.Equal(Sold.Number, row.Lifted));
        Assert.Empty(mortgage.Rows());
        Assert.Equal(MortgageState.Cancelled, mortgage.Page.State);

        // The debtor keeps the paper; what it says is void all the same, and announced once its notice is over.
        Assert.Equal(CertificateState.Void, Certificate(old).State);
        Announce(old, ruling, Sold).Refuse("C-86");
        Ledger.Submit(Members.Registration, Voiding(ruling)).Accept();
        Announce(old, ruling, Sold).Refuse("C-86");
        seizures.At(Noticed);
        Announce(old, ruling, Noticed).Accept();
        Assert.Equal(Noticed.Number, Certificate(old).Announced);
    }

    private void Tax()
    {
        var tax = new SaleCase(Ledger)
        {
            Number = deed.Number,
            Signed = deed.Date,
            Declared = deed.Date.AddDays(2),
            Price = 100_000_000,
            Buyers = deed.Takers,
            Offset = 4_000,
        };
        tax.Assess(e =>
        {
            // At an auction 3 %.
            var income = e.Lines.Single(line => line.Tax == TaxKind.Income);
            (income.Rate, income.DueFen) = (3_000, 3_000_000);
        }).Accept();
        tax.Pay().Accept();
    }

    private Outcome Announce(CertificateId id, CourtTransferRecorded ruling, Day date) => Ledger.Submit(Members.Registration, new CertificateVoided
    {
        Act = Acts.Of(),
        Certificates = { id },
        Ground = VoidGround.NotHandedIn,
        NoticeCase = ruling.Recording.AcceptanceNumber,
        Date = date.Number,
    });

    private static PublicNoticePosted Voiding(CourtTransferRecorded ruling) => new()
    {
        Act = Acts.Of(),
        AcceptanceNumber = ruling.Recording.AcceptanceNumber,
        Kind = PublicNoticeKind.Voiding,
        Posted = Sold.Number,
        Until = Noticed.Number,
        Units = { SaleCase.Flat },
    };

    private CertificatePage Certificate(CertificateId id) => Ledger.Read<CertificatePage>(PageKeys.Certificate(id))!;

    private CourtTransferRecorded Ruling()
    {
        var transfer = On(deed.Transfer(), Sold);
        var e = new CourtTransferRecorded
        {
            Act = Acts.Of(),
            Recording = transfer.Recording,
            Authority = SeizureBook.Court,
            Ruling = "（2021）粤1971执裁9号",
            Effective = deed.Date.Number,
            Reason = CourtTransferReason.Auction,
            Mortgages = CourtMortgages.Extinguished,
            Basis = deed.Number,
            PriceFen = transfer.PriceFen,
            SeizuresEnded = { SeizureBook.Document(1) },
        };
        e.Units.AddRange(transfer.Units);
        return e;
    }

    // Accepted and recorded now, the day the ledger's clock shows.
    private TransferRecorded On(TransferRecorded e, Day day)
    {
        var number = int.Parse(sale.Business(day).AsSpan(10), provider: null);
        e.Recording = Acts.Recorded(day, day, number);
        (e.Recording.AcceptanceTimeMs, e.Recording.RecordingMs) = (Ledger.TimeMs, Ledger.TimeMs);
        return e;
    }
}
