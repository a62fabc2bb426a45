using System.Globalization;
using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>The list of events.md 11: none of its scenarios is left out.</summary>
public sealed class ThirtyScenarioTests
{
    [Fact]
    public void Every_scenario_is_told_under_its_number()
    {
        var told = typeof(ThirtyScenarioTests).Assembly.GetTypes()
            .Where(static type => type.Name.EndsWith("ScenarioTests", StringComparison.Ordinal))
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.Name.StartsWith("Scenario_", StringComparison.Ordinal))
            .Select(static method => int.Parse(method.Name.AsSpan("Scenario_".Length, 2), CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, 30), told.Distinct().Order());
    }

    [Fact]
    public async Task A_page_that_differs_on_one_ordering_ends_the_story_at_the_next_act_on_it()
    {
        const string flat = "441900004001GB00012F00010101";
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(flat, People.An));
        var title = V1.Page.Parser.ParseFrom(city.Fabric.Get("", PageKeys.Title(flat)));
        var page = TitlePage.Parser.ParseFrom(title.Body);
        page.Area++;
        title.Body = page.ToByteString();
        city.Fabric[PageKeys.Title(flat)] = title.ToByteArray();
        var sale = new Sale(city) { Units = [new(flat, 1_200_000)], Sellers = [People.An], Buyers = [People.Bo] };

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => city.Transaction(sale.Sign()));
    }
}
