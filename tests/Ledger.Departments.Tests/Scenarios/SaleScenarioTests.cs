using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Sales of used homes that the buyer pays for himself (scenarios 1, 7, 8, 9 and 26 of events.md).</summary>
public sealed class SaleScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";
    private const string LinlanFlat = "449801004001GB00012F00010101";

    [Fact]
    public async Task Scenario_01_Cash_sale_of_a_used_home_from_contract_to_certificate_and_archive()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var old = city.CertificateOf(An, Flat);

        // 4 6: signed and filed.
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await city.Transaction(sale.Sign()).Ok();
        await city.Transaction(sale.File()).Ok();

        // 26 41✗: accepted, but no taxes yet.
        city.At("2026-03-03 09:00");
        var file = sale.Case();
        await city.Registration(file.Application).Ok();
        await city.Registration(file.Review, sale.Transfer(file)).No("C-14", "C-15");

        // 11 12 15 31 41: taxes, review, book.
        await city.Tax(sale.Taxes.Declare()).Ok();
        await city.Tax(sale.Taxes.Assess()).Ok();
        await city.Tax(sale.Taxes.Pay()).Ok();
        city.At("2026-03-05 10:00");
        await city.Registration(city.Review(file)).Ok();
        var transfer = sale.Transfer(file);
        await city.Registration(transfer).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
        Assert.Equal(CertificateState.Void, city.CertificatePage(old).State);
        Assert.Null(city.Read<DealPage>(Facts.PageKeys.Deal(Flat)));

        // 74 35: the certificate is handed out, the case archived.
        await city.Registration(city.Issue(file, city.CertificateOf(Bo, Flat), Bo, Flat)).Ok();
        await city.Registration(city.Archive(file)).Ok();
        Assert.Equal(CaseState.Archived, city.CasePage(file).State);

        // 41✗STATE: once more. An owns nothing any longer (C-06), and the certificates' numbers are used (C-54).
        await city.Registration(transfer.With(r => r.Recording = file.At(city.NowMs))).No("STATE", "C-06", "C-54");
    }

    [Fact]
    public async Task Scenario_07_Cancelled_after_its_taxes_the_contract_and_the_taxes_are_unwound_and_the_home_is_sold_anew()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();
        var file = sale.Case();
        await city.Registration(file.Application, file.Review).Ok();

        // 8✗C-04: the transfer's case is open, and is withdrawn first (33).
        await city.Transaction(sale.Revoke()).No("C-04");
        await city.Registration(city.Withdraw(file)).Ok();

        // 8 17: revoked, and what was paid is given back.
        var transfer = sale.Transfer(file);
        await city.Transaction(sale.Revoke()).Ok();
        await city.Tax(sale.Taxes.Refund(RefundReason.ContractFailed)).Ok();

        // 41✗: nothing of it can be recorded any more; the case has ended, too (STATE, C-60), and a new one is not accepted (C-10).
        await city.Registration(transfer.With(r => r.Recording = file.At(city.NowMs))).No("STATE", "C-60", "C-11", "C-14", "C-15", "C-16", "C-21");
        await city.Registration(sale.Case().Application).No("C-10");

        // 4: An sells to Chen.
        var next = new Sale(city) { Units = [new(Flat, 1_250_000)], Sellers = [An], Buyers = [Chen] };
        await city.Transaction(next.Sign()).Ok();
    }

    [Fact]
    public async Task Scenario_08_Double_sale_a_home_is_under_one_contract_at_a_time()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        var second = new Sale(city) { Units = [new(Flat, 1_300_000)], Sellers = [An], Buyers = [Chen] };

        await city.Transaction(sale.Sign(), second.Sign()).No("C-05");
        await city.Transaction(sale.Sign()).Ok();
        await city.Transaction(second.Sign()).No("C-05");
        await city.Transaction(sale.Revoke()).Ok();
        await city.Transaction(second.Sign()).Ok();
    }

    [Fact]
    public async Task Scenario_09_Owners_of_thirds_two_of_them_sell_the_whole_and_of_a_couple_both_must_sign()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(
            city.Unit(Flat, new Stake(An, "1/3"), new Stake(Chen, "1/3"), new Stake(Dai, "1/3")),
            city.Unit(Second, An, Chen) with { CoOwnership = CoOwnership.Joint });

        var thirds = new Sale(city)
        {
            Units = [new(Flat, 1_200_000)],
            Sellers = [new(An, "1/3"), new(Chen, "1/3"), new(Dai, "1/3", Signs: false)],
            Buyers = [Bo],
        };
        await city.Transaction(thirds.Sign()).Ok();

        var couple = new Sale(city) { Units = [new(Second, 1_200_000)], Sellers = [An, new(Chen, Signs: false)], Buyers = [Bo] };
        await city.Transaction(couple.Sign()).No("C-27");
    }

    [Fact]
    public async Task Scenario_09_Owners_of_thirds_in_linlan_all_of_them_must_sign()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00", "linlan");
        await city.OpenAsync(city.Unit(LinlanFlat, new Stake(An, "1/3"), new Stake(Chen, "1/3"), new Stake(Dai, "1/3")));
        Sale Thirds(bool signs) => new(city)
        {
            Units = [new(LinlanFlat, 1_200_000)],
            Sellers = [new(An, "1/3"), new(Chen, "1/3"), new(Dai, "1/3", signs)],
            Buyers = [Bo],
        };

        await city.Transaction(Thirds(signs: false).Sign()).No("C-27");
        await city.Transaction(Thirds(signs: true).Sign()).Ok();
    }

    [Fact]
    public async Task Scenario_26_Amended_after_its_taxes_the_lower_price_is_taxed_anew_and_what_was_paid_too_much_is_given_back()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [An], Buyers = [Bo] };
        await sale.TaxedAsync();

        // 7 41✗: the price falls; the taxes are those of the old one.
        city.At("2026-03-04 09:00");
        sale.Units = [new(Flat, 1_100_000)];
        await city.Transaction(sale.Amend()).Ok();
        var file = sale.Case();
        await city.AtOnce(file, sale.Transfer(file)).No("C-14");

        // 11 12 41✗: declared anew, and assessed above the new price; more is paid than is owed.
        sale.Taxes.Units = sale.Units;
        await city.Tax(sale.Taxes.Declare()).Ok();
        await city.Tax(sale.Taxes.Assess(value: 1_150_000)).Ok();
        await city.AtOnce(file, sale.Transfer(file)).No("C-16");

        // 17 41: what is above it is given back.
        await city.Tax(sale.Taxes.Refund(RefundReason.Overpaid)).Ok();
        await city.AtOnce(file, sale.Transfer(file)).Ok();
        Assert.Equal([Bo], city.Owners(Flat));

        // 12 17: Bo owns already when the price turns out to be the value.
        city.At("2026-03-09 09:00");
        await city.Tax(sale.Taxes.Assess()).Ok();
        await city.Tax(sale.Taxes.Refund(RefundReason.Overpaid)).Ok();
        Assert.Equal(2_200_000ul, sale.Taxes.Page.Tickets.Aggregate(0ul, static (sum, row) => sum + row.AmountFen - row.RefundedFen));
    }
}
