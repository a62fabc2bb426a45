using System.Text;

namespace Ledger.Import;

/// <summary>Parts rows of comma-separated values into fields, and tells the two dialects apart.</summary>
internal static class CsvFields
{
    /// <summary>A row of more lines than this is an open quotation mark.</summary>
    public const int MostLines = 64;

    /// <summary>The fields of a line in which quotation marks mean nothing.</summary>
    public static IReadOnlyList<string> Plain(string line) => line.Split(',');

    /// <summary>The fields of a row; a quotation mark within a field that does not begin with one is a character as any other.</summary>
    /// <param name="row">One line, or several parted by LF.</param>
    /// <param name="isOpen">Whether a quotation mark is still open at the end: the row goes on with the next line.</param>
    public static IReadOnlyList<string> Quoted(string row, out bool isOpen)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var at = 0;
        isOpen = false;
        while (true)
        {
            field.Clear();
            if (at < row.Length && row[at] == '"')
            {
                at = Inside(row, at + 1, field, out isOpen);
                if (isOpen)
                    return fields;
            }

            var comma = row.IndexOf(',', at);
            fields.Add(field.Append(row, at, (comma < 0 ? row.Length : comma) - at).ToString());
            if (comma < 0)
                return fields;
            at = comma + 1;
        }
    }

    /// <summary>
    /// The dialect of a file: whichever its lines with quotation marks fit, where they fit one alone. What reads in both says nothing; a
    /// row over several lines speaks for quotation marks only where its lines are no rows by themselves.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="columns">Fields that a row has.</param>
    public static CsvDialect DialectOf(IEnumerable<string> lines, int columns)
    {
        var balance = 0;
        var ahead = new Queue<string>();
        using var rest = lines.GetEnumerator();
        while (Next(rest, ahead) is { } line)
        {
            if (!line.Contains('"', StringComparison.Ordinal))
                continue;
            var plain = Plain(line).Count == columns;
            var fields = Quoted(line, out var isOpen).Count;
            if (!isOpen)
                balance += (fields == columns ? 1 : 0) - (plain ? 1 : 0);
            else if (IsRowOfLines(line, rest, ahead, columns))
                balance++;
            else if (plain)
                balance--;
        }

        return balance < 0 ? CsvDialect.Plain : CsvDialect.Quoted;
    }

    /// <summary>Whether a line and some after it are a row together, and not each one by itself; if not, they are looked at again.</summary>
    private static bool IsRowOfLines(string line, IEnumerator<string> rest, Queue<string> ahead, int columns)
    {
        var text = new StringBuilder(line);
        var lonely = Plain(line).Count == columns;
        List<string> taken = [];
        var (isOpen, fields) = (true, 0);
        while (isOpen && taken.Count < MostLines && text.Length < LineReader.LargestLine && Next(rest, ahead) is { } next)
        {
            taken.Add(next);
            lonely &= Plain(next).Count == columns;
            fields = Quoted(text.Append('\n').Append(next).ToString(), out isOpen).Count;
        }

        if (!isOpen && fields == columns && !lonely)
            return true;
        var later = ahead.ToList();
        ahead.Clear();
        taken.Concat(later).ToList().ForEach(ahead.Enqueue);
        return false;
    }

    private static string? Next(IEnumerator<string> rest, Queue<string> ahead)
        => ahead.TryDequeue(out var line) ? line : rest.MoveNext() ? rest.Current : null;

    // What stands between the quotation marks; whatever follows the second one up to the comma belongs to the field too.
    private static int Inside(string row, int at, StringBuilder field, out bool isOpen)
    {
        isOpen = false;
        while (true)
        {
            var mark = row.IndexOf('"', at);
            if (mark < 0)
            {
                isOpen = true;
                return row.Length;
            }

            field.Append(row, at, mark - at);
            if (mark + 1 < row.Length && row[mark + 1] == '"')
            {
                field.Append('"');
                at = mark + 2;
                continue;
            }

            return mark + 1;
        }
    }
}
