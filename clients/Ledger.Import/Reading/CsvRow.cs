using Ledger.Facts;

namespace Ledger.Import;

/// <summary>One row of a file.</summary>
/// <param name="file">Name of the file, without its folder.</param>
/// <param name="line">Line it begins on, from 1.</param>
/// <param name="misfit">Number of fields seen and wanted, when they differ.</param>
/// <param name="values">Trimmed value by column.</param>
internal sealed class CsvRow(string file, int line, (int Seen, int Wanted)? misfit, IReadOnlyDictionary<string, string> values)
{
    public string File => file;

    public int Line => line;

    /// <summary>Value of a column, trimmed.</summary>
    public string this[string column] => values[column];

    /// <summary>
    /// Refuses a row with too few or too many fields, since nobody knows which of them are shifted, and one with characters
    /// that stand for others or cannot be seen.
    /// </summary>
    /// <exception cref="RowFaultException">It has another number of fields than the header, or such a character.</exception>
    public void CheckFields()
    {
        if (misfit is { } counts)
        {
            throw new RowFaultException(new(file, line, new(
                $"该行有{counts.Seen}个字段，应有{counts.Wanted}个", $"the row has {counts.Seen} fields, expected {counts.Wanted}")));
        }

        foreach (var (column, value) in values)
        {
            if (RunningText.Check(value) is { } fault)
                throw new RowFaultException(new(file, line, new($"字段“{column}”：{fault.Chinese}", $"field '{column}': {fault.English}")));
        }
    }

    /// <summary>An amount above 0, taken as yuan.</summary>
    /// <exception cref="RowFaultException">It is none.</exception>
    public Money Price(string column)
        => Money.TryParse(this[column], out var money, out _) && money > Money.Zero
            ? money
            : throw RowFaultException.Field(this, column, new("大于0的金额", "an amount above 0"));

    /// <summary>An area in m²; empty or 0 = not stated.</summary>
    /// <exception cref="RowFaultException">It is no area.</exception>
    public Area Area(string column)
    {
        var text = this[column];
        if (text.Length == 0)
            return Facts.Area.NotStated;
        if (Facts.Area.TryParse(text, out var area, out _))
            return area;
        return decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, provider: null, out var number) && number < 0.005m
            ? Facts.Area.NotStated
            : throw RowFaultException.Field(this, column, new("以平方米计、至多两位小数的面积", "an area in m² with at most two decimals"));
    }
}
