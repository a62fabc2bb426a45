using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Mortgages and seizures of a fixed list of events come to fixed page bytes for ever: who changes this digest changes what
/// every replay of an existing ledger computes, and needs a new profile number instead.
/// </summary>
public sealed class GoldenEncumbranceTests
{
    private const string Profile1 = "67b2bfe6fa9883766cd390dc2c650a63253831136bc8752820e97312c468dabf";

    [Fact]
    public void Profile_1_comes_to_the_same_pages_for_ever()
        => Assert.Equal(Profile1, Run().Digest());

    private static TestLedger Run()
    {
        var ledger = new TestLedger();
        Mortgage(ledger);
        Seize(ledger);
        return ledger;
    }

    /// <summary>Two units in one mortgage, a second rank on both that moves up, and a sale the mortgagee consents to.</summary>
    private static void Mortgage(TestLedger ledger)
    {
        var sale = new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] };
        var first = new MortgageCase(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) }.ToRegistered();
        var second = first.Next();
        second.Sign(e => e.AmountConverted = true).Accept();
        second.Register().Accept();
        first.Release().Accept();
        first.Cancel(e => e.Recording = Acts.Recorded(Day.Of(2021, 4, 12), Day.Of(2021, 4, 12), 9_000)).Accept();
        sale.Sign().Accept();
        second.Notify(e => e.Date = 20210512).Accept();
        second.Consent(e => e.Date = 20210513).Accept();
    }

    /// <summary>A queue on a parcel never opened: one lapses, one is promoted and renewed, one is lifted.</summary>
    private static void Seize(TestLedger ledger)
    {
        var book = new SeizureBook(ledger, "441900004001GB00099W00000000").At(Day.Of(2021, 6, 2));
        book.Enter(1, months: 1).Accept();
        book.Enter(2, months: 12, change: e => e.Kind = SeizureKind.PreSeizure).Accept();
        book.Enter(3, change: e => e.Authority = SeizureBook.Police).Accept();
        book.Enter(4, delivered: ledger.TimeMs - 7_200_000).Accept();
        book.At(Day.Of(2021, 8, 1)).Renew(4, months: 6).Accept();
        book.Lift(3, change: e => e.Authority = SeizureBook.Police).Accept();
        book.Lift(4, LiftOutcome.DisposedPart).Accept();
    }
}
