using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Pre-sale permits: who gets one, what it may become, and what it allows to be sold.</summary>
public sealed class PermitRuleTests
{
    private const string SecondBuilding = "441900004001GB00012F0002";

    private readonly PresaleCase presale = new();

    [Fact]
    public void A_permit_covers_its_buildings_from_its_issue_on()
    {
        presale.ToPermit();

        Assert.Equal(TestParty.Developer.Number, presale.PermitPage.Developer);
        Assert.Equal((PresaleCase.Building, 20210401u), (presale.PermitPage.Buildings[0].Building, presale.PermitPage.Buildings[0].Since));
        Assert.Equal(PermitState.Valid, Assert.Single(presale.PermitPage.Changes).State);
    }

    [Fact]
    public void STATE_a_permit_number_is_used_once() => presale.ToPermit().Issue().Refuse("STATE");

    [Fact]
    public void C06_a_developer_without_the_land_gets_no_permit() => presale.OpenLand().Issue(e => e.Developer = Members.BankB.CreditCode).Refuse("C-06");

    [Fact]
    public void C06_land_that_is_not_registered_carries_no_permit() => presale.Issue().Refuse("C-06");

    [Fact]
    public void C53_a_mortgage_on_the_land_warns_until_its_bank_consents_to_the_pre_sale()
    {
        presale.OpenLand();
        var land = presale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Parcel))!;
        var row = Encumbrances.Mortgage();
        land.Mortgages.Add(row);
        presale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Parcel), land);
        var mortgage = new MortgagePage { Id = row.Id, State = MortgageState.Registered, Terms = row.Terms };
        presale.Ledger.PutOld(PageKeys.Mortgage(row.Id), mortgage);
        Assert.Equal(Severity.Warning, presale.Issue().Refuse("C-53").Of("C-53").Severity);
        presale.Ledger.Judge(Members.Transaction, presale.Issuing(e => e.Act = Acts.Of("C-53"))).Accept();

        mortgage.Notes.Add(new MortgageNote { Subject = ConsentSubject.Presale, Number = PresaleCase.Permit, Consent = true, Date = 20210331 });
        presale.Ledger.PutOld(PageKeys.Mortgage(row.Id), mortgage);

        presale.Issue().Accept();
    }

    [Fact]
    public void C57_a_permit_is_not_issued_tomorrow() => presale.OpenLand().Issue(e => e.Issued = 20210602).Refuse("C-57");

    [Fact]
    public void F01_the_land_of_a_permit_is_a_parcel() => presale.OpenLand().Issue(e => e.LandUnit = SaleCase.Flat).Refuse("F-01");

    [Fact]
    public void F01_a_building_stands_on_the_permits_land()
        => presale.OpenLand().Issue(e => e.Buildings[0] = "441900004001GB00013F0001").Refuse("F-01");

    [Theory]
    [InlineData("441900004001GB00012F000")]
    [InlineData("441900004001GB00012W0000")]
    [InlineData("441900004001GB00012F00011")]
    public void F01_a_building_has_24_characters_and_is_no_parcel(string building) => presale.OpenLand().Issue(e => e.Buildings[0] = building).Refuse("F-01");

    [Theory]
    [InlineData("张三字第20210012号")]
    [InlineData("东房预字20210012号")]
    [InlineData("东房预字第202号")]
    [InlineData("")]
    public void C69_a_permit_number_is_of_its_pattern(string number) => presale.OpenLand().Issue(e => e.PermitNumber = number).Refuse("C-69");

    [Fact]
    public void A_permit_is_suspended_resumed_extended_and_ended()
    {
        presale.ToPermit();

        presale.Change(PermitState.Suspended, Day.Of(2021, 4, 2)).Accept();
        presale.Change(PermitState.Valid, Day.Of(2021, 4, 3)).Accept();
        presale.Change(PermitState.Valid, Day.Of(2021, 4, 4), "441900004001GB00012F0002").Accept();
        presale.Change(PermitState.Ended, Day.Of(2021, 4, 5)).Accept();

        Assert.Equal(20210404u, presale.PermitPage.Buildings[1].Since);
        presale.Change(PermitState.Valid, Day.Of(2021, 4, 6)).Refuse("STATE");
        presale.Change(PermitState.Ended, Day.Of(2021, 4, 6)).Refuse("STATE");
    }

    [Fact]
    public void STATE_a_valid_permit_becomes_valid_only_with_further_buildings()
        => presale.ToPermit().Change(PermitState.Valid, Day.Of(2021, 4, 2)).Refuse("STATE");

    [Fact]
    public void STATE_a_suspended_permit_gets_no_buildings()
    {
        presale.ToPermit().Change(PermitState.Suspended, Day.Of(2021, 4, 2)).Accept();

        presale.Change(PermitState.Valid, Day.Of(2021, 4, 3), "441900004001GB00012F0002").Refuse("STATE");
    }

    [Fact]
    public void C69_buildings_come_with_a_valid_permit_alone()
        => presale.ToPermit().Change(PermitState.Suspended, Day.Of(2021, 4, 2), "441900004001GB00012F0002").Refuse("C-69");

    [Fact]
    public void STATE_an_unknown_permit_does_not_change() => presale.OpenLand().Change(PermitState.Suspended, Day.Of(2021, 4, 2)).Refuse("STATE");

    [Theory]
    [InlineData(PresaleCase.Building)]
    [InlineData("441900004001GB00013F0001")]
    public void C01_a_further_building_is_new_and_on_the_permits_land(string building)
        => presale.ToPermit().Change(PermitState.Valid, Day.Of(2021, 4, 2), building).Refuse("C-01");

    [Fact]
    public void STATE_a_building_is_under_one_permit_until_that_has_ended()
    {
        const string Other = "东房预字第20210013号";
        presale.ToPermit();
        presale.Issue(e => e.PermitNumber = Other).Refuse("STATE");
        presale.Issue(e => (e.PermitNumber, e.Buildings[0]) = (Other, SecondBuilding)).Accept();
        presale.Change(PermitState.Valid, Day.Of(2021, 4, 2), SecondBuilding).Refuse("STATE");

        var end = presale.Changing(PermitState.Ended, Day.Of(2021, 4, 2));
        end.PermitNumber = Other;
        presale.Ledger.Submit(Members.Transaction, end).Accept();
        presale.Change(PermitState.Valid, Day.Of(2021, 4, 3), SecondBuilding).Accept();
        Assert.Equal(PresaleCase.Permit, presale.Ledger.Read<BuildingPage>(PageKeys.Building(SecondBuilding))!.PermitNumber);
    }

    [Fact]
    public void STATE_a_building_with_titles_comes_under_no_permit()
    {
        presale.ToPermit();
        presale.Ledger.PutOld(PageKeys.Land(SaleCase.Parcel[..19]), new LandPage { Parcel = SaleCase.Parcel[..19], Buildings = { SecondBuilding } });

        presale.Change(PermitState.Valid, Day.Of(2021, 4, 2), SecondBuilding).Refuse("STATE");
        presale.Issue(e => (e.PermitNumber, e.Buildings[0]) = ("东房预字第20210013号", SecondBuilding)).Refuse("STATE");
        presale.Change(PermitState.Valid, Day.Of(2021, 4, 2), "441900004001GB00012F0003").Accept();
    }

    [Fact]
    public void C53_a_mortgage_on_the_land_warns_when_a_building_is_added_too()
    {
        presale.ToPermit();
        var key = PageKeys.Encumbrances(SaleCase.Parcel);
        var land = presale.Ledger.Read<EncumbrancePage>(key)!;
        land.Mortgages.Add(Encumbrances.Mortgage());
        presale.Ledger.PutOld(key, land);

        Assert.Equal(Severity.Warning, presale.Change(PermitState.Valid, Day.Of(2021, 4, 2), SecondBuilding).Refuse("C-53").Of("C-53").Severity);
        presale.Change(PermitState.Suspended, Day.Of(2021, 4, 2)).Accept();
    }

    [Fact]
    public void C29_a_building_on_seized_land_comes_under_no_permit()
    {
        presale.ToPermit();
        var key = PageKeys.Encumbrances(SaleCase.Parcel);
        var land = presale.Ledger.Read<EncumbrancePage>(key)!;
        land.Seizures.Add(Encumbrances.Seizure(start: Day.Of(2021, 3, 20)));
        presale.Ledger.PutOld(key, land);

        presale.Change(PermitState.Valid, Day.Of(2021, 4, 2), SecondBuilding).Refuse("C-29");
    }

    [Fact]
    public void C57_a_change_does_not_precede_the_state_before() => presale.ToPermit().Change(PermitState.Suspended, Day.Of(2021, 3, 31)).Refuse("C-57");

    [Fact]
    public void C57_a_permit_does_not_change_tomorrow() => presale.ToPermit().Change(PermitState.Suspended, Day.Of(2021, 6, 2)).Refuse("C-57");

    [Fact]
    public void C12_a_permit_of_the_day_of_signing_suffices_and_one_of_the_day_after_does_not()
    {
        var late = new PresaleCase { Issued = Day.Of(2021, 5, 11) }.ToForSale();

        late.Sale.Sign().Refuse("C-12");
        late.Sale.Sign(e => e.SigningDate = 20210511).Accept();
    }

    [Fact]
    public void C12_a_building_out_of_the_permits_scope_is_not_sold()
    {
        presale.ToPermit();
        var other = presale.Rows(e => e.PermitNumber = "", SaleCase.Garage);
        presale.Publish(other).Accept();
        presale.Sale.Units = [SaleCase.Garage];

        presale.Sale.Sign().Refuse("C-12");
    }

    [Fact]
    public void C12_a_building_that_is_added_is_sold_from_that_day_on()
    {
        presale.ToPermit().Change(PermitState.Valid, Day.Of(2021, 5, 11), SaleCase.Garage[..24]).Accept();
        presale.Publish(presale.Rows(units: SaleCase.Garage)).Accept();
        presale.Sale.Units = [SaleCase.Garage];

        presale.Sale.Sign().Refuse("C-12");
        presale.Sale.Sign(e => e.SigningDate = 20210511).Accept();
    }

    [Fact]
    public void C12_nothing_is_sold_while_a_permit_is_suspended()
    {
        presale.ToForSale().Change(PermitState.Suspended, Day.Of(2021, 5, 10)).Accept();
        presale.Sale.Sign().Refuse("C-12");
        presale.Sale.Sign(e => e.SigningDate = 20210509).Refuse("C-12");

        presale.Change(PermitState.Valid, Day.Of(2021, 5, 12)).Accept();

        presale.Sale.Sign(e => e.SigningDate = 20210511).Refuse("C-12");
        presale.Sale.Sign(e => e.SigningDate = 20210512).Accept();
    }

    [Fact]
    public void C12_a_contract_signed_before_a_suspension_is_filed_and_one_signed_in_it_is_not()
    {
        presale.ToSigned().Change(PermitState.Suspended, Day.Of(2021, 5, 11)).Accept();
        presale.Sale.File().Accept();

        var other = new PresaleCase().ToSigned();
        other.Change(PermitState.Suspended, Day.Of(2021, 5, 10)).Accept();
        other.Sale.File().Refuse("C-12");
    }

    [Fact]
    public void C12_a_new_home_that_is_not_registered_needs_a_permit() => presale.ToForSale().Sale.Sign(e => e.PermitNumber = "").Refuse("C-12");

    [Fact]
    public void C12_an_unknown_permit_allows_nothing() => presale.ToForSale().Sale.Sign(e => e.PermitNumber = "东房预字第20219999号").Refuse("C-12");

    [Fact]
    public void C69_a_stock_home_has_no_permit()
        => new SaleCase(TestLedger.Two()) { Permit = PresaleCase.Permit }.Open().Sign().Refuse("C-69");
}
