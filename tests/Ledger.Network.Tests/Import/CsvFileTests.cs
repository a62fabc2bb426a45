using System.Text;
using Ledger.Import;

namespace Ledger.Network.Tests;

/// <summary>Files as they lie on disks: whatever stands in one line, the others are read, and every line is accounted for.</summary>
public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("id,text\n1,a\n2,b\n", new[] { "1:a", "2:b" })]
    [InlineData("id,text\r\n1,a\r\n\r\n2,b", new[] { "1:a", "2:b" })]
    [InlineData("id,text\n\"1\",\"a, b\"\n\"2\",\"say \"\"c\"\"\"\n", new[] { "1:a, b", "2:say \"c\"" })]
    [InlineData("id,text\n\"1\",\"two\nlines\"\n\"2\",\"b\"\n", new[] { "1:two\nlines", "2:b" })]
    [InlineData("id,text\n1,5\" pipe\n2,b\n", new[] { "1:5\" pipe", "2:b" })]
    [InlineData("id,text\n1,\"open\n2,b\n3,c\n", new[] { "1:\"open", "2:b", "3:c" })]
    [InlineData("id,text\n1,\"open\n2,b\n3,\"again\n", new[] { "1:\"open", "2:b", "3:\"again" })]
    public void Rows_are_read_in_the_dialect_that_the_file_has(string content, string[] rows)
    {
        var file = Write(content);

        Assert.Equal(rows, file.Rows().Select(static row => $"{row["id"]}:{row["text"]}"));
        AssertWhole(file);
    }

    [Fact]
    public void A_quotation_mark_that_nobody_closes_costs_its_own_line_alone()
    {
        var file = Write("id,text\n\"1\",\"a, b\"\n\"2\",\"open\n\"3\",\"c, d\"\n\"4\",\"e, f\"\n");

        var rows = file.Rows().ToList();

        Assert.Equal([2, 3, 4, 5], rows.Select(static row => row.Line));
        Assert.Contains("not closed", Assert.Throws<RowFaultException>(rows[1].CheckFields).Fault.Reason.English, StringComparison.Ordinal);
        Assert.Equal(["a, b", "c, d", "e, f"], rows.Where((_, i) => i != 1).Select(static row => row["text"]));
        AssertWhole(file);
    }

    [Fact]
    public void A_row_of_ten_megabytes_is_named_with_its_line_and_the_next_one_is_read()
    {
        var file = Write($"id,text\n1,a\n2,{new string('x', 10_000_000)}\n3,c\n");

        var rows = file.Rows().ToList();

        Assert.Equal([2, 3, 4], rows.Select(static row => row.Line));
        var fault = Assert.Throws<RowFaultException>(rows[1].CheckFields).Fault;
        Assert.Equal(("sales.csv", 3), (fault.File, fault.Line));
        Assert.Contains("more than 1048576 characters", fault.Reason.English, StringComparison.Ordinal);
        Assert.Equal("c", rows[2]["text"]);
        AssertWhole(file);
    }

    [Fact]
    public void NUL_characters_cost_their_row_and_in_the_heading_speak_of_the_encoding()
    {
        var file = Write("id,text,more\n1,a,\n2,b,\0\n3,c,\n");

        var rows = file.Rows().ToList();

        Assert.Contains("NUL", Assert.Throws<RowFaultException>(rows[1].CheckFields).Fault.Reason.English, StringComparison.Ordinal);
        Assert.Equal(["1", "3"], rows.Where(static row => row["id"] != "2").Select(static row => row["id"]));
        File.WriteAllBytes(folder["sales.csv"], new UnicodeEncoding(bigEndian: false, byteOrderMark: false).GetBytes("id,text\n1,a\n"));
        var fault = Assert.Throws<ImportException>(() => Open().Rows().ToList());
        Assert.Contains("--encoding", fault.Text.English, StringComparison.Ordinal);
        Assert.Contains("line 1", fault.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_another_encoding_are_named_with_their_line()
    {
        File.WriteAllBytes(folder["sales.csv"], [.. "id,text\n1,a\n2,"u8, 0xC9, .. "\n"u8]);

        var fault = Assert.Throws<ImportException>(() => Open().Rows().ToList());

        Assert.Contains("line 3", fault.Text.English, StringComparison.Ordinal);
        Assert.Contains("C9", fault.Text.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ID, Text (m²) ")]
    [InlineData("id,TEXT（m²）")]
    public void Brackets_spaces_and_width_make_no_other_column(string heading)
    {
        File.WriteAllText(folder["sales.csv"], heading + "\n1,a\n");

        var row = Assert.Single(new CsvFile(folder["sales.csv"], "utf-8", CsvColumns.Named(["id", "text(m²)"])).Rows());

        Assert.Equal(("1", "a"), (row["id"], row["text(m²)"]));
    }

    [Fact]
    public void Any_file_is_read_to_its_last_line_or_refused()
    {
        var random = new Random(20261130);
        for (var i = 0; i < 2_000; i++)
        {
            var content = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => "ab1,,\"\"\n\n\r"[random.Next(10)])]);
            var file = Write("id,text\n" + content);

            var rows = file.Rows().ToList();

            Assert.Equal(rows.Select(static row => row.Line).Distinct().Count(), rows.Count);
            AssertWhole(file);
            using var reader = new StringReader("id,text\n" + content);
            var lines = 0;
            while (reader.ReadLine() is not null)
                lines++;
            Assert.Equal(lines, file.Count!.Lines);
        }
    }

    private static void AssertWhole(CsvFile file) => Assert.Equal(file.Count!.Lines, file.Count.Names + file.Count.Blank + file.Count.Rows);

    private CsvFile Write(string content)
    {
        File.WriteAllText(folder["sales.csv"], content);
        return Open();
    }

    private CsvFile Open() => new(folder["sales.csv"], "utf-8", CsvColumns.Named(["id", "text"]));
}
