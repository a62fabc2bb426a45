using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One row of a file.</summary>
/// <param name="file">Name of the file, without its folder.</param>
/// <param name="line">Line it begins on, from 1.</param>
/// <param name="fault">Why its fields cannot be trusted; null when they can.</param>
/// <param name="values">Trimmed value by column.</param>
/// <param name="all">Every field as it stands there.</param>
internal sealed class CsvRow(string file, int line, Wording? fault, IReadOnlyDictionary<string, string> values, IReadOnlyList<string> all)
{
    /// <summary>Name of the file.</summary>
    public string File => file;

    /// <summary>Line it begins on, from 1.</summary>
    public int Line => line;

    /// <summary>Every field as it stands there.</summary>
    public IReadOnlyList<string> All => all;

    /// <summary>Value of a column, trimmed; empty when the file has no such column.</summary>
    public string this[string column] => values.GetValueOrDefault(column, "");

    /// <summary>
    /// Refuses a row with too few or too many fields, since nobody knows which of them are shifted, and one with characters
    /// that stand for others or cannot be seen.
    /// </summary>
    /// <exception cref="RowFaultException">It has another number of fields than the heading, or such a character.</exception>
    public void CheckFields()
    {
        if (fault is not null)
            throw new RowFaultException(new(file, line, fault));
        foreach (var (column, value) in values)
        {
            if (RunningText.Check(value) is { } text)
                throw new RowFaultException(new(file, line, new($"字段“{column}”：{text.Chinese}", $"field '{column}': {text.English}")));
        }
    }

    /// <summary>An amount above 0, taken as yuan.</summary>
    /// <exception cref="RowFaultException">It is none.</exception>
    public Money Price(string column)
        => Money.TryParse(WithZero(this[column]), out var money, out _) && money > Money.Zero
            ? money
            : throw RowFaultException.Field(this, column, new("大于0的金额", "an amount above 0"));

    /// <summary>An area in m²; empty or 0 = not stated.</summary>
    /// <exception cref="RowFaultException">It is no area.</exception>
    public Area Area(string column)
    {
        var text = WithZero(this[column]);
        if (text.Length == 0)
            return Facts.Area.NotStated;
        if (Facts.Area.TryParse(text, out var area, out _))
            return area;
        return decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, provider: null, out var number) && number < 0.005m
            ? Facts.Area.NotStated
            : throw RowFaultException.Field(this, column, new("以平方米计、至多两位小数的面积", "an area in m² with at most two decimals"));
    }

    // Registers leave the 0 before the point out: .96
    private static string WithZero(string number) => number.StartsWith('.') ? "0" + number : number;
}
