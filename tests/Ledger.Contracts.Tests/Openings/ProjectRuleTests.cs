using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The first registration of a building's units, in parts, against its house table.</summary>
public sealed class ProjectRuleTests
{
    private const string Second = "441900004001GB00012F00010102";
    private const string Common = "441900004001GB00012F00019999";

    private readonly SaleCase sale = new(new() { Profile = 2 }) { Owners = [new(TestParty.Developer)] };

    public ProjectRuleTests()
    {
        new SaleCase(sale.Ledger) { Units = [SaleCase.Parcel], Owners = [new(TestParty.Developer)], Offset = 500 }.Open();
        foreach (var unit in new[] { SaleCase.Flat, Second })
            sale.Ledger.PutOld(PageKeys.House(unit), new HousePage { UnitCode = unit, Epoch = 1, State = HouseState.ForSale });
        sale.Ledger.PutOld(
            PageKeys.Building(SaleCase.Flat[..24]), new BuildingPage { Building = SaleCase.Flat[..24], Rows = 2, Surveyed = 2 });
    }

    [Fact]
    public void The_parts_open_all_rows_and_the_common_parts_have_no_owner_of_their_own()
    {
        Submit(1, 2, SaleCase.Flat).Accept();
        Submit(2, 2, Second, Common).Accept();

        Assert.Equal(2u, sale.Ledger.Read<BuildingPage>(PageKeys.Building(SaleCase.Flat[..24]))!.Registered);
        Assert.Equal(HouseState.Registered, sale.Ledger.Read<HousePage>(PageKeys.House(Second))!.State);
        Assert.Equal(TestParty.Developer.At(Second), sale.Title(Second).Owners[0].Party);
        Assert.Equal((94u, 0), (sale.Title(Common).RightType, sale.Title(Common).Owners.Count));
    }

    [Fact]
    public void C81_the_last_part_leaves_no_row_behind()
    {
        Submit(1, 1, SaleCase.Flat).Refuse("C-81");
        Submit(1, 1, SaleCase.Flat, Second).Accept();
    }

    [Fact]
    public void C81_only_rows_of_the_house_table_are_registered()
        => Submit(1, 2, SaleCase.Flat, "441900004001GB00012F00010103").Refuse("C-81");

    [Fact]
    public void C02_each_unit_is_that_of_the_cadastre()
    {
        sale.Ledger.PutOld(
            PageKeys.House(SaleCase.Flat), new HousePage { UnitCode = SaleCase.Flat, Epoch = 1, State = HouseState.ForSale, CadastralId = Acts.Bytes(5) });

        Submit(1, 2, e => e.Rows[0].CadastralId = Acts.Bytes(6), SaleCase.Flat).Refuse("C-02");
        Submit(1, 2, e => e.Rows[0].CadastralId = Acts.Bytes(5), SaleCase.Flat).Accept();
    }

    [Fact]
    public void C54_each_unit_has_a_certificate_of_its_own()
        => Submit(1, 1, e => e.Rows[1].Certificate = e.Rows[0].Certificate, SaleCase.Flat, Second).Refuse("C-54");

    [Fact]
    public void C51_the_developer_holds_the_land()
        => Submit(1, 2, e => e.Owner.CreditCode = Members.Finance.CreditCode, SaleCase.Flat).Refuse("C-51");

    [Theory]
    [InlineData("", true)]
    [InlineData(PresaleCase.Permit, true)]
    [InlineData("东房预字第20210013号", false)]
    public void C12_a_permit_that_is_named_is_the_one_of_the_house_table(string permit, bool accepted)
    {
        Permit(PresaleCase.Permit, TestParty.Developer.Number, SaleCase.Flat[..24]);
        Permit("东房预字第20210013号", TestParty.Developer.Number, SaleCase.Flat[..24]);

        var outcome = Submit(1, 2, e => e.PermitNumber = permit, SaleCase.Flat);

        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-12");
    }

    [Fact]
    public void C12_a_permit_that_is_named_covers_the_building_and_is_its_owners()
    {
        Submit(1, 2, e => e.PermitNumber = PresaleCase.Permit, Common).Refuse("C-12");
        Permit(PresaleCase.Permit, TestParty.Developer.Number, "441900004001GB00012F0002");
        Submit(1, 2, e => e.PermitNumber = PresaleCase.Permit, SaleCase.Flat, Common).Refuse("C-12");
        Permit(PresaleCase.Permit, Members.BankB.CreditCode, SaleCase.Flat[..24]);
        Submit(1, 2, e => e.PermitNumber = PresaleCase.Permit, SaleCase.Flat, Common).Refuse("C-12");
        Permit(PresaleCase.Permit, TestParty.Developer.Number, SaleCase.Flat[..24]);
        Submit(1, 2, e => e.PermitNumber = PresaleCase.Permit, SaleCase.Flat, Common).Accept();
    }

    [Fact]
    public void A_construction_mortgage_on_two_units_is_one_of_homes_with_their_registration_where_the_city_has_it_so()
    {
        var city = Cities.Files.Single(file => file.Id == "dongguan");
        city.MortgageConvertAutomatic = true;
        sale.Ledger.PutOld(PageKeys.City, city);
        var mortgage = Constructing(SaleCase.Flat, Second);

        Submit(1, 2, Known, SaleCase.Flat).Accept();
        Assert.Equal((MortgageObject.Construction, 1u), (mortgage.Page.Object, mortgage.Page.FinishedUnits));
        Assert.Equal(MortgageObject.LandAndBuilding, mortgage.Rows(SaleCase.Flat).Single().Object);
        Submit(2, 2, Known, Second).Accept();

        Assert.Equal((MortgageObject.LandAndBuilding, 2u), (mortgage.Page.Object, mortgage.Page.LiveUnits));
        Assert.Equal(MortgageObject.LandAndBuilding, mortgage.Rows(Second).Single().Object);
    }

    [Fact]
    public void A_released_unit_leaves_its_construction_mortgage_with_its_registration_and_a_sold_one_is_released_first()
    {
        var city = Cities.Files.Single(file => file.Id == "dongguan");
        city.MortgageConvertAutomatic = true;
        sale.Ledger.PutOld(PageKeys.City, city);
        var mortgage = Constructing(SaleCase.Flat, Second);
        sale.Ledger.PutOld(PageKeys.Deal(SaleCase.Flat), new DealPage { ContractNumber = "441900A21050000001", State = ContractState.Filed, Epoch = 1 });
        Submit(1, 1, Known, SaleCase.Flat, Second).Refuse("C-53");
        mortgage.Release(e =>
        {
            e.Date = mortgage.Recorded.Number;
            e.Units.Add(SaleCase.Flat);
        }).Accept();

        Submit(1, 1, Known, SaleCase.Flat, Second).Accept();

        Assert.Empty(mortgage.Rows(SaleCase.Flat));
        Assert.Equal([Second], mortgage.Page.Units.Select(unit => unit.UnitCode));
        Assert.Equal((MortgageObject.LandAndBuilding, 1u), (mortgage.Page.Object, mortgage.Page.LiveUnits));
        Assert.DoesNotContain(sale.Ledger.Keys, key => key.StartsWith("release/", StringComparison.Ordinal));
    }

    [Fact]
    public void C53_a_construction_mortgage_is_converted_by_an_act_of_its_own_where_the_city_has_it_so()
    {
        Constructing(SaleCase.Flat, Second);

        Submit(1, 1, Known, SaleCase.Flat, Second).Refuse("C-53");
    }

    // A mortgage on the unit warns.
    private static void Known(ProjectFirstRegistered e)
        => e.Act.Acknowledgements.Add(new Acknowledgement { Rule = "C-46", Reason = "CHECKED", Subject = $"{Members.BankA.CreditCode}/DY-2021-000001" });

    private MortgageCase Constructing(params string[] units)
    {
        var mortgage = new MortgageCase(sale)
        {
            Units = units,
            Object = MortgageObject.Construction,
            Signed = Day.Of(2021, 2, 24),
            Recorded = Day.Of(2021, 2, 26),
        };
        mortgage.Terms.TermStart = mortgage.Signed.Number;
        mortgage.Sign().Accept();
        mortgage.Register().Accept();
        return mortgage;
    }

    private void Permit(string number, string developer, string building)
    {
        sale.Ledger.PutOld(PageKeys.Permit(number), new PermitPage
        {
            PermitNumber = number,
            Developer = developer,
            LandUnit = SaleCase.Parcel,
            Buildings = { new PermitBuilding { Building = building, Since = 20200101 } },
            Changes = { new PermitChange { State = PermitState.Valid, Date = 20200101 } },
        });
        foreach (var unit in new[] { SaleCase.Flat, Second })
        {
            sale.Ledger.PutOld(
                PageKeys.House(unit), new HousePage { UnitCode = unit, Epoch = 1, State = HouseState.ForSale, PermitNumber = PresaleCase.Permit });
        }
    }

    [Fact]
    public void C69_a_part_is_of_one_building_and_within_its_parts()
    {
        Submit(3, 2, SaleCase.Flat).Refuse("C-69");
        Submit(1, 2, SaleCase.Flat, SaleCase.Garage).Refuse("C-69");
        Submit(1, 2, e => e.Owner = TestParty.An.At(SaleCase.Flat), SaleCase.Flat).Refuse("C-69");
    }

    private Outcome Submit(uint part, uint of, params string[] units) => Submit(part, of, _ => { }, units);

    private Outcome Submit(uint part, uint of, Action<ProjectFirstRegistered> change, params string[] units)
    {
        var day = Day.Of(2021, 3, 2);
        var e = new ProjectFirstRegistered
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(day, day, int.Parse(sale.Business(day).AsSpan(10), provider: null)),
            Parcel = SaleCase.Parcel,
            Owner = TestParty.Developer.At(SaleCase.Parcel),
            RightType = 4,
            Epoch = 1,
            Part = part,
            Of = of,
        };
        e.Rows.AddRange(units.Select(unit => new ProjectRow
        {
            UnitCode = unit,
            BusinessNumber = sale.Business(day),
            Use = 11,
            Area = 8_950,
            Certificate = unit == Common ? null : sale.Certificate(),
        }));
        change(e);
        return sale.Ledger.Submit(Members.Registration, e);
    }
}
