using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Homes that change hands without a sale: by inheritance and by a court (scenarios 12 and 13 of events.md).</summary>
public sealed class DeedScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";

    [Fact]
    public async Task Scenario_12_Inheritance_certified_by_a_notary_is_recorded_without_a_contract()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var deed = new Deed(city, InstrumentKind.Inheritance) { Units = [new(Flat, 1_000_000)], Givers = [An], Takers = [Bo] };

        // 40 11 12 14 41: the heirs are exempt from deed tax.
        await city.Registration(deed.State()).Ok();
        await city.Tax(deed.Taxes.Declare()).Ok();
        await city.Tax(DeedTaxAlone(deed)).Ok();
        city.At("2026-03-04 09:00");
        var file = city.Case(deed.Number, (FlowCode.F214, Flat, [Bo]));
        await city.AtOnce(file, deed.Transfer(file)).No("C-14", "C-16");
        await city.Tax(deed.Taxes.Exempt(TaxKind.Deed, TaxSide.Transferee, Bo, "LEGAL_HEIR")).Ok();
        await city.AtOnce(file, deed.Transfer(file)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
        Assert.Equal(deed.Number, city.Title(Flat).Basis);
    }

    [Fact]
    public async Task Scenario_12_Inheritance_without_a_notary_waits_for_its_public_notice()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var deed = new Deed(city, InstrumentKind.Inheritance) { Units = [new(Flat, 1_000_000)], Givers = [An], Takers = [Bo], Notarised = false };

        // 40✗C-66 until every heir was heard.
        await city.Registration(deed.State()).No("C-66");
        await city.Registration(deed.State("HEIRS_HEARD")).Ok();
        await city.Tax(deed.Taxes.Declare()).Ok();
        await city.Tax(DeedTaxAlone(deed)).Ok();
        await city.Tax(deed.Taxes.Exempt(TaxKind.Deed, TaxSide.Transferee, Bo, "LEGAL_HEIR")).Ok();

        // 30: fifteen working days from 03-02 end on 03-23; a notice until the day before✗C-86.
        var file = city.Case(deed.Number, (FlowCode.F214, Flat, [Bo]));
        await city.Registration(file.Application).Ok();
        await city.Registration(city.Post(file, PublicNoticeKind.Inheritance, "2026-03-22")).No("C-86");
        await city.Registration(city.Post(file, PublicNoticeKind.Inheritance, "2026-03-23")).Ok();

        // 41 on its last day✗, the day after✓. While the notice runs the case itself stands still: STATE comes before C-86.
        city.At("2026-03-23 16:00");
        await city.Registration(city.Review(file), deed.Transfer(file)).No("STATE");
        city.At("2026-03-24 09:00");
        await city.Registration(city.Review(file), deed.Transfer(file)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
    }

    [Fact]
    public async Task Scenario_12_Inheritance_by_bequest_is_not_exempt_as_an_heirs_is()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var deed = new Deed(city, InstrumentKind.Bequest) { Units = [new(Flat, 1_000_000)], Givers = [An], Takers = [Bo] };
        await city.Registration(deed.State()).Ok();
        await city.Tax(deed.Taxes.Declare()).Ok();
        await city.Tax(DeedTaxAlone(deed).With(r => r.Lines.Add(new TaxLineInput
        {
            Tax = TaxKind.Income,
            Side = TaxSide.Transferee,
            Taxpayer = Bo,
            Base = Yuan.Of(1_000_000),
            Rate = 20_000,
            Due = Yuan.Of(200_000),
            Reduction = Yuan.Of(200_000),
            Exemption = "INCOME_KIN",
            UnitCode = Flat,
        }))).Ok();

        // 14 LEGAL_HEIR✗C-77: the deed tax is paid.
        await city.Tax(deed.Taxes.Exempt(TaxKind.Deed, TaxSide.Transferee, Bo, "LEGAL_HEIR")).No("C-77");
        await city.Tax(deed.Taxes.Pay()).Ok();
        var file = city.Case(deed.Number, (FlowCode.F214, Flat, [Bo]));
        await city.AtOnce(file, deed.Transfer(file)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
    }

    [Fact]
    public async Task Scenario_13_Court_transfer_ends_the_queue_and_the_mortgage_in_one_envelope()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var old = city.CertificateOf(An, Flat);
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [An] };
        await loan.RegisteredAsync();
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        await city.Registration(loan.Notify(sale)).Ok();

        // 68 a (active), b; 41✗C-29.
        city.At("2026-03-04 10:00");
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1))).Ok();
        await city.Registration(court.Enter(court.Document(2))).Ok();
        city.At("2026-03-05 09:00");
        var file = sale.Case(FlowCode.F212);
        await city.AtOnce(file, sale.Transfer(file, MortgageHandling.Carried)).No("C-29");
        await city.Transaction(sale.Revoke()).Ok();

        // 40 12 15: the court has auctioned the flat to Chen. 70 DISPOSED_WHOLE alone✗C-31.
        city.At("2026-03-09 09:00");
        var deed = new Deed(city, InstrumentKind.Court) { Units = [new(Flat, 1_000_000)], Givers = [An], Takers = [Chen], Paid = true };
        await city.Registration(deed.State()).Ok();
        await city.Tax(deed.Taxes.Declare()).Ok();
        await city.Tax(deed.Taxes.Assess().With(r =>
        {
            // At an auction the income tax is 3 %.
            var income = r.Lines.Single(static line => line.Tax == TaxKind.Income);
            (income.Rate, income.Due) = (3_000, Yuan.Of(30_000));
        })).Ok();
        await city.Tax(deed.Taxes.Pay()).Ok();
        await city.Registration(court.Lift(court.Document(1), court.Document(801), LiftOutcome.DisposedWhole)).No("C-31");

        // One envelope 42 70 66: Chen owns, the queue is empty, the mortgage gone.
        file = city.Case(deed.Number, (FlowCode.F218, Flat, [Chen]), (FlowCode.M9, Flat, [Chen]));
        await city.AtOnce(
            file,
            deed.CourtTransfer(file, CourtTransferReason.Auction, court.Document(1)),
            court.Lift(court.Document(1), court.Document(801), LiftOutcome.DisposedWhole),
            loan.Cancel(file, CancellationGround.Realised)).Ok();
        Assert.Equal([Chen], city.Owners(Flat));
        Assert.Equal("", court.Active);
        Assert.Empty(city.Encumbrances(Flat).Mortgages);

        // An keeps the paper; it is void all the same (75 after its notice).
        Assert.Equal(CertificateState.Void, city.CertificatePage(old).State);
        await city.Registration(Announce(city, old, file)).No("C-86");
        await city.Registration(city.Post(file, PublicNoticeKind.Voiding, "2026-03-30")).Ok();
        city.At("2026-03-31 09:00");
        await city.Registration(Announce(city, old, file)).Ok();
    }

    // Nobody gives for a price: deed tax on the assessed value and nothing else.
    private static AssessTaxRequest DeedTaxAlone(Deed deed) => deed.Taxes.Assess(value: 1_000_000).With(r =>
    {
        foreach (var line in r.Lines.Where(static line => line.Side == TaxSide.Transferor).ToList())
            r.Lines.Remove(line);
        r.VatTreatment = VatTreatment.NotSubject;
    });

    private static VoidCertificatesRequest Announce(ScenarioCity city, string certificate, CaseFile file) => new()
    {
        Certificates = { new CertificateInput { Number = certificate } },
        Ground = VoidGround.NotHandedIn,
        NoticeCase = file.Number,
        Date = city.Today,
        Document = ScenarioCity.Papers(),
    };
}
