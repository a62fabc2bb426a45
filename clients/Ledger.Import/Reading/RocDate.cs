using Ledger.Facts;

namespace Ledger.Import;

/// <summary>Dates of the Republic of China's calendar as the files write them: year from 1912, month, day without separators, e.g. <c>1080401</c>.</summary>
internal static class RocDate
{
    private const int YearBeforeFirst = 1911;
    private static readonly Wording Wanted = new("民国日期（年月日，如1080401）", "a date of the ROC calendar (yyyMMdd, e.g. 1080401)");

    /// <summary>Reads a date.</summary>
    /// <exception cref="RowFaultException">Not of that form, or no such day.</exception>
    public static Day Read(CsvRow row, string column)
    {
        var text = row[column];
        return text.Length is 6 or 7
            && uint.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out var number)
            && Day.TryFromNumber(number + (YearBeforeFirst * 10_000), out var day, out _)
                ? day
                : throw RowFaultException.Field(row, column, Wanted);
    }
}
