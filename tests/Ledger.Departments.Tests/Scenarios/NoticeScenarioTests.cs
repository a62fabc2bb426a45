using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>What counts for a time only: objections and advance notices (scenarios 10 and 11 of events.md).</summary>
public sealed class NoticeScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";

    [Fact]
    public async Task Scenario_10_Objection_the_buyer_goes_on_at_his_risk_or_waits_fifteen_days()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Second, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();

        // 51: Chen says the flats are his; both objections count through 03-17.
        var file = city.Case("", (FlowCode.F600, Flat, [Chen]));
        await city.AtOnce(file, city.Object(file, Chen, "WRONG_OWNER")).Ok();
        file = city.Case("", (FlowCode.F600, Second, [Chen]));
        await city.AtOnce(file, city.Object(file, Chen, "WRONG_OWNER")).Ok();

        // 41✗C-37; with the buyer's signed statement that he bears the risk (W).
        city.At("2026-03-04 09:00");
        file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file)).No("C-37");
        await city.AtOnce(file, sale.Transfer(file).Knowing("C-37", reason: "RISK_STATEMENT", paper: "signed statement of risk")).Ok("C-37");

        // 52 received on day 15: in time.
        city.At("2026-03-17 16:00");
        file = city.Case("", (FlowCode.F600, Flat, [Chen]));
        await city.AtOnce(file, city.Sue(file, Chen, "WRONG_OWNER")).Ok();

        // Day 16 of the other case: lapsed. 51 same ground✗C-38, other ground✓.
        city.At("2026-03-18 09:00");
        file = city.Case("", (FlowCode.F600, Second, [Chen]));
        await city.AtOnce(file, city.Sue(file, Chen, "WRONG_OWNER")).No("C-38");
        await city.AtOnce(file, city.Object(file, Chen, "WRONG_OWNER")).No("C-38");
        await city.AtOnce(file, city.Object(file, Chen, "FORGED_PAPERS")).Ok();
    }

    // The buyer's notice of the second sale of the same unit is Bo's; An sells to Chen. While the first contract stands the second is
    // refused by C-05 as well; what the notice alone does, C-34, is gone the day after it lapses.
    [Theory]
    [InlineData("dongguan", "2026-03-03", "2026-06-01", "2026-06-02")]
    [InlineData("dongguan", "2026-03-02", "2026-06-01", "2026-06-02")]
    [InlineData("linlan", "2026-03-02", "2026-05-31", "2026-06-01")]
    public async Task Scenario_11_Notice_lapse_ninety_days_from_the_day_it_could_be_registered(string file, string since, string last, string lapsed)
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-03 09:00", file);
        var unit = city.IsLinlan ? "449801004001GB00012F00010101" : Flat;
        await city.OpenAsync(city.Unit(unit, An));
        var sale = new Sale(city) { Units = [new(unit, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.FiledAsync();
        var notice = city.Case(sale.Number, (FlowCode.F701, unit, [An, Bo]));
        await city.AtOnce(notice, city.Notice(notice, sale, AdvanceNoticeKind.OtherSale).With(r => r.RegistrableSince = since)).Ok();

        var second = new Sale(city) { Units = [new(unit, 1_300_000)], Sellers = [An], Buyers = [Chen] };
        city.At($"{last} 16:00");
        await city.Transaction(second.Sign()).No("C-34", "C-05");
        city.At($"{lapsed} 09:00");
        await city.Transaction(second.Sign()).No("C-05");
    }

    [Fact]
    public async Task Scenario_11_Notice_lapse_an_application_accepted_on_the_last_day_keeps_the_notice_until_it_is_recorded()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-03 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        var entered = city.Case(sale.Number, (FlowCode.F701, Flat, [An, Bo]));
        var notice = city.Notice(entered, sale, AdvanceNoticeKind.OtherSale).With(r => r.RegistrableSince = "2026-03-03");
        await city.AtOnce(entered, notice).Ok();

        // Accepted 06-01, recorded 06-03.
        city.At("2026-06-01 16:00");
        var file = sale.Case();
        await city.Registration(file.Application, file.Review).Ok();
        city.At("2026-06-03 09:00");
        await city.Registration(sale.Transfer(file).With(r => r.Units[0].Notices.Add(new CertificateInput { Number = notice.Proof }))).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
    }
}
