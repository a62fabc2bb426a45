using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

public sealed class SellerChoiceTests
{
    [Fact]
    public void The_whole_is_sold_by_all_owners()
        => Assert.Equal(["a gives 1/3 keeps 0/1", "b gives 2/3 keeps 0/1"], Choose("1/1", ("a", "1/3"), ("b", "2/3")));

    [Fact]
    public void An_owner_of_exactly_that_share_goes_before_one_who_holds_more()
        => Assert.Equal(["b gives 1/4 keeps 0/1"], Choose("1/4", ("a", "3/4"), ("b", "1/4")));

    [Fact]
    public void Among_owners_who_hold_more_the_remainder_stays_a_short_fraction()
        => Assert.Equal(["b gives 1/6 keeps 1/3"], Choose("1/6", ("a", "499999/1000000"), ("b", "1/2"), ("c", "1/1000000")));

    [Fact]
    public void When_nobody_holds_enough_several_sell_and_only_the_last_keeps_a_part()
        => Assert.Equal(["a gives 1/2 keeps 0/1", "b gives 1/6 keeps 1/12"], Choose("2/3", ("a", "1/2"), ("b", "1/4"), ("c", "1/4")));

    [Fact]
    public void Fractions_with_denominators_of_the_real_data_are_exact()
        => Assert.Equal(["a gives 1/5919380256 keeps 4379310719/4739380256"],
            Choose("1/5919380256", ("a", Sum("4379310719/4739380256", "1/5919380256")), ("b", "1/4739380256")));

    [Fact]
    public void A_share_that_no_owner_can_give_within_64_bits_is_left_to_the_ledger_to_refuse()
    {
        var parts = SellerChoice.Choose([Held("a", "18446744073709551556/18446744073709551557"), Held("b", "1/18446744073709551557")],
            Share.Parse("1/18446744073709551533"));

        Assert.Equal((Share.Parse("1/18446744073709551533"), Share.Zero), (Assert.Single(parts).Given, parts[0].Kept));
    }

    [Fact]
    public void After_a_partial_sale_seller_and_buyer_hold_what_was_held_before()
    {
        var unit = new PlannedUnit("441900900001GB00001W00000000", [], IsParcel: true, "1/5", 0, 701, []);
        var numbers = new DealNumbers(new ImportRange(0), 1, 0, Day.Of(2019, 4, 1));

        var deal = new PlannedDeal(1, 0, "id", 20190401, 100, [unit], []);

        var after = Assert.Single(UnitSale.Of(deal, [new HeldTitle(701, [Held("a", "1/1")])])).After(numbers);

        Assert.Equal(["4/5", "1/5"], after.Owners.Select(owner => owner.Share));
        Assert.Equal([numbers.ReissuedCertificate(0), numbers.BuyerCertificate(0)], after.Owners.Select(owner => owner.Certificate));
        Assert.Equal(["a", numbers.Buyer.CitizenNumber], after.Owners.Select(owner => owner.CitizenNumber));
    }

    private static HeldShare Held(string name, string share) => new(name, share, "certificate " + name, 20140401);

    private static string Sum(string left, string right) => (Share.Parse(left) + Share.Parse(right)).ToString();

    private static IEnumerable<string> Choose(string sold, params (string Name, string Share)[] owners)
    {
        var parts = SellerChoice.Choose([.. owners.Select(owner => Held(owner.Name, owner.Share))], Share.Parse(sold));
        Assert.True(Share.TrySum(parts.Select(part => part.Given), out var sum));
        Assert.Equal(Share.Parse(sold), sum);
        return parts.Select(part => $"{part.Owner.CitizenNumber} gives {part.Given} keeps {part.Kept}");
    }
}
