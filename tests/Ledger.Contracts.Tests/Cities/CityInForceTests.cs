using Ledger.Facts;

namespace Ledger.Contracts.Tests;

public sealed class CityInForceTests
{
    private const string LinlanFlat = "449801004001GB00012F00010101";
    private const string LinlanNumber = "LL2021B05000001";

    [Theory]
    [InlineData(null)]
    [InlineData("dongguan")]
    public void Dongguans_numbers_are_those_of_a_ledger_without_a_file_and_with_its_own(string? city)
    {
        Dongguan(TestLedger.Two(city)).ToPaid().Record().Accept();
    }

    [Fact]
    public void Linlans_numbers_pass_under_its_file()
    {
        var linlan = Linlan(TestLedger.Two("linlan")).ToPaid();
        new FundCase(linlan).ToArrived();
        linlan.Record().Refuse("C-14");
        linlan.Certify().Accept();

        linlan.Record().Accept();
    }

    [Fact]
    public void F_01_A_unit_of_another_city_is_refused()
    {
        var dongguan = Linlan(TestLedger.Two("dongguan"));
        dongguan.Ledger.Submit(Members.Registration, dongguan.FirstRegistration(LinlanFlat)).Refuse("F-01");
        var linlan = Dongguan(TestLedger.Two("linlan"));
        linlan.Ledger.Submit(Members.Registration, linlan.FirstRegistration(SaleCase.Flat)).Refuse("F-01");
    }

    [Fact]
    public void F_03_A_certificate_of_another_city_is_refused_and_both_places_are_named()
    {
        var dongguan = Dongguan(TestLedger.Two("dongguan"));
        dongguan.Place = "临澜";
        var finding = dongguan.Ledger.Submit(Members.Registration, dongguan.FirstRegistration(SaleCase.Flat)).Refuse("F-03").Of("F-03");
        Assert.Contains(finding.Values, value => value.Source == PageKeys.City && value.Value.Contains("东莞", StringComparison.Ordinal));

        var linlan = Linlan(TestLedger.Two("linlan"));
        linlan.Place = "东莞";
        linlan.Ledger.Submit(Members.Registration, linlan.FirstRegistration(LinlanFlat)).Refuse("F-03");
        linlan.Ledger.Submit(Members.Registration, linlan.Migration(LinlanFlat)).Refuse("F-03");
        linlan.Place = "临澜";
        new FundCase(linlan.ToPaid()).ToArrived();
        linlan.Certify().Accept();
        linlan.Place = "东莞";
        linlan.Record().Refuse("F-03");
    }

    [Fact]
    public void F_03_Profile_1_does_not_look_at_the_place()
    {
        var sale = new SaleCase { Place = "临澜" };

        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(SaleCase.Flat)).Accept();
    }

    [Fact]
    public void C_69_A_contract_number_of_another_city_is_refused()
    {
        var dongguan = Dongguan(TestLedger.Two("dongguan")).Open();
        dongguan.Sign(e => e.ContractNumber = LinlanNumber).Refuse("C-69");
        var linlan = Linlan(TestLedger.Two("linlan")).Open();
        linlan.Sign(e => e.ContractNumber = "441900B21050000001").Refuse("C-69");
        linlan.Sign(e => e.ContractNumber = "LL2021A05000001").Refuse("C-69");
    }

    [Fact]
    public void C_69_An_acceptance_number_is_of_the_pattern_of_the_city()
    {
        var sale = Linlan(TestLedger.Two("linlan", file => file.CaseNumber = "'LL' date '-' 4d"));

        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(LinlanFlat)).Refuse("C-69");
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(LinlanFlat, e =>
        {
            e.Recording.AcceptanceNumber = "LL20210225-0001";
            e.Opening.BusinessNumber = "LL20210225-0002";
        })).Accept();
        sale.Ledger.Submit(Members.Registration, sale.FirstRegistration(LinlanFlat[..^1] + "2", e =>
        {
            e.Recording.AcceptanceNumber = "LL20210224-0001";
            e.Opening.BusinessNumber = "LL20210225-0003";
        })).Refuse("C-57");
    }

    [Fact]
    public void C_27_Figures_are_those_of_the_file_and_a_finding_names_it()
    {
        SaleCase Thirds(SaleCase sale)
        {
            sale.OwnerKind = V1.CoOwnership.Shares;
            sale.Owners = [new(TestParty.An, "1/3"), new(TestParty.Chen, "1/3"), new(TestParty.Dai, "1/3", Signs: false)];
            return sale.Open();
        }

        Thirds(Dongguan(TestLedger.Two("dongguan"))).Sign().Accept();
        Thirds(Linlan(TestLedger.Two("linlan"))).Sign().Refuse("C-27");
    }

    [Fact]
    public void F_07_A_unit_price_is_judged_by_the_file_and_the_finding_names_its_page()
    {
        var linlan = Linlan(TestLedger.Two("linlan"));
        linlan.Price = 49_000 * 89;
        var finding = linlan.Open().Sign().Refuse("F-07").Of("F-07");
        Assert.Contains(finding.Values, value => value.Source == "sys/city");

        var dongguan = Dongguan(TestLedger.Two());
        dongguan.Price = linlan.Price;
        dongguan.Open().Sign().Accept();
        dongguan.Sign(e => (e.ContractNumber, e.PriceFen, e.Units[0].PriceFen) = ("441900B21050000002", 1, 1)).Refuse("F-07", "C-05");
    }

    private static SaleCase Dongguan(TestLedger ledger) => new(ledger);

    private static SaleCase Linlan(TestLedger ledger) => new(ledger) { Units = [LinlanFlat], Number = LinlanNumber, Place = "临澜" };
}
