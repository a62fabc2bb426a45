using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>What profile 2 asks of a contract when it is signed.</summary>
public sealed class ContractRuleTwoTests
{
    [Theory]
    [InlineData(CoOwnership.Shares)]
    [InlineData(CoOwnership.Groups)]
    public void C26_buyers_in_shares_say_which(CoOwnership kind)
        => Assert.Contains(
            "C-26", new SaleCase(TestLedger.Two()).Open().Sign(e => e.Units[0].BuyerCoOwnership = kind).Findings.Select(finding => finding.Rule));

    [Fact]
    public void A_contract_keeps_what_profile_2_adds_to_it()
    {
        var sale = new SaleCase(TestLedger.Two()) { Units = [SaleCase.Flat, SaleCase.Garage], PaidBy = PaymentMode.Loan, Price = 120_000_001 }.Open();

        sale.Sign(e => e.Supervised = true).Accept();

        var page = sale.Contract;
        Assert.Equal((1u, PaymentMode.Loan, true, false), (page.Version, page.Payment, page.Supervised, page.FilingNotRequired));
        Assert.Equal([60_000_001ul, 60_000_000ul], page.Units.Select(unit => unit.PriceFen));
    }

    [Fact]
    public void C69_the_units_prices_add_up_to_the_contracts()
    {
        var sale = new SaleCase(TestLedger.Two()) { Units = [SaleCase.Flat, SaleCase.Garage] }.Open();

        sale.Sign(e => e.Units[1].PriceFen++).Refuse("C-69");
        sale.Sign(e => (e.Units[0].PriceFen, e.Units[1].PriceFen) = (e.PriceFen, 0)).Refuse("C-69");
    }

    [Fact]
    public void C69_the_VAT_is_not_the_transaction_departments_to_state()
        => new SaleCase(TestLedger.Two()).Open().Sign(e => e.VatRate = 5_000).Refuse("C-69");

    [Fact]
    public void C69_a_contract_says_how_it_is_paid() => new SaleCase(TestLedger.Two()).Open().Sign(e => e.Payment = PaymentMode.Unspecified).Refuse("C-69");

    [Fact]
    public void C03_a_stock_home_without_a_live_title_is_not_sold() => new SaleCase(TestLedger.Two()).Sign().Refuse("C-03");

    [Fact]
    public void C05_a_second_contract_is_refused_in_another_envelope_and_in_the_same()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        var second = sale.Signing(e => e.ContractNumber = "441900B21050000002");
        Assert.Equal(1, sale.Ledger.Submit(Members.Transaction, sale.Signing(), second).Refuse("C-05").FailedEvent);
        sale.Sign().Accept();
        sale.Ledger.Submit(Members.Transaction, second).Refuse("C-05");

        sale.Revoke().Accept();

        sale.Ledger.Submit(Members.Transaction, second).Accept();
    }

    [Fact]
    public void C06_a_person_does_not_sell_as_new_build() => new SaleCase(TestLedger.Two()) { Number = "441900A21050000001" }.Open().Sign().Refuse("C-06");

    [Fact]
    public void C06_a_developer_sells_what_was_first_registered_to_it_as_new_build()
        => new SaleCase(TestLedger.Two()) { Owners = [new(TestParty.Developer)], Number = "441900A21050000001" }.Open().Sign().Accept();

    [Fact]
    public void C06_what_was_transferred_before_is_sold_as_stock()
    {
        var sale = new SaleCase(TestLedger.Two()) { Owners = [new(TestParty.Developer)], Number = "441900A21050000001" }.Open();
        var title = sale.Title();
        title.ContractNumber = "441900B20010000001";
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);

        sale.Sign().Refuse("C-06");
        sale.Number = "441900B21050000001";
        sale.Sign().Accept();
    }

    [Fact]
    public void C06_the_seller_of_a_pre_sale_is_the_permits_developer_alone_and_whole()
    {
        var presale = new PresaleCase().ToForSale();
        var stranger = new PartyAcrossUnits { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = Members.BankB.CreditCode };

        presale.Sale.Sign(e => e.Sellers[0] = stranger).Refuse("C-06");
        presale.Sale.Sign(e => e.Units[0].Sellers[0].NotSigning = true).Refuse("C-06");
        presale.Sale.Sign(e =>
        {
            e.Units[0].Share = new Owner(TestParty.An, "1/2").Message;
            e.Units[0].Sellers[0].Share = new Owner(TestParty.An, "1/2").Message;
        }).Refuse("C-06");
        presale.Sale.Sign().Accept();
    }

    [Fact]
    public void F06_a_party_in_two_groups_sells_by_two_stakes()
    {
        Owner[] owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.An, "1/2", 2), new(TestParty.Chen, "1/2", 2)];
        var sale = new SaleCase(TestLedger.Two()) { OwnerKind = CoOwnership.Groups, Owners = owners, Buyers = [new(TestParty.Dai)] }.Open();

        sale.Sign(e => e.Units[0].Sellers.RemoveAt(1)).Refuse("C-06", "C-27");
        sale.Sign().Accept();

        Assert.Equal(4, sale.Contract.Units[0].Sellers.Count);
    }

    [Fact]
    public void F06_nobody_sells_to_himself() => new SaleCase(TestLedger.Two()) { Buyers = [new(TestParty.An)] }.Open().Sign().Refuse("F-06");

    [Theory]
    [InlineData(9_999ul, false)]
    [InlineData(10_000ul, true)]
    [InlineData(100_000_000ul, true)]
    [InlineData(100_000_001ul, false)]
    public void F07_the_unit_price_lies_within_the_citys_bounds(ulong fenPerSquareMetre, bool plausible)
    {
        var sale = new SaleCase(TestLedger.Two()) { Area = 10_000, Price = fenPerSquareMetre * 100 }.Open();

        Assert.Equal(plausible, sale.Sign().Accepted);
        if (!plausible)
            sale.Sign(e => e.Act = Acts.Of("F-07")).Accept();
    }

    [Fact]
    public void F07_the_price_of_each_unit_is_looked_at()
    {
        var sale = new SaleCase(TestLedger.Two()) { Units = [SaleCase.Flat, SaleCase.Garage] }.Open();
        Action<ContractSigned> uneven = e => (e.Units[0].PriceFen, e.Units[1].PriceFen) = (e.PriceFen - 1, 1);

        sale.Sign(uneven).Refuse("F-07");
    }

    [Fact]
    public void F07_the_bounds_are_the_citys()
    {
        var ledger = TestLedger.Two("linlan", file => file.Divisions[0] = "441900");
        var sale = new SaleCase(ledger) { Area = 10_000, Price = 49_999 * 100, Number = "LL2021B05000001" };
        sale.Place = "临澜";
        sale.Open();

        sale.Sign().Refuse("F-07");
        sale.Price = 50_000 * 100;
        sale.Sign().Accept();
    }

    [Theory]
    [InlineData(8_950ul, true)]
    [InlineData(8_951ul, false)]
    [InlineData(4_475ul, false)]
    [InlineData(0ul, true)]
    public void C23_a_stock_home_has_the_registered_area(ulong area, bool passes)
    {
        var outcome = new SaleCase(TestLedger.Two()).Open().Sign(e => e.Units[0].Area = area);

        if (passes)
            outcome.Accept();
        else
            Assert.Equal(Severity.Reject, outcome.Refuse("C-23").Of("C-23").Severity);
    }

    [Theory]
    [InlineData(10_300ul, Severity.Warning)]
    [InlineData(10_301ul, Severity.Exception)]
    public void C23_a_new_home_may_differ_from_its_survey_by_three_per_cent(ulong surveyed, Severity severity)
    {
        var presale = new PresaleCase();
        presale.Sale.Area = 10_000;
        presale.ToForSale();
        var survey = presale.Survey(surveyed);
        survey.Act = Acts.Of("C-23");
        if (severity == Severity.Exception)
        {
            presale.Ledger.PutOld(PageKeys.House(SaleCase.Flat), Surveyed(presale.House(), surveyed));
        }
        else
        {
            presale.Publish(survey).Accept();
        }

        Assert.Equal(severity, presale.Sale.Sign().Refuse("C-23").Of("C-23").Severity);
        presale.Sale.Sign(e => e.Units[0].Area = surveyed).Accept();

        static HousePage Surveyed(HousePage page, ulong area)
        {
            page.SurveyedArea = area;
            return page;
        }
    }

    [Fact]
    public void C25_the_use_is_that_of_the_book_or_the_house_table()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        sale.Sign(e => e.Units[0].Use = 11).Refuse("C-25");
        sale.Sign(e => e.Units[0].Use = 10).Accept();
        var presale = new PresaleCase().ToForSale();
        presale.Sale.Sign(e => e.Units[0].Use = 11).Refuse("C-25");
        presale.Sale.Sign(e => (e.Act, e.Units[0].Use) = (Acts.Of("C-25"), 11)).Accept();
    }

    [Theory]
    [InlineData(10u, 20210511u, null)]
    [InlineData(10u, 20210510u, Severity.Warning)]
    [InlineData(30u, 20210511u, null)]
    [InlineData(30u, 20210510u, Severity.Reject)]
    public void C25_a_land_term_that_is_over_warns_of_a_home_and_stops_what_is_none(uint use, uint termEnd, Severity? severity)
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        Put(sale, title => (title.Use, title.LandTermEnd) = (use, termEnd));

        var outcome = sale.Sign();

        if (severity is null)
            outcome.Accept();
        else
            Assert.Equal(severity, outcome.Refuse("C-25").Of("C-25").Severity);
    }

    [Fact]
    public void C25_the_land_term_is_that_of_the_book()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        Put(sale, title => title.LandTermEnd = 20700101);

        sale.Sign(e => e.Units[0].LandTermEnd = 20700102).Refuse("C-25");
        sale.Sign(e => e.Units[0].LandTermEnd = 20700101).Accept();
    }

    [Theory]
    [InlineData(20210425u, true)]
    [InlineData(20210426u, false)]
    [InlineData(0u, false)]
    public void C28_co_owners_are_notified_fifteen_days_before_a_share_goes_to_an_outsider(uint notified, bool passes)
    {
        var sale = Thirds([new(TestParty.An, "1/3")], "1/3");

        var outcome = sale.Sign(e => (e.Units[0].CoOwnersWaived, e.Units[0].CoOwnersNotified) = (false, notified));

        if (passes)
            outcome.Accept();
        else
            Assert.Equal(Severity.Warning, outcome.Refuse("C-28").Of("C-28").Severity);
    }

    [Fact]
    public void C28_a_waiver_or_a_buyer_who_owns_already_needs_no_notice()
    {
        Thirds([new(TestParty.An, "1/3")], "1/3").Sign(e => e.Units[0].CoOwnersWaived = true).Accept();
        Thirds([new(TestParty.An, "1/3")], "1/3", buyer: TestParty.Bo).Sign(e => e.Units[0].CoOwnersWaived = false).Accept();
    }

    [Fact]
    public void C27_two_thirds_sign_and_under_a_city_that_asks_for_all_one_refusal_stops()
    {
        Owner[] oneRefuses = [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3", Signs: false)];
        Thirds(oneRefuses, "1/1").Sign().Accept();

        var ledger = TestLedger.Two("dongguan", file => file.ConsentThreshold = new() { Numerator = 1, Denominator = 1 });
        Thirds(oneRefuses, "1/1", ledger: ledger).Sign().Refuse("C-27");
    }

    [Fact]
    public void C27_a_joint_couple_signs_together()
    {
        Owner[] couple = [new(TestParty.An), new(TestParty.Bo, Signs: false)];
        new SaleCase(TestLedger.Two()) { OwnerKind = CoOwnership.Joint, Owners = couple, Buyers = [new(TestParty.Dai)] }.Open().Sign().Refuse("C-27");
    }

    [Fact]
    public void C27_a_buyers_own_share_does_not_count()
    {
        // Bo buys: his own third is no consent, of the others one of two refuses.
        Thirds([new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3", Signs: false)], "1/1", buyer: TestParty.Bo)
            .Sign().Refuse("C-27");
        Thirds([new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3")], "1/1", buyer: TestParty.Bo).Sign().Accept();
    }

    [Fact]
    public void C44_a_price_below_what_is_mortgaged_is_told_and_passes()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        var page = sale.Ledger.Read<EncumbrancePage>(PageKeys.Encumbrances(SaleCase.Flat))!;
        page.Mortgages.Add(Encumbrances.Mortgage());
        sale.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), page);
        sale.Price = 80_000_000;
        Assert.DoesNotContain(sale.Ledger.Judge(Members.Transaction, sale.Signing()).Accept().Findings, finding => finding.Rule == "C-44");

        sale.Price = 79_999_999;

        Assert.Equal(Severity.Information, sale.Sign().Accept().Of("C-44").Severity);
    }

    [Fact]
    public void C65_a_minor_seller_has_its_guardians_statement()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();

        Assert.Equal(Severity.Warning, sale.Sign(e => e.GuardianStatements.Add(Google.Protobuf.ByteString.Empty)).Refuse("C-65").Of("C-65").Severity);
        sale.Sign(e => e.GuardianStatements.Add(Acts.Bytes(1))).Accept();
    }

    [Fact]
    public void C67_a_city_that_checks_who_may_buy_asks_for_the_proof()
    {
        new SaleCase(TestLedger.Two()).Open().Sign(e => e.QualificationNumber = "").Accept();
        var sale = new SaleCase(TestLedger.Two("dongguan", file => file.PurchaseCheck = true)).Open();

        sale.Sign(e => e.QualificationNumber = "").Refuse("C-67");
        sale.Sign().Accept();
    }

    [Theory]
    [InlineData(20210511u, false)]
    [InlineData(20210510u, true)]
    public void C67_a_unit_is_not_sold_before_the_day_that_the_book_states(uint barredUntil, bool passes)
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        Put(sale, title => title.ResaleBarredUntil = barredUntil);

        if (passes)
            sale.Sign().Accept();
        else
            sale.Sign().Refuse("C-67");
    }

    [Theory]
    [InlineData(20190510u, false)]
    [InlineData(20190509u, true)]
    public void C67_what_was_bought_is_barred_for_the_citys_months(uint recorded, bool passes)
    {
        var sale = new SaleCase(TestLedger.Two("dongguan", file => file.ResaleBarMonths = 24)).Open();
        Put(sale, title => (title.RecordingDate, title.RecordingMs, title.ContractNumber) = (recorded, 0, "441900B19010000001"));

        if (passes)
            sale.Sign().Accept();
        else
            sale.Sign().Refuse("C-67");
    }

    [Fact]
    public void C79_a_title_whose_right_does_not_fit_its_unit_is_not_sold()
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        Put(sale, title => title.RightType = 8);

        sale.Sign().Refuse("C-79", "C-80");
    }

    [Fact]
    public void C80_a_homestead_house_is_never_sold_and_elsewhere_by_exception()
    {
        const string House = "441900004001JC00012F00010001";
        var sale = new SaleCase(TestLedger.Two()) { Units = [House] }.Open(e => e.Opening.RightType = 6);
        Assert.Equal(Severity.Reject, sale.Sign().Refuse("C-80").Of("C-80").Severity);

        var village = TestLedger.Two(
            "dongguan", file => file.LandDisposal.Single(rule => rule.Kind == LandKind.Homestead).Disposal = DisposalRule.WithinVillage);
        sale = new SaleCase(village) { Units = [House] }.Open(e => e.Opening.RightType = 6);

        Assert.Equal(Severity.Exception, sale.Sign().Refuse("C-80").Of("C-80").Severity);
    }

    [Theory]
    [InlineData(101u, 0u)]
    [InlineData(0u, 7u)]
    public void C80_allotted_land_and_policy_housing_are_sold_by_exception(uint landNature, uint houseNature)
    {
        var sale = new SaleCase(TestLedger.Two()).Open();
        Put(sale, title => (title.LandNature, title.HouseNature) = (landNature, houseNature));

        Assert.Equal(Severity.Exception, sale.Sign().Refuse("C-80").Of("C-80").Severity);
        Put(sale, title => (title.LandNature, title.HouseNature) = (102, 1));
        sale.Sign().Accept();
    }

    [Theory]
    [InlineData(7u, true)]
    [InlineData(9u, false)]
    public void C80_the_city_says_which_house_natures_are_policy_housing(uint houseNature, bool free)
    {
        var sale = new SaleCase(TestLedger.Two("dongguan", city =>
        {
            city.PolicyHousing.Clear();
            city.PolicyHousing.Add(9);
        })).Open();
        Put(sale, title => (title.LandNature, title.HouseNature) = (102, houseNature));

        var outcome = sale.Sign();

        if (free)
            outcome.Accept();
        else
            outcome.Refuse("C-80");
    }

    [Fact]
    public void STATE_a_unit_is_sold_once_from_the_house_table()
    {
        var presale = new PresaleCase().ToSigned();
        Assert.Equal(HouseState.Signed, presale.House().State);

        presale.Sale.Sign(e => e.ContractNumber = "441900A21050000002").Refuse("C-05", "STATE");
    }

    [Fact]
    public void C57_a_contract_is_not_signed_tomorrow()
        => new SaleCase(TestLedger.Two()) { Signed = Day.Of(2021, 6, 2) }.Open().Sign().Refuse("C-57");

    private static SaleCase Thirds(Owner[] sellers, string sold, TestParty? buyer = null, TestLedger? ledger = null) => new SaleCase(ledger ?? TestLedger.Two())
    {
        OwnerKind = CoOwnership.Shares,
        Owners = [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3")],
        Sellers = sellers,
        Sold = sold,
        Buyers = [new(buyer ?? TestParty.Dai)],
    }.Open();

    private static void Put(SaleCase sale, Action<TitlePage> change)
    {
        var title = sale.Title();
        change(title);
        sale.Ledger.PutOld(PageKeys.Title(SaleCase.Flat), title);
    }
}
