using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Days on which a sale can have been agreed.</summary>
internal static class DealDay
{
    /// <summary>The first day that has instants; a sale before it stands in the old book (see <see cref="OldBook"/>).</summary>
    public static readonly Day FirstInstant = Day.Of(1970, 1, 1);

    /// <summary>What registers write where they know no date: nobody sold anything that stands in them before.</summary>
    private static readonly Day First = Day.Of(1900, 1, 2);

    /// <summary>Refuses days that stand for "not known".</summary>
    /// <exception cref="RowFaultException">It is one of them.</exception>
    public static Day Check(CsvRow row, string column, Day day) => day >= First
        ? day
        : throw RowFaultException.Field(
            row, column, new("1900年1月2日或以后的日期（更早的日期在登记数据中表示“不详”）", "1900-01-02 or later: registers write an earlier date where they know none"));
}
