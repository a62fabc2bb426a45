using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Who may mortgage what: owners, shares, and those who came after the signing.</summary>
public sealed class MortgageOwnershipRuleTests
{
    private static readonly Owner[] Thirds = [new(TestParty.An, "1/3"), new(TestParty.Bo, "1/3"), new(TestParty.Chen, "1/3")];

    [Fact]
    public void C26_a_joint_owner_has_no_share_to_mortgage()
    {
        var mortgage = Of(CoOwnership.Joint, [new(TestParty.An), new(TestParty.Bo)]);
        (mortgage.Share, mortgage.Mortgagors) = ("1/2", [new(TestParty.An)]);
        mortgage.Sale.Open();

        mortgage.Sign().Refuse("C-26", "C-27");
    }

    [Fact]
    public void C26_a_sole_owner_mortgages_the_whole()
    {
        var mortgage = new MortgageCase { Share = "1/2" };
        mortgage.Sale.Open();

        mortgage.Sign().Refuse("C-26");
        mortgage.Share = "1/1";
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C26_shares_whose_sum_does_not_fit_64_bits_are_refused()
    {
        var mortgage = Of(CoOwnership.Shares,
        [
            new(TestParty.An, "1/17183539171"), new(TestParty.Bo, "4132809458/17190356543"),
            new(TestParty.Chen, "5257563641/17184849881"), new(TestParty.Dai, "7797703939/17189045413"),
        ]);
        mortgage.Sale.Open();
        mortgage.Share = "1/17183539171";

        mortgage.Mortgagors = [new(TestParty.An), new(TestParty.Bo)];
        mortgage.Sign().Refuse("C-26");
        mortgage.Mortgagors = [new(TestParty.An)];
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C27_joint_owners_mortgage_together()
    {
        var mortgage = Of(CoOwnership.Joint, [new(TestParty.An), new(TestParty.Bo)]);
        mortgage.Sale.Open();

        mortgage.Mortgagors = [new(TestParty.An), new(TestParty.Bo, Signs: false)];
        mortgage.Sign().Refuse("C-27");
        mortgage.Mortgagors = [new(TestParty.An)];
        mortgage.Sign().Refuse("C-27", "C-40");
        mortgage.Mortgagors = [new(TestParty.An), new(TestParty.Bo)];
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C27_two_thirds_of_the_shares_may_mortgage_the_whole()
    {
        var mortgage = Of(CoOwnership.Shares, Thirds);
        mortgage.Sale.Open();

        mortgage.Mortgagors = [Thirds[0], Thirds[1] with { Signs = false }, Thirds[2] with { Signs = false }];
        mortgage.Sign().Refuse("C-27");
        mortgage.Mortgagors = [Thirds[0], Thirds[1], Thirds[2] with { Signs = false }];
        mortgage.Sign().Accept();
        mortgage.Register().Accept();
    }

    [Fact]
    public void C40_who_does_not_own_does_not_mortgage()
    {
        var mortgage = new MortgageCase { Mortgagors = [new(TestParty.Bo)] };
        mortgage.Sale.Open();

        var outcome = mortgage.Sign().Refuse("C-40");

        Assert.Contains(outcome.Of("C-40").Values, value => value.Source == PageKeys.Title(SaleCase.Flat) && value.Entry.Length == 64);
    }

    [Fact]
    public void C40_a_unit_without_a_title_is_not_mortgaged()
        => new MortgageCase().Sign().Refuse("C-40");

    [Fact]
    public void C40_a_stranger_beside_the_owner_is_refused()
    {
        var mortgage = new MortgageCase { Mortgagors = [new(TestParty.An), new(TestParty.Bo)] };
        mortgage.Sale.Open();

        mortgage.Sign().Refuse("C-40");
    }

    [Fact]
    public void C40_an_owner_in_shares_mortgages_its_own_share_without_the_others()
    {
        var mortgage = Of(CoOwnership.Shares, Thirds);
        mortgage.Sale.Open();
        (mortgage.Share, mortgage.Mortgagors) = ("1/3", [Thirds[0]]);

        mortgage.Sign().Accept();
        mortgage.Register().Accept();
        Assert.Equal(3ul, Assert.Single(mortgage.Rows()).Share.Denominator);
    }

    [Fact]
    public void C40_an_owner_in_shares_does_not_mortgage_more_than_it_holds()
    {
        var mortgage = Of(CoOwnership.Shares, Thirds);
        mortgage.Sale.Open();
        (mortgage.Share, mortgage.Mortgagors) = ("1/2", [Thirds[0]]);

        var outcome = mortgage.Sign().Refuse("C-40");
        Assert.Contains(outcome.Of("C-40").Values, value => value.Value == "1/2");
        Assert.Contains(outcome.Of("C-40").Values, value => value.Value == "1/3");

        mortgage.Mortgagors = [Thirds[0], Thirds[1]];
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C40_a_group_of_joint_owners_mortgages_its_share_together()
    {
        Owner[] owners = [new(TestParty.An, "1/2", 1), new(TestParty.Bo, "1/2", 1), new(TestParty.Chen, "1/2", 2)];
        var mortgage = Of(CoOwnership.Groups, owners);
        mortgage.Sale.Open();
        mortgage.Share = "1/2";

        mortgage.Mortgagors = [owners[0]];
        mortgage.Sign().Refuse("C-27");
        mortgage.Mortgagors = [owners[0], owners[1]];
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C40_owners_of_two_units_secure_one_debt()
    {
        var mortgage = Two();
        mortgage.Ledger.Submit(Members.Registration, mortgage.Sale.FirstRegistration(SaleCase.Flat)).Accept();
        mortgage.Sale.Owners = [new(TestParty.Bo)];
        mortgage.Ledger.Submit(Members.Registration, mortgage.Sale.FirstRegistration(SaleCase.Garage)).Accept();

        mortgage.Mortgagors = [new(TestParty.An)];
        mortgage.Sign().Refuse("C-40");
        mortgage.Mortgagors = [new(TestParty.An), new(TestParty.Bo)];
        mortgage.Sign().Accept();
    }

    [Fact]
    public void C40_a_title_that_changed_hands_after_signing_is_not_recorded_as_mortgaged()
    {
        var sale = new SaleCase().ToPaid();
        var mortgage = new MortgageCase(sale);
        mortgage.Sign().Accept();
        sale.Record().Accept();

        var outcome = mortgage.Register().Refuse("C-40");

        Assert.Contains(outcome.Of("C-40").Values, value => value.Source == PageKeys.Mortgage(mortgage.Id));
    }

    [Fact]
    public void C40_a_mortgagor_who_owns_nothing_any_more_is_not_recorded_as_one()
    {
        var mortgage = Of(CoOwnership.Joint, [new(TestParty.An), new(TestParty.Bo)]).ToSigned();
        Retitle(mortgage, CoOwnership.Single, TestParty.An);

        Assert.Contains("of any mortgaged unit", mortgage.Register().Refuse("C-40").Of("C-40").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C27_co_owners_who_came_after_the_signing_must_agree_before_the_recording()
    {
        var mortgage = Of(CoOwnership.Joint, [new(TestParty.An), new(TestParty.Bo)]).ToSigned();
        Retitle(mortgage, CoOwnership.Joint, TestParty.An, TestParty.Bo, TestParty.Chen);

        mortgage.Register().Refuse("C-27", "C-40");
    }

    [Fact]
    public void C26_a_share_that_became_the_whole_since_the_signing_is_not_recorded()
    {
        var mortgage = Of(CoOwnership.Shares, Thirds);
        (mortgage.Share, mortgage.Mortgagors) = ("1/3", [Thirds[0]]);
        mortgage.ToSigned();
        Retitle(mortgage, CoOwnership.Single, TestParty.An);

        mortgage.Register().Refuse("C-26");
    }

    [Fact]
    public void STATE_tokens_remade_since_the_signing_need_a_new_contract()
    {
        var mortgage = new MortgageCase().ToSigned();
        var title = mortgage.Sale.Title();
        title.Epoch = 2;
        mortgage.Ledger.Put(PageKeys.Title(SaleCase.Flat), title);

        mortgage.Register().Refuse("STATE");
    }

    /// <summary>Another act has changed the title meanwhile.</summary>
    private static void Retitle(MortgageCase mortgage, CoOwnership kind, params IEnumerable<TestParty> owners)
    {
        var title = mortgage.Sale.Title();
        title.CoOwnership = kind;
        title.Owners.Clear();
        title.Owners.AddRange(owners
            .Select(owner => new Holder { Party = owner.At(title.UnitCode), Certificate = mortgage.Sale.Certificate() })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare)));
        mortgage.Ledger.Put(PageKeys.Title(title.UnitCode), title);
    }

    private static MortgageCase Two() => new(new SaleCase { Units = [SaleCase.Flat, SaleCase.Garage] });

    private static MortgageCase Of(CoOwnership kind, Owner[] owners) => new(new SaleCase { OwnerKind = kind, Owners = owners });
}
