using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Shares of a unit under mortgages of their own: C-43 and C-84 of profile 2.</summary>
public sealed class MortgageHoldingRuleTests
{
    private readonly SaleCase sale = new(TestLedger.Two())
    {
        OwnerKind = CoOwnership.Shares,
        Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
    };

    [Fact]
    public void C43_the_mortgages_of_two_halves_both_rank_first()
    {
        sale.Open();
        Registered(Half(TestParty.An, 1));
        var bo = Half(TestParty.Bo, 2);
        bo.Sign().Accept();

        bo.Register(e => e.Units[0].Rank = 2).Refuse("C-43");
        bo.Register().Accept();

        Assert.Equal([1u, 1u], bo.Rows().Select(row => row.Rank));
    }

    [Fact]
    public void C43_a_second_mortgage_of_one_half_ranks_second()
    {
        sale.Open();
        Registered(Half(TestParty.An, 1));
        var second = Half(TestParty.An, 2);
        second.Sign().Accept();

        second.Register(e => e.Units[0].Rank = 1).Refuse("C-43");
        second.Register().Accept();
    }

    [Fact]
    public void C43_a_mortgage_of_the_whole_ranks_behind_that_of_a_half_and_before_the_next_one()
    {
        sale.Open();
        Registered(Half(TestParty.An, 1));
        var whole = new MortgageCase(sale) { Number = "DY-2021-000002", Recorded = Day.Of(2021, 5, 22) };
        Registered(whole);
        Assert.Equal(2u, whole.Rows().Single(row => row.Id.Equals(whole.Id)).Rank);
        var bo = Half(TestParty.Bo, 3);
        bo.Sign().Accept();

        bo.Register(e => e.Units[0].Rank = 1).Refuse("C-43");
        bo.Register(e => e.Units[0].Rank = 3).Accept();
    }

    [Fact]
    public void C43_the_cancellation_of_one_half_moves_only_its_own_ranks()
    {
        sale.Open();
        var an = Half(TestParty.An, 1);
        Registered(an);
        var second = Half(TestParty.An, 2);
        Registered(second);
        Registered(Half(TestParty.Bo, 3));
        an.Release(e => e.Date = 20210527).Accept();

        an.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 28), Day.Of(2021, 5, 29), 77)).Accept();

        Assert.Equal([("DY-2021-000002", 1u), ("DY-2021-000003", 1u)], an.Rows().Select(row => (row.Id.ContractNumber, row.Rank)).Order());
    }

    [Fact]
    public void C84_a_mortgage_of_a_share_names_whose_share_it_is()
    {
        sale.Open();
        var half = Half(TestParty.An, 1);

        half.Sign(e => e.Units[0].Holding.Clear()).Refuse("C-84");
        half.Sign().Accept();
    }

    [Fact]
    public void C84_a_mortgage_of_the_whole_names_no_holding()
    {
        sale.Open();
        var whole = new MortgageCase(sale);

        whole.Sign(e => e.Units[0].Holding.Add(TestParty.An.At(SaleCase.Flat))).Refuse("C-84", "C-27", "C-40");
        whole.Sign().Accept();
    }

    [Fact]
    public void C84_of_joint_owners_in_a_group_all_are_named()
    {
        sale.OwnerKind = CoOwnership.Groups;
        sale.Owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.Chen, "1/2", 2)];
        sale.Open();
        var group = new MortgageCase(sale) { Share = "1/2", Mortgagors = [new(TestParty.An), new(TestParty.Bo)], Holding = [TestParty.An, TestParty.Bo] };

        group.Sign(e => e.Units[0].Holding.RemoveAt(1)).Refuse("C-84", "C-40");
        group.Sign().Accept();
    }

    [Fact]
    public void C40_no_more_is_mortgaged_than_the_holding_is()
    {
        sale.Open();

        Half(TestParty.An, 1).Sign(e => e.Units[0].Share = new() { Numerator = 2, Denominator = 3 }).Refuse("C-40");
        Half(TestParty.An, 1).Sign(e => e.Units[0].Share = new() { Numerator = 1, Denominator = 3 }).Accept();
    }

    [Fact]
    public void C27_who_did_not_sign_is_said_by_stake()
    {
        sale.Owners = [new(TestParty.An, "2/3"), new(TestParty.Bo, "1/3")];
        sale.Open();
        var whole = new MortgageCase(sale) { Mortgagors = [new(TestParty.An), new(TestParty.Bo, Signs: false)] };

        whole.Sign(e => e.MortgagorsNotSigning.Add(1)).Refuse("C-69");
        whole.Sign().Accept();

        whole.Number = "DY-2021-000002";
        whole.Mortgagors = [new(TestParty.An, Signs: false), new(TestParty.Bo)];
        whole.Sign().Refuse("C-27");
    }

    [Fact]
    public void C42_the_holding_recorded_is_the_one_of_the_contract()
    {
        sale.Open();
        var half = Half(TestParty.An, 1);
        half.Sign().Accept();

        half.Register(e =>
        {
            e.Units[0].Holding.Clear();
            e.Units[0].Holding.Add(TestParty.Bo.At(SaleCase.Flat));
        }).Refuse("C-42");
        half.Register().Accept();
    }

    private MortgageCase Half(TestParty owner, int number) => new(sale)
    {
        Number = $"DY-2021-{number:D6}",
        Share = "1/2",
        Mortgagors = [new(owner)],
        Holding = [owner],
        Recorded = Day.Of(2021, 5, 19 + number),
    };

    private static void Registered(MortgageCase mortgage)
    {
        mortgage.Sign().Accept();
        mortgage.Register().Accept();
    }
}
