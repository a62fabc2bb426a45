namespace Ledger.Exchange;

/// <summary>
/// One cell of a CSV file for people (RFC 4180). What others wrote is never a formula: a spreadsheet takes a cell that begins with one of
/// its signs for one, and runs it.
/// </summary>
public static class CsvCell
{
    private const string Signs = "=+-@\t\r";

    /// <summary>The cell, quoted where it has to be; what begins like a formula gets an apostrophe before it.</summary>
    /// <param name="text">Its text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Length > 0 && Signs.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
