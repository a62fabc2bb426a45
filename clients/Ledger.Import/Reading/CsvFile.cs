using System.Text;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Import;

/// <summary>
/// A file of comma-separated values, read row by row and strictly: bytes of another encoding are a fault of the file, and every
/// line is accounted for. A row that cannot be told apart takes no other with it: only the line on which it begins is lost, and said.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="encoding">Its encoding, one of <see cref="TextEncoding.Names"/>.</param>
/// <param name="columns">Columns it must have; others are ignored.</param>
internal sealed class CsvFile(string path, string encoding, CsvColumns columns)
{
    /// <summary>In a larger file a fault of encoding is named by the line at which it was met, not by its own.</summary>
    private const int LargestSearched = 1 << 28;

    private CsvDialect? dialect;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Its name, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(path);

    /// <summary>Where every line went; of the last time the file was read to its end.</summary>
    public LineCount? Count { get; private set; }

    /// <summary>The first line with something on it; null when there is none.</summary>
    /// <exception cref="ImportException">No such file, or another encoding.</exception>
    public string? FirstLine() => Guarded(Lines).Select(static line => line.Text).FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));

    /// <summary>Reads the rows; empty lines are left out.</summary>
    /// <exception cref="ImportException">No such file, another encoding, or a column is missing.</exception>
    public IEnumerable<CsvRow> Rows()
    {
        Count = null;
        var (total, names, blank, ofRows) = (0, 0, 0, 0);
        var ahead = new Queue<PhysicalLine>();
        using var lines = Guarded(Lines).GetEnumerator();
        var places = columns.Places;
        var width = columns.Count;
        while (Next(lines, ahead) is { } line)
        {
            total++;
            if (!line.IsTooLong && string.IsNullOrWhiteSpace(line.Text))
            {
                blank++;
                continue;
            }

            if (places is null)
            {
                (places, width) = Heading(line);
                names++;
                continue;
            }

            dialect ??= DialectOf(width);
            var (row, length) = Read(line, lines, ahead, places, width);
            total += length - 1;
            if (names == 1 && ofRows == 0 && IsTranslation(row))
            {
                names += length;
                continue;
            }

            ofRows += length;
            yield return row;
        }

        if (total == blank)
            throw new ImportException(new($"文件{path}为空；首行应为列名", $"{path} is empty; its first line is to name the columns"));
        Count = new LineCount(Name, total, names, blank, ofRows);
    }

    private static PhysicalLine? Next(IEnumerator<PhysicalLine> lines, Queue<PhysicalLine> ahead)
        => ahead.TryDequeue(out var line) ? line : lines.MoveNext() ? lines.Current : null;

    /// <summary>A second heading in another language: words alone, without a digit and without an ideograph.</summary>
    private static bool IsTranslation(CsvRow row)
        => !row.All.Any(static value => value.Any(static c => char.IsAsciiDigit(c) || c >= '\u2E80'))
            && row.All.Any(static value => value.Contains(' ', StringComparison.Ordinal));

    private (IReadOnlyDictionary<string, int> Places, int Width) Heading(PhysicalLine line)
    {
        if (line.Text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ImportException(new(
                $"文件{path}第{line.Number}行含空字符（NUL），可能是另一种编码；请用--encoding指明（{string.Join("、", TextEncoding.Names)}）",
                $"{path}, line {line.Number} holds NUL characters, so perhaps it is of another encoding: name it with --encoding ({string.Join(", ", TextEncoding.Names)})"));
        }

        var heading = CsvFields.Quoted(line.Text, out _);
        var places = columns.PlacesIn(heading, out var missing);
        return missing.Count == 0 ? (places, heading.Count) : throw new ImportException(new(
            $"文件{path}缺少列：{string.Join("、", missing)}；请核对 --format",
            $"{path} lacks the columns {string.Join(", ", missing)}; check --format"));
    }

    /// <summary>The row that begins on a line, and how many lines it takes.</summary>
    private (CsvRow Row, int Lines) Read(
        PhysicalLine line, IEnumerator<PhysicalLine> lines, Queue<PhysicalLine> ahead, IReadOnlyDictionary<string, int> places, int width)
    {
        if (line.IsTooLong)
        {
            return (Row(line, CsvFields.Plain(line.Text), places, new Wording(
                $"该行超过{LineReader.LargestLine}个字符", $"the line has more than {LineReader.LargestLine} characters")), 1);
        }

        if (dialect == CsvDialect.Plain)
            return (Row(line, CsvFields.Plain(line.Text), places, width), 1);
        var fields = CsvFields.Quoted(line.Text, out var isOpen);
        if (!isOpen)
            return (Row(line, fields, places, width), 1);

        var text = new StringBuilder(line.Text);
        var taken = new List<PhysicalLine>();
        while (isOpen && taken.Count < CsvFields.MostLines && text.Length < LineReader.LargestLine && Next(lines, ahead) is { } next)
        {
            taken.Add(next);
            fields = CsvFields.Quoted(text.Append('\n').Append(next.Text).ToString(), out isOpen);
        }

        if (!isOpen && fields.Count == width)
            return (Row(line, fields, places, width), 1 + taken.Count);

        // What was taken along is read again, line by line: it may be rows of its own.
        var later = ahead.ToList();
        ahead.Clear();
        taken.Concat(later).ToList().ForEach(ahead.Enqueue);
        return (Row(line, CsvFields.Plain(line.Text), places, new Wording(
            "引号未闭合，无法分辨字段", "a quotation mark is not closed, so the fields cannot be told apart")), 1);
    }

    private CsvRow Row(PhysicalLine line, IReadOnlyList<string> fields, IReadOnlyDictionary<string, int> places, int width)
        => Row(line, fields, places, fields.Count == width ? null : new Wording(
            $"该行有{fields.Count}个字段，应有{width}个", $"the row has {fields.Count} fields, expected {width}"));

    private CsvRow Row(PhysicalLine line, IReadOnlyList<string> fields, IReadOnlyDictionary<string, int> places, Wording? fault)
    {
        if (line.Text.Contains('\0', StringComparison.Ordinal))
            fault ??= new("该行含空字符（NUL）", "the row holds NUL characters");
        var values = places.ToDictionary(
            static place => place.Key, place => place.Value < fields.Count ? fields[place.Value].Trim().Trim('\0') : "", StringComparer.Ordinal);
        return new CsvRow(Name, line.Number, fault, values, fields);
    }

    private CsvDialect DialectOf(int width)
        => CsvFields.DialectOf(Guarded(Lines).Where(static line => !line.IsTooLong).Select(static line => line.Text), width);

    private IEnumerable<PhysicalLine> Lines()
    {
        using var text = OpenText();
        var reader = new LineReader(text);
        while (reader.Read() is { } line)
            yield return line;
    }

    private StreamReader OpenText()
    {
        var stream = File.OpenRead(path);
        try
        {
            Span<byte> start = stackalloc byte[2];
            TextEncoding.CheckMark(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)], encoding);
            stream.Position = 0;
            var chosen = TextEncoding.Find(encoding);
            var text = new StreamReader(stream, chosen, detectEncodingFromByteOrderMarks: false);
            if (text.Peek() == '\uFEFF')
                _ = text.Read();
            return text;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What reading meets in files, told with file and line: faults of the disk and of the encoding.</summary>
    private IEnumerable<PhysicalLine> Guarded(Func<IEnumerable<PhysicalLine>> open)
    {
        IEnumerator<PhysicalLine>? lines = null;
        try
        {
            for (var line = 1; ; line++)
            {
                PhysicalLine read;
                try
                {
                    lines ??= open().GetEnumerator();
                    if (!lines.MoveNext())
                        yield break;
                    read = lines.Current;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException or TextEncodingException)
                {
                    throw Unreadable(e, line);
                }

                yield return read;
            }
        }
        finally
        {
            lines?.Dispose();
        }
    }

    /// <summary>The decoder reads ahead of the rows: the whole file is decoded once more to say which line is meant.</summary>
    private TextEncodingException Place(DecoderFallbackException fault, int line)
    {
        try
        {
            if (new FileInfo(path).Length <= LargestSearched)
                TextEncoding.Decode(File.ReadAllBytes(path), encoding);
        }
        catch (TextEncodingException e)
        {
            return e;
        }

        return new TextEncodingException(encoding, line, fault.BytesUnknown ?? [], fault);
    }

    private ImportException Unreadable(Exception e, int line) => e switch
    {
        TextEncodingException mark => new(new($"文件{path}{mark.Chinese}", $"{path}, {mark.English}"), e),
        DecoderFallbackException bytes => Unreadable(Place(bytes, line), line),
        FileNotFoundException or DirectoryNotFoundException => new(new($"文件{path}不存在；请核对路径", $"{path} does not exist; check the path"), e),
        _ => new(new($"文件{path}自第{line}行起无法读取：{e.Message}", $"{path} cannot be read from line {line} on: {e.Message}"), e),
    };
}
