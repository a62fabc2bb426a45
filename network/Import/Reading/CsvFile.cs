using Sylvan.Data.Csv;

namespace Ledger.Network.Import;

/// <summary>A UTF-8 file of comma-separated values with one header row, read row by row.</summary>
/// <param name="path">The file.</param>
/// <param name="columns">Columns it must have; others are ignored.</param>
internal sealed class CsvFile(string path, params IReadOnlyList<string> columns)
{
    /// <summary>A record larger than this is a missing quote, not a row.</summary>
    private const int LargestRecord = 1 << 20;

    public string Path => path;

    /// <summary>Reads the rows; empty lines are left out.</summary>
    /// <exception cref="ImportException">No such file, a column is missing, or a record has no end.</exception>
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
        try
        {
            var reader = CsvDataReader.Create(
                new StreamReader(path),
                new CsvDataReaderOptions { Delimiter = ',', HasHeaders = true, CsvStyle = CsvStyle.Lax, MaxBufferSize = LargestRecord });
            var missing = columns.Where(column => Place(reader, column) < 0).ToList();
            if (missing.Count == 0)
                return reader;
            reader.Dispose();
            throw new ImportException(new(
                $"文件{path}缺少列：{string.Join("、", missing)}；请核对 --format",
                $"{path} lacks the columns {string.Join(", ", missing)}; check --format"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new ImportException(new($"文件{path}无法读取：{e.Message}", $"{path} cannot be read: {e.Message}"), e);
        }
    }

    private bool Read(CsvDataReader reader, int line)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is IOException or CsvFormatException or CsvRecordTooLargeException)
        {
            throw new ImportException(new(
                $"文件{path}自第{line}行起无法读取：{e.Message}", $"{path} cannot be read from line {line} on: {e.Message}"), e);
        }
    }
}
