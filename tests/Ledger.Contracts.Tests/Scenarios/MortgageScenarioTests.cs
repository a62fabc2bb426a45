using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Mortgages of shares and of many units, and the sale of what is free (scenarios 22 and 24 of events.md).</summary>
public sealed class MortgageScenarioTests
{
    [Fact]
    public void Scenario_22_each_half_has_its_own_mortgage_and_its_own_sale()
    {
        var sale = new SaleCase(TestLedger.Two())
        {
            OwnerKind = CoOwnership.Shares,
            Owners = [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")],
        };
        sale.Open();
        var an = Half(sale, TestParty.An, "DY-2021-000001", Members.BankA, 20);
        var bo = Half(sale, TestParty.Bo, "DY-2021-000002", Members.BankB, 21);
        an.Sign().Accept();
        an.Register().Accept();
        bo.Sign().Accept();
        bo.Register(e => e.Units[0].Rank = 2).Refuse("C-43");
        bo.Register().Accept();
        Assert.Equal([1u, 1u], bo.Rows().Select(row => row.Rank));

        sale.Ledger.TimeMs = (ulong)Day.Of(2021, 6, 10).StartMilliseconds;

        // Bo sells free of its own mortgage; An's bank has nothing to do with it.
        bo.Release(e => e.Date = 20210523).Accept();
        bo.Cancel().Accept();
        var first = HalfOf(sale, TestParty.Bo, TestParty.Chen, "441900B21050000001", Day.Of(2021, 5, 25));
        first.Record().Accept();
        Assert.Equal([TestParty.An, TestParty.Chen], Owners(sale, TestParty.An, TestParty.Bo, TestParty.Chen));
        Assert.Equal(an.Id, Assert.Single(an.Rows()).Id);

        // An's half bears its mortgage.
        var second = HalfOf(sale, TestParty.An, TestParty.Dai, "441900B21050000002", Day.Of(2021, 6, 1));
        second.Record().Refuse("C-47");
    }

    [Fact]
    public void Scenario_24_one_of_a_hundred_units_is_freed_and_sold()
    {
        var sale = new SaleCase(TestLedger.Two()) { Units = [.. Enumerable.Range(1, 100).Select(i => $"441900004001GB00012F0001{i:D4}")] };
        var mortgage = new MortgageCase(sale).ToRegistered();
        var (old, freed) = (mortgage.Page.Certificate, sale.Units[41]);

        mortgage.Release(e => e.Units.Add(freed)).Accept();
        mortgage.Cancel().Refuse("C-48");
        mortgage.Change(MortgageChangeKind.UnitsOut, e =>
        {
            var unit = e.Units.Single(unit => unit.UnitCode == freed);
            e.Units.Clear();
            e.Units.Add(unit);
        }).Accept();

        Assert.Empty(mortgage.Rows(freed));
        Assert.All(sale.Units.Where(unit => unit != freed), unit => Assert.Equal(1u, Assert.Single(mortgage.Rows(unit)).Rank));
        Assert.Equal(99u, mortgage.Page.LiveUnits);
        Assert.Equal(mortgage.Page.Certificate, sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(old))!.ReplacedBy);
        mortgage.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 5, 26), Day.Of(2021, 5, 27), 903)).Refuse("C-48");

        sale.Ledger.TimeMs = (ulong)Day.Of(2021, 6, 10).StartMilliseconds;
        var one = new SaleCase(sale.Ledger) { Units = [freed], Signed = Day.Of(2021, 5, 27), Offset = 4_000 };
        one.Sign().Accept();
        one.File().Accept();
        one.Assess().Accept();
        one.Pay().Accept();
        one.Record().Accept();
        Assert.Equal(TestParty.Bo.At(freed), Assert.Single(one.Title().Owners).Party);
    }

    private static MortgageCase Half(SaleCase sale, TestParty owner, string number, Member bank, int day) => new(sale)
    {
        Number = number,
        Bank = bank,
        Share = "1/2",
        Mortgagors = [new(owner)],
        Holding = [owner],
        Recorded = Day.Of(2021, 5, day),
    };

    // The sale of a half, its taxes paid.
    private static SaleCase HalfOf(SaleCase sale, TestParty seller, TestParty buyer, string number, Day signed)
    {
        var half = new SaleCase(sale.Ledger)
        {
            Number = number,
            Owners = sale.Owners,
            Sellers = [new(seller, "1/2")],
            Sold = "1/2",
            Buyers = [new(buyer)],
            Price = 60_000_000,
            Signed = signed,
            Offset = 4_000 + (signed.Month * 100),
        };
        half.Sign().Accept();
        half.File().Accept();
        half.Assess().Accept();
        half.Pay().Accept();
        return half;
    }

    private static IEnumerable<TestParty> Owners(SaleCase sale, params TestParty[] known)
        => known.Where(party => sale.Title().Owners.Any(owner => owner.Party.Equals(party.At(SaleCase.Flat))));
}
