using System.Text;

namespace Ledger.Import;

/// <summary>Reads a text line by line; of a line that is too long for a row it keeps the beginning, so that no row fills the memory.</summary>
/// <param name="text">The text.</param>
internal sealed class LineReader(TextReader text)
{
    /// <summary>Characters of the longest line that is read whole.</summary>
    public const int LargestLine = 1 << 20;

    private readonly char[] buffer = new char[1 << 16];
    private readonly StringBuilder line = new();
    private int next;
    private int end;

    /// <summary>Lines read so far.</summary>
    public int Count { get; private set; }

    /// <summary>The next line; null at the end. LF, CR LF and CR end a line.</summary>
    public PhysicalLine? Read()
    {
        if (!Fill())
            return null;
        line.Clear();
        var tooLong = false;
        while (Fill())
        {
            var rest = buffer.AsSpan(next, end - next);
            var at = rest.IndexOfAny('\n', '\r');
            var part = at < 0 ? rest : rest[..at];
            var kept = Math.Min(part.Length, LargestLine - line.Length);
            line.Append(part[..kept]);
            tooLong |= kept < part.Length;
            next += part.Length;
            if (at < 0)
                continue;
            EndLine();
            break;
        }

        return new PhysicalLine(++Count, line.ToString(), tooLong);
    }

    private void EndLine()
    {
        if (buffer[next++] == '\r' && Fill() && buffer[next] == '\n')
            next++;
    }

    private bool Fill()
    {
        if (next < end)
            return true;
        (next, end) = (0, text.Read(buffer));
        return end > 0;
    }
}
