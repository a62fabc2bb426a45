using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// A city that no code knows: Yunzhou, invented, is a file of these tests alone (<c>yunzhou.json</c>, <c>yunzhou-calendar.json</c>),
/// published by governance. Its units, numbers, holidays and figures are read through the file in force.
/// </summary>
public sealed class ThirdCityTests
{
    private const string Flat = "558801004001GB00012F00010101";
    private const string Number = "YZ2021B00000001";

    private readonly TestLedger ledger = TestLedger.Two();

    public ThirdCityTests()
    {
        ledger.Govern(File("yunzhou.json")).Accept();
        ledger.Govern(File("yunzhou-calendar.json")).Accept();
    }

    [Fact]
    public void This_build_has_no_such_city() => Assert.DoesNotContain(Cities.Files, file => file.Id == "yunzhou");

    [Fact]
    public void A_sale_goes_from_first_registration_to_the_new_title_under_its_numbers()
    {
        var sale = Sale().ToPaid();

        sale.Record().Accept();

        Assert.Equal(TestParty.Bo.At(Flat), sale.Title().Owners.Single().Party);
        Assert.StartsWith("云（2021）云洲不动产权第", sale.Title().Owners.Single().Certificate.Number, StringComparison.Ordinal);
        Assert.Equal(ContractState.Registered, sale.Contract.State);
    }

    [Fact]
    public void F_01_F_03_C_69_Units_certificates_and_numbers_of_other_cities_are_refused()
    {
        var dongguan = new SaleCase(ledger) { Province = '云', Place = "云洲" };
        ledger.Submit(Members.Registration, dongguan.FirstRegistration(SaleCase.Flat)).Refuse("F-01");
        var other = Sale();
        other.Place = "东莞";
        ledger.Submit(Members.Registration, other.FirstRegistration(Flat)).Refuse("F-03");
        var sale = Sale().Open();
        sale.Sign(e => e.ContractNumber = "441900B21050000001").Refuse("C-69");
        sale.Sign(e => e.ContractNumber = "LL2021B05000001X").Refuse("C-69");
    }

    [Theory]
    [InlineData("2/5", false)]
    [InlineData("3/5", true)]
    public void C_27_Three_fifths_of_the_shares_sell_the_whole(string signing, bool suffices)
    {
        var sale = Sale();
        sale.OwnerKind = CoOwnership.Shares;
        sale.Owners = [new(TestParty.An, signing), new(TestParty.Chen, suffices ? "2/5" : "3/5", Signs: false)];

        var outcome = sale.Open().Sign();

        if (suffices)
            outcome.Accept();
        else
            outcome.Refuse("C-27");
    }

    [Theory]
    [InlineData(3_500u, true)]
    [InlineData(3_000u, false)]
    public void C_17_Other_property_pays_the_citys_rate(uint rate, bool accepted)
    {
        var sale = Sale();
        (sale.Class, sale.DeedRate) = (BuyerClass.Other, rate);
        sale.ToFiled();

        var outcome = sale.Assess();

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-17");
    }

    [Theory]
    [InlineData(20220105u, 20220308u)] // through day 60, Sunday 6 March, and the Monday after
    [InlineData(20220109u, 20220314u)] // day 60 is the city's own holiday; through Sunday 13 March, which is worked for it
    public void C_35_A_notice_counts_sixty_days_and_over_the_citys_own_holidays(uint since, uint lapses)
    {
        var sale = Sale().ToFiled();
        var book = new EncumbranceBook(sale) { Unit = Flat }.At(Day.Of(2022, 2, 1));

        book.Submit(book.Notice(change: e =>
        {
            e.RegistrableSince = since;
            e.Proof = new() { Number = "云（2022）云洲不动产证明第0000001号" };
        })).Accept();

        Assert.Equal(lapses, book.Page.Notices[0].Lapses);
    }

    [Theory]
    [InlineData(24u, true)]
    [InlineData(25u, false)]
    public void C_32_A_seizure_lasts_two_years_at_most(uint months, bool within)
    {
        Sale().Open();

        var outcome = new SeizureBook(ledger, Flat).At(Day.Of(2021, 6, 1), 11).Enter(1, months);

        if (within)
            outcome.Accept();
        else
            outcome.Refuse("C-32");
    }

    private SaleCase Sale() => new(ledger) { Units = [Flat], Number = Number, Province = '云', Place = "云洲" };

    private static TablePublished File(string name)
    {
        using var reader = new StreamReader(typeof(ThirdCityTests).Assembly.GetManifestResourceStream(name)!);
        return JsonParser.Default.Parse<TablePublished>(reader);
    }
}
