using Ledger.Facts;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Network.Tests;

public sealed class SaleCaseTests
{
    private const string Lot = "441900900001GB00001W00000000";
    private const string Flat = "441900900001GB00002F00010001";
    private static readonly DealNumbers Numbers = new(new ImportRange(0), 7, 20, Day.Of(2019, 4, 1));

    [Fact]
    public void A_sale_of_a_home_held_for_five_years_owes_deed_tax_alone()
    {
        var sale = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20140401));

        var lines = sale.Assess().Assess.Lines;
        Assert.Equal([TaxKind.Deed, TaxKind.Income], lines.Select(line => line.Tax));
        Assert.Equal(("3000000.00", 3_000u, BuyerClass.Other), (lines[0].Due.Value, lines[0].Rate, lines[0].BuyerClass));
        Assert.Equal(("1000000.00", SaleTaxes.FiveYears), (lines[1].Reduction.Value, lines[1].Exemption));
        Assert.Equal("3000000.00", Assert.Single(sale.Pay().Pay.Tickets).Amount.Value);
    }

    [Fact]
    public void A_home_held_shorter_owes_income_tax()
    {
        var sale = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20140402));

        Assert.Equal(["3000000.00", "1000000.00"], sale.Pay().Pay.Tickets.Select(ticket => ticket.Amount.Value));
    }

    [Fact]
    public void What_is_no_home_owes_land_appreciation_tax_by_its_registered_use()
    {
        var sale = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20140401) with { Use = 30 });

        Assert.Equal([TaxKind.Deed, TaxKind.Income, TaxKind.LandAppreciation], sale.Pay().Pay.Tickets.Select(ticket => ticket.Tax));
    }

    [Fact]
    public void Of_a_price_too_small_for_a_tax_nothing_is_exempted()
    {
        var sale = Case(Unit(Flat, use: 10, area: 0), Held("1/1", since: 20140401), price: 40);

        Assert.All(sale.Assess().Assess.Lines.Where(line => line.Due.Value == "0.00"), line => Assert.Equal("", line.Exemption));
    }

    [Fact]
    public void The_whole_of_a_sole_owner_is_written_without_a_share()
    {
        var unit = Assert.Single(Case(Unit(Flat), Held("1/1")).Sign().SignContract.Units);

        Assert.Equal(("1/1", "", CoOwnership.Single), (unit.Share, Assert.Single(unit.Sellers).Share, unit.BuyerCoOwnership));
    }

    [Fact]
    public void A_part_sold_makes_shares_and_reissues_the_sellers_certificate()
    {
        var sale = Case(Unit(Lot, share: "1/5"), Held("1/1"));

        Assert.Equal("1/5", sale.Sign().SignContract.Units[0].Sellers[0].Share);
        var transfer = Assert.Single(sale.Transfer().RecordTransfer.Units);
        Assert.Equal(CoOwnership.Shares, transfer.CoOwnership);
        Assert.Equal(("1/5", Numbers.BuyerCertificate(0)), (transfer.Buyers[0].Share, transfer.Buyers[0].Certificate));
        Assert.Equal(Numbers.ReissuedCertificate(0), Assert.Single(transfer.Reissues).Certificate);
        Assert.Equal("certificate 0", Assert.Single(transfer.Previous).Number);
    }

    [Fact]
    public void The_last_shares_sold_together_make_one_owner_again()
    {
        var sale = Case(Unit(Lot), Held("1/3", "2/3"));

        Assert.Equal(["1/3", "2/3"], sale.Sign().SignContract.Units[0].Sellers.Select(seller => seller.Share));
        Assert.Equal(CoOwnership.Single, sale.Transfer().RecordTransfer.Units[0].CoOwnership);
        Assert.Equal("1/1", Assert.Single(sale.TitlesAfter[Lot].Owners).Share);
    }

    [Fact]
    public void A_seller_of_two_units_of_one_contract_is_one_party()
    {
        var held = Held("1/1");
        var sale = Case([Unit(Flat), Unit(Lot)], [held, held]);

        var contract = sale.Sign().SignContract;
        Assert.Single(contract.Sellers);
        Assert.All(contract.Units, unit => Assert.Equal(0u, Assert.Single(unit.Sellers).Party));
        Assert.Equal([Flat, Lot], sale.Assess().Assess.UnitCodes);
    }

    [Theory]
    [InlineData(1_000_000UL, 100_000_000UL, false)]
    [InlineData(1_000_000UL, 99_999_900UL, true)]
    [InlineData(100UL, 100_000_000UL, false)]
    [InlineData(100UL, 100_000_100UL, true)]
    [InlineData(0UL, 100UL, false)]
    public void A_price_per_square_metre_out_of_bounds_is_acknowledged_beforehand(ulong area, ulong price, bool acknowledged)
    {
        var document = Case(Unit(Flat, area: area), Held("1/1"), price).Sign().SignContract.Document;

        Assert.Equal(acknowledged ? ["F-07"] : [], document.Acknowledgements.Select(acknowledgement => acknowledgement.Rule));
    }

    [Fact]
    public void An_opening_names_an_invented_holder_of_the_whole_for_five_years()
    {
        var opening = UnitOpening.Act(Deal([Unit(Flat) with { FurtherParcels = [Lot] }], 1), Numbers, 0).OpenMigrated;

        Assert.Equal(("2014-04-01", "2019-04-01"), (opening.Recording.RecordingDate, opening.MigrationDate));
        Assert.Equal(Day.Of(2019, 4, 1), Day.At(opening.Recording.AcceptanceTimeMs));
        Assert.Equal(Numbers.Holder.CitizenNumber, Assert.Single(opening.Opening.Owners).Party.DocumentNumber);
        Assert.Equal([Lot], opening.Opening.FurtherParcels);
    }

    [Fact]
    public void The_contract_carries_apportioned_land_and_what_the_file_remarked()
    {
        var unit = Unit(Flat) with { Land = [new PlannedLand("441900900001GB00002", "123456789/5919380256", 2_010)] };
        var deal = Deal([unit], 100) with { Remarks = [new("note", new string('注', 3_000))] };

        var contract = new SaleCase(deal, Numbers, [Held("1/1")]).Sign().SignContract;

        var land = Assert.Single(contract.Units[0].Land);
        Assert.Equal(("441900900001GB00002", "123456789/5919380256", "20.10"), (land.Parcel, land.Share, land.Area));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(contract.Document.Fields[0].Value), 1, 4096);
    }

    private static PlannedUnit Unit(string code, string share = "1/1", uint use = 10, ulong area = 0)
        => new(code, [], code[19] == 'W', share, area, use, []);

    private static HeldTitle Held(params string[] shares) => new(10, [.. shares.Select((share, i) => new HeldShare(
        new ImportRange(0).Buyer(100 + i).CitizenNumber, share, $"certificate {i}", 20140401))]);

    private static HeldTitle Held(string share, uint since) => new(10, [Held(share).Owners[0] with { Since = since }]);

    private static PlannedDeal Deal(IReadOnlyList<PlannedUnit> units, ulong price) => new(7, 20, "id", 20190401, price, units, []);

    private static SaleCase Case(PlannedUnit unit, HeldTitle title, ulong price = 10_000_000_000) => Case([unit], [title], price);

    private static SaleCase Case(IReadOnlyList<PlannedUnit> units, IReadOnlyList<HeldTitle> titles, ulong price = 10_000_000_000)
        => new(Deal(units, price), Numbers, titles);
}
