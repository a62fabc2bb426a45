using Ledger.Facts;
using Ledger.Import;
using Ledger.V1;
using Share = Ledger.Facts.Share;

namespace Ledger.Network.Tests;

public sealed class SaleCaseTests
{
    private const string Lot = "441900900001GB00001W00000000";
    private const string Flat = "441900900001GB00002F00010001";
    private static readonly Counter AtCounter = new(new byte[32], static (review, _) => review);
    private static readonly DealNumbers Numbers = new(new ImportRange(0), 7, 20, Day.Of(2019, 4, 1));

    [Fact]
    public void A_sale_of_a_home_held_for_five_years_owes_deed_tax_alone()
    {
        var sale = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20140401));

        var assessed = sale.Assess().Assess;
        Assert.Equal([TaxKind.Deed, TaxKind.Vat, TaxKind.Income], assessed.Lines.Select(line => line.Tax));
        Assert.Equal((VatTreatment.Exempt, 0u, "100000000.00"), (assessed.VatTreatment, assessed.VatRate, assessed.Base.Value));
        Assert.Equal(("3000000.00", 3_000u, BuyerClass.Other), (assessed.Lines[0].Due.Value, assessed.Lines[0].Rate, assessed.Lines[0].BuyerClass));
        Assert.Equal(("5000000.00", SaleTaxes.TwoYears), (assessed.Lines[1].Reduction.Value, assessed.Lines[1].Exemption));
        Assert.Equal(("1000000.00", SaleTaxes.FiveYears), (assessed.Lines[2].Reduction.Value, assessed.Lines[2].Exemption));
        Assert.Equal("3000000.00", Assert.Single(Assert.Single(sale.Pay().Pay.Tickets).Lines).Amount.Value);
    }

    [Fact]
    public void A_home_held_shorter_than_five_years_owes_income_tax()
    {
        var tickets = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20140402)).Pay().Pay.Tickets;

        Assert.Equal(["3000000.00", "1000000.00"], tickets.Select(ticket => Assert.Single(ticket.Lines).Amount.Value));
    }

    [Fact]
    public void A_home_held_shorter_than_two_years_owes_VAT_which_leaves_the_price()
    {
        var sale = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20170402), price: 10_500);

        var assessed = sale.Assess().Assess;
        Assert.Equal((VatTreatment.Taxed, 5_000u, "100.00"), (assessed.VatTreatment, assessed.VatRate, assessed.Base.Value));
        var tickets = sale.Pay().Pay.Tickets;
        Assert.Equal(["3.00"], tickets[0].Lines.Select(line => line.Amount.Value));
        Assert.Equal([(TaxKind.Vat, "5.00"), (TaxKind.VatSurcharge, "0.60"), (TaxKind.Income, "1.00")],
            tickets[1].Lines.Select(line => (line.Tax, line.Amount.Value)));
    }

    [Fact]
    public void What_is_no_home_owes_land_appreciation_tax_by_its_registered_use()
    {
        var sale = Case(Unit(Flat, use: 10, area: 10_000), Held("1/1", since: 20140401) with { Use = 30 });

        Assert.Equal(VatTreatment.NotSubject, sale.Assess().Assess.VatTreatment);
        Assert.Equal([TaxKind.Deed, TaxKind.Income, TaxKind.LandAppreciation],
            sale.Pay().Pay.Tickets.SelectMany(ticket => ticket.Lines).Select(line => line.Tax));
    }

    [Fact]
    public void Of_a_price_too_small_for_a_tax_nothing_is_exempted_and_of_one_fen_nothing_is_owed()
    {
        var sale = Case(Unit(Flat, use: 10, area: 0), Held("1/1", since: 20140401), price: 40);

        Assert.All(sale.Assess().Assess.Lines.Where(line => line.Due.Value == "0.00"), line => Assert.Equal("", line.Exemption));
        Assert.True(sale.OwesTaxes);
        Assert.False(Case(Unit(Flat, use: 10, area: 0), Held("1/1", since: 20140401), price: 1).OwesTaxes);
    }

    [Fact]
    public void A_price_of_several_units_is_apportioned_by_area_and_every_tax_with_it()
    {
        var sale = Case([Unit(Flat, area: 6_000), Unit(Lot, area: 3_000)], [Held("1/1"), Held("1/3", "2/3")], price: 100);

        Assert.Equal(["0.67", "0.33"], sale.Sign().SignContract.Units.Select(unit => unit.Price.Value));
        Assert.Equal(["0.67", "0.33"], sale.Assess().Assess.UnitBases.Select(unit => unit.Amount.Value));
        Assert.Equal(["0.11", "0.22"], sale.Assess().Assess.Lines.Where(line => line.Tax == TaxKind.Income && line.UnitCode == Lot)
            .Select(line => line.Base.Value));
        Assert.Equal(["0.67", "0.33"], Recorded(sale).Units.Select(unit => unit.Price.Value));
    }

    [Fact]
    public void A_case_is_accepted_for_every_unit_on_the_contract_by_both_sides_and_reviewed()
    {
        var sale = Case([Unit(Flat), Unit(Lot)], [Held("1/1"), Held("1/3", "2/3")]);

        var acts = sale.Transfer();
        var application = acts[0].AcceptApplication;
        Assert.Equal((Numbers.Contract, Numbers.TransferAcceptance), (application.Basis, application.AcceptanceNumber));
        Assert.Equal([FlowCode.F211, FlowCode.F211], application.Flows.Select(flow => flow.Flow));
        Assert.Equal([2, 3], application.Applicants.Select(unit => unit.Parties.Count));
        Assert.Equal((application.AcceptanceNumber, ReviewResult.Pass), (acts[1].ReviewCase.AcceptanceNumber, acts[1].ReviewCase.Result));
        var recording = acts[2].RecordTransfer.Recording;
        Assert.Equal((application.AcceptanceTimeMs, Counter.Town), (recording.AcceptanceTimeMs, recording.Town));
        Assert.Equal(Day.Of(2019, 4, 1), Day.At(recording.RecordingTimeMs));
        Assert.Equal(application.Flows.Select(flow => flow.BusinessNumber), acts[2].RecordTransfer.Units.Select(unit => unit.BusinessNumber));
    }

    [Fact]
    public void A_share_of_one_co_owner_is_sold_with_the_waiver_of_the_others()
    {
        Assert.True(Case(Unit(Lot, share: "1/3"), Held("1/3", "2/3")).Sign().SignContract.Units[0].CoOwnersWaived);
        Assert.False(Case(Unit(Lot, share: "1/3"), Held("1/1")).Sign().SignContract.Units[0].CoOwnersWaived);
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
        var transfer = Assert.Single(Recorded(sale).Units);
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
        Assert.Equal(CoOwnership.Single, Recorded(sale).Units[0].CoOwnership);
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

        Assert.Equal(acknowledged ? [("F-07", Flat)] : [], document.Acknowledgements.Select(given => (given.Rule, given.Subject)));
    }

    [Fact]
    public void Another_use_than_the_books_is_acknowledged_beforehand()
    {
        var document = Case(Unit(Flat, use: 30), Held("1/1")).Sign().SignContract.Document;

        Assert.Equal(("C-25", Flat), Assert.Single(document.Acknowledgements.Select(given => (given.Rule, given.Subject))));
    }

    [Fact]
    public void An_opening_names_an_invented_holder_of_the_whole_for_five_years()
    {
        var deal = Deal([Unit(Flat) with { FurtherParcels = [Lot] }], 1);
        var opening = UnitOpening.Act(deal, Numbers, 0, UnitOpening.Title(deal, Numbers, 0)).OpenMigrated;

        Assert.Equal(("2014-04-01", "2019-04-01"), (opening.Recording.RecordingDate, opening.MigrationDate));
        Assert.Equal(Day.Of(2019, 4, 1), Day.At(opening.Recording.AcceptanceTimeMs));
        Assert.Equal(Numbers.Holder.CitizenNumber, Assert.Single(opening.Opening.Owners).Party.DocumentNumber);
        Assert.Equal([Lot], opening.Opening.FurtherParcels);
        Assert.Equal(7, opening.Since.Count);
        Assert.Equal(Day.Of(2014, 4, 1), Day.At(opening.Recording.RecordingTimeMs));
    }

    [Fact]
    public void The_contract_carries_apportioned_land_and_what_the_file_remarked()
    {
        var unit = Unit(Flat) with { Land = [new PlannedLand("441900900001GB00002", "123456789/5919380256", 2_010)] };
        var deal = Deal([unit], 100) with { Remarks = [new("note", new string('注', 3_000))] };

        var contract = new SaleCase(deal, Numbers, [Held("1/1")], AtCounter).Sign().SignContract;

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
        => new(Deal(units, price), Numbers, titles, AtCounter);

    private static RecordTransferRequest Recorded(SaleCase sale) => sale.Transfer()[^1].RecordTransfer;
}
