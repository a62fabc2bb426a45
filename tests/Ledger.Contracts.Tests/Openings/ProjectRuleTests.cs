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
    public void C54_each_unit_has_a_certificate_of_its_own()
        => Submit(1, 1, e => e.Rows[1].Certificate = e.Rows[0].Certificate, SaleCase.Flat, Second).Refuse("C-54");

    [Fact]
    public void C51_the_developer_holds_the_land()
        => Submit(1, 2, e => e.Owner.CreditCode = Members.Finance.CreditCode, SaleCase.Flat).Refuse("C-51");

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
