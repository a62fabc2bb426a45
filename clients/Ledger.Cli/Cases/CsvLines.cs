using System.Text;

namespace Ledger.Cli;

/// <summary>Records of a CSV file as RFC 4180 has them: fields in quotes may hold commas, quotes (doubled) and line ends.</summary>
internal static class CsvLines
{
    /// <summary>The records, each with the line on which it begins; empty lines are none.</summary>
    /// <exception cref="FileFault">A quotation mark is not closed, or stands inside of a field without quotes; a character is none.</exception>
    public static IEnumerable<(int Number, IReadOnlyList<string> Fields)> Read(string path, string text)
    {
        var (fields, field, line, begun, quoted, closed) = (new List<string>(), new StringBuilder(), 1, 1, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\0')
                throw Fault(path, line, "含 NUL 字节，不是文本", "it holds a NUL byte: it is no text");
            if (quoted)
            {
                if (c == '\n')
                    line++;
                if (c != '"')
                    field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[++i]);
                else
                    (quoted, closed) = (false, true);
                continue;
            }

            switch (c)
            {
                case '"' when field.Length == 0 && !closed:
                    quoted = true;
                    break;
                case '"':
                    throw Fault(path, line, "引号在未加引号的字段中；请把整个字段加引号，其中的引号写两次", "a quotation mark inside of a field without quotes: quote the field and double the mark");
                case ',':
                    End();
                    break;
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\n':
                    if (fields.Count > 0 || field.Length > 0 || closed)
                    {
                        End();
                        yield return (begun, fields);
                        fields = [];
                    }

                    line++;
                    begun = line;
                    break;
                default:
                    if (closed)
                        throw Fault(path, line, "引号之后还有内容", "there is something behind the closing quotation mark");
                    field.Append(c);
                    break;
            }
        }

        if (quoted)
            throw Fault(path, begun, "引号没有结束", "a quotation mark is not closed");
        if (fields.Count > 0 || field.Length > 0 || closed)
        {
            End();
            yield return (begun, fields);
        }

        void End()
        {
            fields.Add(field.ToString());
            field.Clear();
            closed = false;
        }
    }

    private static FileFault Fault(string path, int line, string chinese, string english) => new($"{path}:{line}", chinese, english);
}
