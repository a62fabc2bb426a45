using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Terms in months by Civil Code 202: from the last day of a long month through the last day of a short one.</summary>
public sealed class MonthTermTests
{
    private static readonly Day October31 = Day.Of(2026, 10, 31);

    private readonly SaleCase sale = new SaleCase(TestLedger.Two()).Open();
    private readonly SeizureBook book;

    public MonthTermTests() => book = new SeizureBook(sale.Ledger).At(October31, 11);

    [Fact]
    public void C32_One_month_from_31_October_runs_through_30_November()
    {
        book.Enter(1, 1).Accept();

        Assert.Equal([1], ActiveAt(Day.Of(2026, 11, 30), 23));
        Assert.Empty(ActiveAt(Day.Of(2026, 12, 1), 0));
    }

    [Fact]
    public void C32_A_renewal_of_three_months_from_30_November_runs_through_28_February()
    {
        book.Enter(1, 1).Accept();
        book.At(Day.Of(2026, 11, 30), 11).Renew(1, 3).Accept();

        Assert.Equal([1], ActiveAt(Day.Of(2027, 2, 28), 23));
        Assert.Empty(ActiveAt(Day.Of(2027, 3, 1), 0));
    }

    [Fact]
    public void C31_A_queued_term_of_one_month_runs_from_its_promotion_at_the_end_of_the_first()
    {
        book.At(Day.Of(2026, 9, 30), 11).Enter(1, 1).Accept();
        book.Enter(2, 1).Accept();

        Assert.Equal([1], ActiveAt(Day.Of(2026, 10, 30), 23));
        Assert.Equal([2], ActiveAt(Day.Of(2026, 10, 31), 0));
        Assert.Equal([2], ActiveAt(Day.Of(2026, 11, 30), 23));
        Assert.Empty(ActiveAt(Day.Of(2026, 12, 1), 0));
    }

    private IEnumerable<int> ActiveAt(Day day, int hour)
    {
        var active = SeizureQueue.At(book.Rows, (ulong)day.StartMilliseconds + ((ulong)hour * 3_600_000)).Active;
        return Enumerable.Range(1, 2).Where(number => active?.Row.DocumentNumber == SeizureBook.Document(number));
    }
}
