using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The reason of a transfer without a sale: who may state it, of what, and what it takes.</summary>
public sealed class InstrumentRuleTests
{
    public static TheoryData<InstrumentKind> Kinds => [.. Enum.GetValues<InstrumentKind>().Where(static kind => kind != InstrumentKind.Unspecified)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_stated_and_those_of_the_owners_will_take_the_deal(InstrumentKind kind)
    {
        var deed = Of(kind).ToStated();

        Assert.Equal(InstrumentState.Stated, deed.Page!.State);
        Assert.Equal(InstrumentKindLaw.TakesDeal(kind), deed.Ledger.Read<DealPage>(PageKeys.Deal(SaleCase.Flat))?.ContractNumber == deed.Number);
        Assert.Contains(InstrumentKinds.LetterOf(kind), InstrumentKinds.Letters);
    }

    [Fact]
    public void C75_a_number_stands_for_one_instrument()
    {
        var deed = Of(InstrumentKind.Inheritance).ToStated();

        deed.State().Refuse("C-75");
        deed.Number = "ZY202105100002";
        deed.State().Accept();
    }

    [Fact]
    public void C05_a_gift_needs_a_unit_without_a_deal_and_an_inheritance_passes()
    {
        var sale = new SaleCase(new() { Profile = 2 }).ToSigned();

        new DeedCase(InstrumentKind.Gift, sale).State().Refuse("C-05");
        new DeedCase(InstrumentKind.Inheritance, sale).State().Accept();
    }

    [Fact]
    public void C05_a_gift_keeps_the_unit_from_being_sold_until_it_is_withdrawn()
    {
        var deed = Of(InstrumentKind.Gift).ToStated();

        deed.Sale.Sign().Refuse("C-05");
        deed.Withdraw().Accept();

        Assert.Equal(InstrumentState.Withdrawn, deed.Page!.State);
        deed.Sale.Sign().Accept();
    }

    [Fact]
    public void C06_a_stranger_gives_nothing_away_and_a_court_may_name_whom_it_found()
    {
        var gift = Of(InstrumentKind.Gift);
        gift.Sale.Open();
        gift.Givers = [new(TestParty.Chen)];
        gift.State().Refuse("C-06");

        var ruling = new DeedCase(InstrumentKind.Court, gift.Sale) { Givers = [new(TestParty.Chen)] };
        ruling.State().Accept();
    }

    [Fact]
    public void C26_heirs_in_shares_take_the_whole_together()
    {
        var deed = Of(InstrumentKind.Inheritance);
        deed.Sale.Open();
        deed.TakerKind = CoOwnership.Shares;
        deed.Takers = [new(TestParty.Bo, "1/2"), new(TestParty.Chen, "1/3")];
        deed.State().Refuse("C-26");

        deed.Takers = [new(TestParty.Bo, "1/2"), new(TestParty.Chen, "1/2")];
        deed.State().Accept();
    }

    [Theory]
    [InlineData(InstrumentKind.Gift, false)]
    [InlineData(InstrumentKind.Inheritance, true)]
    [InlineData(InstrumentKind.Spouse, true)]
    public void C27_joint_owners_give_together_where_they_give_by_will(InstrumentKind kind, bool passes)
    {
        var deed = new DeedCase(kind, Couple()) { Givers = [new(TestParty.An), new(TestParty.Bo, Signs: false)], Takers = [new(TestParty.Chen)] };
        deed.Sale.Open();

        var outcome = deed.State();

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("C-27");
    }

    [Theory]
    [InlineData(InstrumentKind.Gift, false)]
    [InlineData(InstrumentKind.Partition, true)]
    [InlineData(InstrumentKind.Divorce, true)]
    [InlineData(InstrumentKind.Spouse, true)]
    public void F06_only_co_owners_who_part_and_spouses_stand_on_both_sides(InstrumentKind kind, bool passes)
    {
        var deed = new DeedCase(kind, Couple()) { TakerKind = CoOwnership.Shares, Takers = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")] };
        deed.Sale.Open();

        var outcome = deed.State();

        if (passes)
            outcome.Accept();
        else
            outcome.Refuse("F-06");
    }

    [Fact]
    public void C66_without_a_notary_all_heirs_are_heard()
    {
        var deed = Of(InstrumentKind.Inheritance);
        deed.Sale.Open();
        deed.Notarised = false;
        deed.State().Refuse("C-66");

        deed.Papers.Add("HEIRS_HEARD");
        deed.State().Accept();
    }

    [Fact]
    public void C66_an_organisation_leaves_no_estate_and_takes_by_bequest_alone()
    {
        var company = new SaleCase(new() { Profile = 2 }) { Owners = [new(TestParty.Developer)] }.Open();
        new DeedCase(InstrumentKind.Inheritance, company).State().Refuse("C-66");

        var person = new SaleCase(new() { Profile = 2 }).Open();
        new DeedCase(InstrumentKind.Inheritance, person) { Takers = [new(TestParty.Developer)] }.State().Refuse("C-66");
        new DeedCase(InstrumentKind.Bequest, person) { Takers = [new(TestParty.Developer)] }.State().Accept();
    }

    [Fact]
    public void C69_only_an_exchange_names_a_counterpart_and_always_does()
    {
        var gift = Of(InstrumentKind.Gift);
        gift.Sale.Open();
        gift.State(e => e.Pair = "ZY202105100009").Refuse("C-69");

        var exchange = new DeedCase(InstrumentKind.Exchange, gift.Sale) { Pair = "" };
        exchange.State().Refuse("C-69");
        exchange.State(e => e.Pair = e.Number).Refuse("C-69");
    }

    [Fact]
    public void STATE_the_counterpart_of_an_exchange_names_this_instrument()
    {
        var first = Of(InstrumentKind.Exchange).ToStated();
        var other = new SaleCase(first.Ledger) { Units = [SaleCase.Garage], Owners = [new(TestParty.Bo)], Offset = 500 }.Open();
        var second = new DeedCase(InstrumentKind.Exchange, other) { Number = "ZY202105100003", Pair = first.Number, Takers = [new(TestParty.An)] };

        second.State().Refuse("STATE");
        second.Number = first.Pair;
        second.State().Accept();
    }

    [Fact]
    public void C57_an_instrument_takes_effect_by_the_day_of_the_envelope()
    {
        var deed = Of(InstrumentKind.Gift);
        deed.Sale.Open();

        deed.State(e => e.Date = 20210602).Refuse("C-57");
        deed.State(e => e.Date = 20210601).Accept();
    }

    [Fact]
    public void STATE_tokens_are_of_the_units_present_epoch()
    {
        var deed = Of(InstrumentKind.Gift);
        deed.Sale.Open();

        deed.State(e => e.Units[0].Epoch = 2).Refuse("STATE");
    }

    [Fact]
    public void STATE_only_what_is_stated_is_withdrawn_and_once()
    {
        var deed = Of(InstrumentKind.Gift);
        deed.Sale.Open();
        deed.Withdraw().Refuse("STATE");
        deed.State().Accept();
        deed.Withdraw(e => e.Date = 20210509).Refuse("C-57");
        deed.Withdraw(e => e.Kind = InstrumentKind.Gift).Refuse("C-69");
        deed.Withdraw().Accept();

        deed.Withdraw().Refuse("STATE");
    }

    [Fact]
    public void C04_a_case_that_rests_on_it_is_withdrawn_first()
    {
        var deed = Of(InstrumentKind.Gift).ToStated();
        var entry = new DeskCase { AcceptanceNumber = "202105120001", AcceptanceMs = 1 };
        deed.Ledger.PutOld(PageKeys.Desk(SaleCase.Flat), new DeskPage { UnitCode = SaleCase.Flat, Cases = { entry } });
        deed.Ledger.PutOld(
            PageKeys.Case(entry.AcceptanceNumber),
            new CasePage { AcceptanceNumber = entry.AcceptanceNumber, State = CaseState.Accepted, Basis = deed.Number });
        deed.Withdraw().Refuse("C-04");

        deed.Ledger.PutOld(
            PageKeys.Case(entry.AcceptanceNumber),
            new CasePage { AcceptanceNumber = entry.AcceptanceNumber, State = CaseState.Accepted, Basis = "ZY202105100008" });
        deed.Withdraw().Accept();
    }

    [Fact]
    public void C70_an_instrument_is_stated_by_the_registration_department()
    {
        var deed = Of(InstrumentKind.Gift);
        deed.Sale.Open();

        deed.Ledger.Submit(Members.Transaction, deed.Stating()).Refuse("C-70");
    }

    private static DeedCase Of(InstrumentKind kind)
        => kind == InstrumentKind.Grant ? OpeningScenes.Grant(TestLedger.Two()) : new(kind) { Pair = kind == InstrumentKind.Exchange ? "ZY202105100002" : "" };

    private static SaleCase Couple() => new(new() { Profile = 2 }) { OwnerKind = CoOwnership.Joint, Owners = [new(TestParty.An), new(TestParty.Bo)] };
}
