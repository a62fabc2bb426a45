using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>The boundaries of the tax tables (scenarios 15 and 25 of events.md).</summary>
public sealed class TaxScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";
    private const string Garage = "441900004001GB00012F00020001";

    [Fact]
    public async Task Scenario_15_Boundaries_of_the_deed_tax_at_140_square_metres()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An) with { Area = "140.00" }, city.Unit(Second, An) with { Area = "140.01" });

        await city.Tax((await DeclaredAsync(city, new(Flat, 1_200_000, Area: "140.00"), rate: 1_000)).Assess()).Ok();
        var above = await DeclaredAsync(city, new(Second, 1_200_000, Area: "140.01"), rate: 1_000);
        await city.Tax(above.Assess()).No("C-17");
    }

    [Theory]
    [InlineData("2024-12-02", true)]
    [InlineData("2024-11-30", false)]
    public async Task Scenario_15_Boundaries_of_the_deed_tax_signed_before_the_new_tiers_and_declared_under_them(string declared, bool accepted)
    {
        // 120 m²: 1.5 % by the tiers of before 2024-12-01, 1 % by those from then on; the declaration decides.
        await using var city = await ScenarioCity.OpenAsync("2024-11-30 09:00");
        await city.OpenAsync(city.Unit(Flat, An) with { Area = "120.00" });
        var sale = Sale(city, new(Flat, 1_200_000, Area: "120.00"), rate: 1_000);
        await sale.FiledAsync();
        if (declared != city.Today)
            city.At($"{declared} 09:00");
        await city.Tax(sale.Taxes.Declare()).Ok();

        var assessed = city.Tax(sale.Taxes.Assess());
        await (accepted ? assessed.Ok() : assessed.No("C-17"));
    }

    [Theory]
    [InlineData("2025-12-31", 5_000u, true)]
    [InlineData("2025-12-31", 3_000u, false)]
    [InlineData("2026-01-01", 3_000u, true)]
    [InlineData("2026-01-01", 5_000u, false)]
    public async Task Scenario_15_Boundaries_of_the_VAT_on_a_home_held_less_than_two_years(string day, uint rate, bool accepted)
    {
        await using var city = await ScenarioCity.OpenAsync($"{day} 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = Sale(city, new(Flat, 1_200_000), vat: rate, held: "2025-06-01");
        await sale.FiledAsync();
        await city.Tax(sale.Taxes.Declare()).Ok();

        var assessed = city.Tax(sale.Taxes.Assess());
        await (accepted ? assessed.Ok() : assessed.No("C-77"));
    }

    [Theory]
    [InlineData("2024-03-02", true)]
    [InlineData("2024-03-03", false)]
    public async Task Scenario_15_Boundaries_of_two_years_held_on_the_day_of_signing(string held, bool exempt)
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An));
        var sale = Sale(city, new(Flat, 1_200_000), held: held);
        await sale.FiledAsync();
        await city.Tax(sale.Taxes.Declare()).Ok();

        // VAT_2Y from the second anniversary on; one day less is taxed.
        var assessed = city.Tax(sale.Taxes.Assess());
        await (exempt ? assessed.Ok() : assessed.No("C-77"));
    }

    [Fact]
    public async Task Scenario_25_Flat_and_garage_each_code_has_its_own_tax()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An), city.Unit(Garage, An) with { Use = 31, Area = "12.50" });
        Sale Both(uint other, uint vat = 0) => new(city)
        {
            Units = [new(Flat, 1_200_000), new(Garage, 100_000, Use: 31, Area: "12.50")],
            Sellers = [An],
            Buyers = [Bo],
            OtherRate = other,
            Vat = vat,
        };
        var sale = Both(other: 3_000);
        await sale.FiledAsync();
        await city.Tax(sale.Taxes.Declare()).Ok();

        // 12: the home's rate on the garage✗C-78; a price net of VAT while it is exempt✗C-76; 1 % and 3 %✓.
        await city.Tax(sale.Taxes.Assess().With(r =>
        {
            var garage = r.Lines.Single(static line => line is { Tax: TaxKind.Deed, UnitCode: Garage });
            (garage.BuyerClass, garage.Rate, garage.Due) = (BuyerClass.OnlyHome, 1_000, Yuan.Of(1_000));
        })).No("C-78");
        await city.Tax(sale.Taxes.Assess().With(static r => r.VatRate = 3_000)).No("C-76");
        await city.Tax(sale.Taxes.Assess()).Ok();
    }

    private static async Task<Taxes> DeclaredAsync(ScenarioCity city, SoldUnit unit, uint rate)
    {
        var sale = Sale(city, unit, rate);
        await sale.FiledAsync();
        (await city.Tax(sale.Taxes.Declare())).Ok();
        return sale.Taxes;
    }

    private static Sale Sale(ScenarioCity city, SoldUnit unit, uint rate = 1_000, uint vat = 0, string held = "2010-01-01")
        => new(city) { Units = [unit], Sellers = [An], Buyers = [Bo], HomeRate = rate, Vat = vat, HeldSince = held };
}
