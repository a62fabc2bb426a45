using Ledger.Contracts.Tests;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Facts;

namespace Ledger.Chaincode.Tests;

/// <summary>
/// Fabric invalidates a transaction when a key that it read was written since. Events on different units may stand in one
/// block in any order: nothing that one reads or writes is written by the other, though the same people, the same authorities and
/// the same parcel are in both.
/// </summary>
public sealed class ConflictTests
{
    [Fact]
    public async Task Whole_sales_of_two_units_of_one_parcel_between_the_same_people_never_conflict()
    {
        await using var ledger = new TestLedger();

        var first = Sell(ledger, SaleCase.Flat, 0);
        var second = Sell(ledger, SaleCase.Garage, 1);

        AssertApart(first, second);
    }

    [Fact]
    public async Task Mortgages_of_two_units_with_one_bank_never_conflict()
    {
        await using var ledger = new TestLedger();

        var first = Mortgage(ledger, SaleCase.Flat, 0);
        var second = Mortgage(ledger, SaleCase.Garage, 1);

        AssertApart(first, second);
    }

    [Fact]
    public async Task Seizures_by_one_court_never_conflict_with_another_units_sale()
    {
        await using var ledger = new TestLedger();
        var first = Sell(ledger, SaleCase.Flat, 0);
        var from = ledger.Simulations.Count;
        var book = new SeizureBook(ledger, "441900004001GB00099W00000000").At(Day.Of(2021, 6, 2));
        book.Enter(1, months: 12).Accept();
        book.At(Day.Of(2021, 8, 1)).Renew(1, months: 6).Accept();

        AssertApart(first, ledger.Simulations[from..]);
    }

    [Fact]
    public async Task Two_events_on_one_unit_do_conflict()
    {
        await using var ledger = new TestLedger();
        var sale = Sell(ledger, SaleCase.Flat, 0);

        Assert.Contains(sale[1].Writes.Keys, sale[2].Reads.Contains);
    }

    private static List<ChaincodeSimulation> Sell(TestLedger ledger, string unit, int number)
    {
        var from = ledger.Simulations.Count;
        var sale = Case(ledger, unit, number).ToAssessed();
        sale.Pay().Accept();
        sale.Record().Accept();
        return ledger.Simulations[from..];
    }

    private static List<ChaincodeSimulation> Mortgage(TestLedger ledger, string unit, int number)
    {
        var from = ledger.Simulations.Count;
        var mortgage = new MortgageCase(Case(ledger, unit, number))
        {
            Signed = Day.Of(2021, 4, 1),
            Recorded = Day.Of(2021, 4, 6),
            Number = $"DY-2021-00000{number}"
        }.ToRegistered();
        mortgage.Release().Accept();
        mortgage.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 4, 12), Day.Of(2021, 4, 12), 9_000 + number)).Accept();
        return ledger.Simulations[from..];
    }

    private static SaleCase Case(TestLedger ledger, string unit, int number) => new(ledger)
    {
        Units = [unit],
        Number = $"441900B2105000000{number}",
        Offset = number * 500,
        NextTicket = (uint)(1 + (number * 50)),
    };

    private static void AssertApart(List<ChaincodeSimulation> first, List<ChaincodeSimulation> second)
    {
        Assert.True(first.Count >= 3 && second.Count >= 2, "each side should have been several events");
        foreach (var (one, other) in first.SelectMany(one => second.Select(other => (one, other))))
        {
            Assert.Empty(one.Reads.Intersect(other.Writes.Keys));
            Assert.Empty(other.Reads.Intersect(one.Writes.Keys));
            Assert.Empty(one.Writes.Keys.Intersect(other.Writes.Keys));
        }
    }
}
