using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

public sealed class ContractRuleTests
{
    [Fact]
    public void C05_second_contract_on_the_same_unit_is_refused()
    {
        var sale = new SaleCase().ToSigned();

        var outcome = sale.Sign(e => e.ContractNumber = "441900B21050000002").Refuse("C-05");

        Assert.Contains(outcome.Of("C-05").Values, value => value.Source == PageKeys.Deal(SaleCase.Flat) && value.Value == sale.Number
            && value.Entry.Length == 64);
    }

    [Fact]
    public void C05_a_unit_is_free_again_once_its_contract_is_revoked()
    {
        var sale = new SaleCase().ToSigned();
        sale.Revoke().Accept();

        sale.Sign(e => e.ContractNumber = "441900B21050000002").Accept();
    }

    [Fact]
    public void C05_sees_a_contract_signed_by_an_earlier_event_of_the_same_envelope()
    {
        var sale = new SaleCase().Open();

        var outcome = sale.Ledger.Submit(Members.Transaction, sale.Signing(), sale.Signing(e => e.ContractNumber = "441900B21050000002")).Refuse("C-05");

        Assert.Equal(1, outcome.FailedEvent);
        Assert.Null(sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number)));
    }

    [Fact]
    public void C06_a_seller_who_is_not_a_registered_owner_is_refused()
        => new SaleCase { Sellers = [new(TestParty.Chen)] }.Open().Sign().Refuse("C-06");

    [Fact]
    public void C06_a_unit_without_a_title_cannot_be_sold_by_anyone()
        => new SaleCase().Sign().Refuse("C-06");

    [Fact]
    public void C06_a_developer_sells_a_new_home_from_its_own_title()
        => new SaleCase { Owners = [new(TestParty.Developer)], Number = "441900A21050000001" }.Open().Sign().Accept();

    [Fact]
    public void C06_a_new_home_needs_the_developers_title_too()
        => new SaleCase { Owners = [new(TestParty.An)], Sellers = [new(TestParty.Developer)], Number = "441900A21050000001" }.Open().Sign().Refuse("C-06");

    [Fact]
    public void C06_an_owner_sells_its_exact_share()
        => InShares(sellers: [new(TestParty.An, "1/3")], sold: "1/3").Open().Sign().Accept();

    [Fact]
    public void C06_an_owner_cannot_sell_more_than_its_share()
        => InShares(sellers: [new(TestParty.An, "1/2")], sold: "1/2").Open().Sign().Refuse("C-06");

    [Fact]
    public void C06_the_sellers_shares_add_up_to_what_the_contract_sells()
        => InShares(sellers: [new(TestParty.An, "1/4")], sold: "1/3").Open().Sign().Refuse("C-06");

    [Fact]
    public void C06_a_sale_of_the_whole_names_all_owners()
        => InShares(sellers: [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3")], sold: "1/1").Open().Sign().Refuse("C-06");

    [Fact]
    public void C06_a_joint_owner_has_no_share_to_sell()
        => Joint(sellers: [new(TestParty.An, "1/2")], sold: "1/2").Open().Sign().Refuse("C-06", "C-27");

    [Fact]
    public void C06_a_stranger_does_not_sell_an_owners_share()
        => Assert.Contains(
            "not a registered owner",
            InShares(sellers: [new(TestParty.Dai, "1/3")], sold: "1/3").Open().Sign().Refuse("C-06").Of("C-06").MessageEn,
            StringComparison.Ordinal);

    [Fact]
    public void C06_the_members_of_a_holding_state_one_share()
        => Assert.Contains(
            Joint(sellers: [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/3")], sold: "1/2").Open().Sign().Refuse("C-06").Findings,
            finding => finding.MessageEn.Contains("do not state one share", StringComparison.Ordinal));

    [Fact]
    public void C06_one_joint_owner_does_not_sell_the_whole_in_its_name()
        => Assert.Contains(
            "does not name all owners",
            Joint(sellers: [new(TestParty.An)], sold: "1/1").Open().Sign().Refuse("C-06", "C-27").Of("C-06").MessageEn,
            StringComparison.Ordinal);

    [Fact]
    public void C27_two_thirds_of_the_shares_may_sell_the_whole()
        => InShares(sellers: [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3", Signs: false)], sold: "1/1")
            .Open().Sign().Accept();

    [Fact]
    public void C27_one_third_of_the_shares_may_not_sell_the_whole()
    {
        var outcome = InShares(
            sellers: [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3", Signs: false), new(TestParty.Chen, "1/3", Signs: false)], sold: "1/1")
            .Open().Sign().Refuse("C-27");

        Assert.Contains("1/3", outcome.Of("C-27").MessageEn, StringComparison.Ordinal);
        Assert.Contains("2/3", outcome.Of("C-27").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C27_joint_owners_all_sign()
        => Joint(sellers: [new(TestParty.An), new(TestParty.Bo)], sold: "1/1").Open().Sign().Accept();

    [Fact]
    public void C27_one_joint_owner_who_refuses_stops_the_sale()
        => Joint(sellers: [new(TestParty.An), new(TestParty.Bo, Signs: false)], sold: "1/1").Open().Sign().Refuse("C-27");

    [Fact]
    public void C27_a_group_counts_only_if_all_its_members_sign()
    {
        Owner[] owners = [new(TestParty.An, "2/3", 1), new(TestParty.Bo, "2/3", 1), new(TestParty.Chen, "1/3", 2)];
        var sale = new SaleCase { OwnerKind = CoOwnership.Groups, Owners = owners, Buyers = [new(TestParty.Dai)] }.Open();

        sale.Sellers = [owners[0], owners[1] with { Signs = false }, owners[2]];
        sale.Sign().Refuse("C-27");
        sale.Sellers = [owners[0], owners[1], owners[2] with { Signs = false }];
        sale.Sign().Accept();
    }

    [Fact]
    public void F06_nobody_sells_to_himself()
        => new SaleCase { Buyers = [new(TestParty.An)] }.Open().Sign().Refuse("F-06");

    [Fact]
    public void F06_joint_owners_may_make_one_of_them_the_sole_owner()
        => Joint(sellers: [new(TestParty.An), new(TestParty.Bo)], sold: "1/1", buyer: TestParty.An).Open().Sign().Accept();

    [Fact]
    public void F06_an_owner_in_shares_does_not_sell_to_himself()
        => new SaleCase
        {
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
            Sellers = [new(TestParty.An, "1/4")],
            Sold = "1/4",
            Buyers = [new(TestParty.An)],
        }.Open().Sign().Refuse("F-06");

    [Fact]
    public void F06_owners_in_shares_may_make_one_of_them_the_sole_owner()
        => new SaleCase
        {
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
            Buyers = [new(TestParty.An)],
        }.Open().Sign().Accept();

    [Fact]
    public void F07_an_implausible_unit_price_warns()
    {
        // 120 yuan instead of 120 万元.
        var sale = new SaleCase { Price = 12_000 }.Open();

        var outcome = sale.Sign().Refuse("F-07");
        Assert.Equal(Severity.Warning, outcome.Of("F-07").Severity);

        var accepted = sale.Sign(e => e.Act = Acts.Of("F-07")).Accept();
        Assert.True(accepted.Of("F-07").Acknowledged);
    }

    [Theory]
    [InlineData(100_00ul, true)]
    [InlineData(99_99ul, false)]
    [InlineData(1_000_000_00ul, true)]
    [InlineData(1_000_000_01ul, false)]
    public void F07_the_bounds_of_the_unit_price_are_inclusive(ulong fenPerSquareMetre, bool plausible)
    {
        var sale = new SaleCase { Area = 10_000, Price = fenPerSquareMetre * 100 }.Open();

        Assert.Equal(plausible, sale.Sign().Accepted);
    }

    [Fact]
    public void F07_does_not_apply_when_the_area_is_not_stated()
        => new SaleCase { Area = 0, Price = 12_000 }.Open().Sign().Accept();

    [Fact]
    public void F07_a_conversion_from_wan_yuan_is_noted()
    {
        var outcome = new SaleCase().Open().Sign(e => e.PriceConverted = true).Accept();

        Assert.Equal(Severity.Information, outcome.Of("F-07").Severity);
    }

    [Fact]
    public void C26_buyers_in_shares_take_together_what_is_sold()
        => new SaleCase { BuyerKind = CoOwnership.Shares, Buyers = [new(TestParty.Bo, "1/3"), new(TestParty.Chen, "2/3")] }.Open().Sign().Accept();

    [Fact]
    public void C26_buyers_shares_that_leave_a_rest_are_refused()
        => new SaleCase { BuyerKind = CoOwnership.Shares, Buyers = [new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3")] }.Open().Sign().Refuse("C-26");

    [Theory]
    [InlineData(1, CoOwnership.Shares)]
    [InlineData(1, CoOwnership.Groups)]
    [InlineData(2, CoOwnership.Shares)]
    [InlineData(2, CoOwnership.Groups)]
    public void C26_buyers_in_shares_whose_shares_are_not_stated_are_refused_and_break_nothing(uint profile, CoOwnership kind)
        => new SaleCase(new() { Profile = profile }) { BuyerKind = kind }.Open().Sign().Refuse("C-26");

    [Fact]
    public void C26_a_sole_buyer_has_no_share()
        => new SaleCase { BuyerKind = CoOwnership.Single, Buyers = [new(TestParty.Bo, "1/2")] }.Open().Sign().Refuse("C-26");

    [Fact]
    public void C26_a_joint_purchase_needs_two_buyers()
        => new SaleCase { BuyerKind = CoOwnership.Joint }.Open().Sign().Refuse("C-26");

    [Fact]
    public void C57_a_contract_is_not_signed_tomorrow()
        => new SaleCase { Signed = Day.Of(2021, 6, 2) }.Open().Sign().Refuse("C-57");

    [Fact]
    public void C57_a_contract_may_be_signed_today()
        => new SaleCase { Signed = Day.Of(2021, 6, 1) }.Open().Sign().Accept();

    [Fact]
    public void C57_filing_does_not_precede_signing()
        => new SaleCase().ToSigned().File(e => e.FilingDate = 20210509).Refuse("C-57");

    [Fact]
    public void C57_filing_on_the_day_of_signing_is_in_order()
        => new SaleCase().ToSigned().File(e => e.FilingDate = 20210510).Accept();

    [Fact]
    public void C57_a_filed_contract_is_not_cancelled_before_its_filing()
        => new SaleCase().ToFiled().Revoke(e => e.Date = 20210510).Refuse("C-57");

    [Fact]
    public void STATE_a_contract_is_filed_once()
    {
        var outcome = new SaleCase().ToFiled().File().Refuse("STATE");

        var finding = outcome.Of("STATE");
        Assert.Contains("filed", finding.MessageEn, StringComparison.Ordinal);
        Assert.Contains("TransferRecorded", finding.AdviceEn, StringComparison.Ordinal);
        Assert.Contains("已备案", finding.MessageZh, StringComparison.Ordinal);
        Assert.Equal(PageKeys.Contract("441900B21050000001"), finding.Values[0].Source);
    }

    [Fact]
    public void STATE_an_unknown_contract_cannot_be_filed()
        => Assert.Contains("ContractSigned", new SaleCase().Open().File().Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);

    [Fact]
    public void STATE_an_unknown_contract_cannot_be_revoked()
        => Assert.Contains("ContractSigned", new SaleCase().Open().Revoke().Refuse("STATE").Of("STATE").AdviceEn, StringComparison.Ordinal);

    [Fact]
    public void STATE_a_contract_number_is_used_once()
    {
        var sale = new SaleCase().ToSigned();
        sale.Revoke().Accept();

        sale.Sign().Refuse("STATE");
    }

    [Fact]
    public void STATE_a_revoked_contract_is_not_revoked_again()
    {
        var sale = new SaleCase().ToFiled();
        sale.Revoke().Accept();

        Assert.Equal(ContractState.FilingCancelled, sale.Ledger.Read<ContractPage>(PageKeys.Contract(sale.Number))!.State);
        sale.Revoke().Refuse("STATE");
    }

    [Fact]
    public void STATE_tokens_of_another_epoch_are_refused()
        => new SaleCase().Open().Sign(e => e.Units[0].Epoch = 2).Refuse("STATE");

    [Fact]
    public void One_contract_sells_two_units_with_the_tokens_of_each()
    {
        var sale = new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] }.ToPaid();

        sale.Record().Accept();

        Assert.Equal(TestParty.Bo.At(SaleCase.Garage), Assert.Single(sale.Title(SaleCase.Garage).Owners).Party);
        Assert.Equal(2u, sale.Title(SaleCase.Garage).PriceUnits);
    }

    private static SaleCase InShares(Owner[] sellers, string sold) => new()
    {
        OwnerKind = CoOwnership.Shares,
        Owners = [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3")],
        Sellers = sellers,
        Sold = sold,
        Buyers = [new(TestParty.Dai)],
    };

    private static SaleCase Joint(Owner[] sellers, string sold, TestParty? buyer = null) => new()
    {
        OwnerKind = CoOwnership.Joint,
        Owners = [new(TestParty.An), new(TestParty.Bo)],
        Sellers = sellers,
        Sold = sold,
        Buyers = [new(buyer ?? TestParty.Dai)],
    };
}
