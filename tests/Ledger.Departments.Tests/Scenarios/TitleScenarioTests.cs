using Ledger.V1;
using static Ledger.Departments.Tests.People;

namespace Ledger.Departments.Tests;

/// <summary>Titles that change without changing hands (scenarios 27 and 29 of events.md).</summary>
public sealed class TitleScenarioTests
{
    private const string Flat = "441900004001GB00012F00010101";
    private const string Second = "441900004001GB00012F00010102";

    [Fact]
    public async Task Scenario_27_Renewed_document_of_the_seller_goes_onto_every_page_before_the_transfer()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, Ho), city.Unit(Second, Ho));
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [Ho] };
        await loan.RegisteredAsync();
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000)], Sellers = [Ho], Buyers = [Bo] };
        await sale.TaxedAsync();
        await city.Registration(loan.Notify(sale)).Ok();
        var file = city.Case(sale.Number, (FlowCode.F701, Flat, [Ho, Bo]));
        var notice = city.Notice(file, sale, AdvanceNoticeKind.OtherSale);
        await city.AtOnce(file, notice).Ok();

        // 4✗C-06: by the new card Ho owns nothing yet.
        city.At("2026-03-03 09:00");
        var other = new Sale(city) { Units = [new(Second, 1_200_000)], Sellers = [HoByCard], Buyers = [Bo] };
        await city.Transaction(other.Sign()).No("C-06");

        // 43: one open document left out✗C-01; with contract and mortgage named✓.
        file = city.Case("", (FlowCode.F310, Flat, [Ho]));
        var renewal = Renewal(city, file, sale, loan);
        await city.AtOnce(file, renewal.Clone().With(static r => r.Mortgages.Clear())).No("C-01");
        await city.AtOnce(file, renewal.Clone().Knowing("C-85").With(static r => r.Bases.Clear())).No("C-01");
        await city.AtOnce(file, renewal).Ok();
        Assert.Equal([HoByCard], city.Owners(Flat));
        Assert.Equal(HoByCard, city.Named(Assert.Single(loan.Page.Mortgagors), [Flat]));
        Assert.Equal(HoByCard, city.Named(Assert.Single(Assert.Single(city.Encumbrances(Flat).Notices).Obligors), Flat));

        // 41: sold by the card.
        city.At("2026-03-04 09:00");
        file = city.Case(sale.Number, (FlowCode.F212, Flat, [HoByCard, Bo]));
        await city.AtOnce(
            file,
            sale.Transfer(file, MortgageHandling.Carried).With(r => r.Units[0].Notices.Add(new CertificateInput { Number = notice.Proof }))).Ok();
        Assert.Equal([Bo], city.Owners(Flat));
    }

    [Fact]
    public async Task Scenario_29_Split_of_a_mortgaged_seized_shop()
    {
        await using var city = await ScenarioCity.OpenAsync("2026-03-02 09:00");
        await city.OpenAsync(city.Unit(Flat, An) with { Use = 31 });
        var loan = new Loan(city) { Units = [Flat], Mortgagors = [An] };
        await loan.RegisteredAsync();
        city.At("2026-03-03 09:00");
        var court = new Court(city, Flat, An);
        await city.Registration(court.Enter(court.Document(1))).Ok();

        // 46✗C-29 (and its bank was not asked, C-46); 70; 46✗C-46.
        var file = Case(city);
        await city.AtOnce(file, Split(city, file)).No("C-29", "C-46");
        city.At("2026-03-04 09:00");
        await city.Registration(court.Lift(court.Document(1), court.Document(801))).Ok();
        file = Case(city);
        await city.Registration(file.Application, file.Review).Ok();
        await city.Registration(Split(city, file)).No("C-46");

        // 20 RESHAPE, areas off by 0.05 m²✗C-81, 46: two shops, the mortgage on both.
        await city.BankA(loan.Consent(ConsentSubject.Reshape, file.Number)).Ok();
        await city.Registration(Split(city, file).With(static r => r.Parts[1].Area = "39.55")).No("C-81");
        await city.Registration(Split(city, file)).Ok();
        Assert.All(Parts, part => Assert.Equal([An], city.Owners(part)));
        Assert.All(Parts, part => Assert.Equal(loan.Id, Assert.Single(city.Encumbrances(part).Mortgages).Id));

        // 4✗C-03: the old code is history.
        var sale = new Sale(city) { Units = [new(Flat, 1_200_000, Use: 31)], Sellers = [An], Buyers = [Bo] };
        await city.Transaction(sale.Sign()).No("C-03");
    }

    private static string[] Parts { get; } = ["441900004001GB00012F00010111", "441900004001GB00012F00010112"];

    private static CaseFile Case(ScenarioCity city)
        => city.Case("", [.. Parts.Prepend(Flat).Select(static unit => (FlowCode.F313, unit, new[] { An }))]);

    private static SplitUnitRequest Split(ScenarioCity city, CaseFile file) => new()
    {
        Recording = file.At(city.NowMs),
        UnitCode = Flat,
        BusinessNumber = file.Business(Flat),
        Parties = { An },
        Parts =
        {
            Parts.Zip(["50.00", "39.50"], (part, area) => new UnitPartInput
            {
                UnitCode = part,
                BusinessNumber = file.Business(part),
                Area = area,
                Use = 31,
                Certificates =
                {
                    new CertificateRenewalInput
                    {
                        Old = new CertificateInput { Number = city.CertificateOf(An, Flat) },
                        Replacement = city.Certificate(),
                    },
                },
            }),
        },
        Survey = ScenarioRequests.Paper("survey"),
        Document = ScenarioCity.Papers(),
    };

    private static ChangeOwnerDetailsRequest Renewal(ScenarioCity city, CaseFile file, Sale sale, Loan loan) => new()
    {
        Recording = file.At(city.NowMs),
        UnitCode = Flat,
        BusinessNumber = file.Business(Flat),
        Kind = OwnerDetail.IdentityDocument,
        Parties = { new PartyRenewalInput { Old = Ho, Renewed = HoByCard } },
        Bases = { new BasisRenewalInput { Number = sale.Number, UnitCodes = { Flat } } },
        Mortgages = { new MortgageRenewalInput { Mortgage = loan.Id, UnitCodes = { Flat } } },
        Document = ScenarioCity.Papers(),
    };
}
