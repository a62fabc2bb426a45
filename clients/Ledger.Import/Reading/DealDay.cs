using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Days on which a deal can be led through the departments.</summary>
internal static class DealDay
{
    /// <summary>The first one: the instant of acceptance is counted from 1970 on.</summary>
    private static readonly Day First = Day.Of(1970, 1, 1);

    /// <summary>Refuses days that come before.</summary>
    /// <exception cref="RowFaultException">It is one of them.</exception>
    public static Day Check(CsvRow row, string column, Day day) => day >= First
        ? day
        : throw RowFaultException.Field(
            row, column, new($"{First}或以后的日期（账本的受理时刻自1970年起）", $"{First} or later: instants of acceptance on the ledger begin in 1970"));
}
