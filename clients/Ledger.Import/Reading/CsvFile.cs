using System.Text;
using Ledger.Client;
using Sylvan.Data.Csv;

namespace Ledger.Import;

/// <summary>A file of comma-separated values with one header row, read row by row and strictly: bytes of another encoding are a fault.</summary>
/// <param name="path">The file.</param>
/// <param name="encoding">Its encoding, one of <see cref="TextEncoding.Names"/>.</param>
/// <param name="columns">Columns it must have; others are ignored.</param>
internal sealed class CsvFile(string path, string encoding, params IReadOnlyList<string> columns)
{
    /// <summary>A record larger than this is a missing quote, not a row.</summary>
    private const int LargestRecord = 1 << 20;

    /// <summary>In a larger file a fault of encoding is named by the line at which it was met, not by its own.</summary>
    private const int LargestSearched = 1 << 28;

    public string Path => path;

    /// <summary>Reads the rows; empty lines are left out.</summary>
    /// <exception cref="ImportException">No such file, another encoding, a column is missing, or a record has no end.</exception>
    public IEnumerable<CsvRow> Rows()
    {
        using var reader = Open();
        var places = columns.ToDictionary(column => column, column => Place(reader, column), StringComparer.Ordinal);
        var name = System.IO.Path.GetFileName(path);
        var line = 2;
        while (Read(reader, line))
        {
            var begins = line;
            line += Lines(reader.GetRawRecordSpan());
            if (reader.RowFieldCount == 0 || (reader.RowFieldCount == 1 && reader.GetFieldSpan(0).IsWhiteSpace()))
                continue;

            // Values are copied: the reader's buffer is gone with the next row.
            var values = places.ToDictionary(
                place => place.Key,
                place => place.Value < reader.RowFieldCount ? reader.GetString(place.Value).Trim() : "",
                StringComparer.Ordinal);
            yield return new CsvRow(name, begins, reader.RowFieldCount == reader.FieldCount ? null : (reader.RowFieldCount, reader.FieldCount), values);
        }
    }

    private static int Place(CsvDataReader reader, string column)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetName(i).Trim() == column)
                return i;
        }

        return -1;
    }

    private static int Lines(ReadOnlySpan<char> record) => Math.Max(1, record.Count('\n'));

    private CsvDataReader Open()
    {
        StreamReader? text = null;
        try
        {
            text = OpenText();
            var reader = CsvDataReader.Create(
                text, new CsvDataReaderOptions { Delimiter = ',', HasHeaders = true, CsvStyle = CsvStyle.Lax, MaxBufferSize = LargestRecord });
            var missing = columns.Where(column => Place(reader, column) < 0).ToList();
            if (missing.Count == 0)
                return reader;
            reader.Dispose();
            throw new ImportException(new(
                $"文件{path}缺少列：{string.Join("、", missing)}；请核对 --format",
                $"{path} lacks the columns {string.Join(", ", missing)}; check --format"));
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            text?.Dispose();
            throw Unreadable(e, line: 1);
        }
    }

    private StreamReader OpenText()
    {
        var stream = File.OpenRead(path);
        try
        {
            Span<byte> start = stackalloc byte[2];
            TextEncoding.CheckMark(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)], encoding);
            stream.Position = 0;
            return new StreamReader(stream, TextEncoding.Find(encoding), detectEncodingFromByteOrderMarks: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private bool Read(CsvDataReader reader, int line)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (IsOfTheFile(e))
        {
            throw Unreadable(e, line);
        }
    }

    /// <summary>
    /// What reading meets in files: faults of the disk, of the form, of the encoding; the reader reports some forms by what it
    /// stumbles over.
    /// </summary>
    private static bool IsOfTheFile(Exception e) => e is IOException or UnauthorizedAccessException or DecoderFallbackException or TextEncodingException
        or CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException or FormatException or ArgumentException or InvalidOperationException;

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
        CsvMissingHeadersException => new(new($"文件{path}为空；首行应为列名", $"{path} is empty; its first line is to name the columns"), e),
        _ => new(new($"文件{path}自第{line}行起无法读取：{e.Message}", $"{path} cannot be read from line {line} on: {e.Message}"), e),
    };
}
