using Ledger.Facts;
using Ledger.Import;

namespace Ledger.Network.Tests;

/// <summary>
/// Files as users brought them (tests/vectors/field-cases): each row becomes a deal or is unreadable, each file is read or
/// refused as a whole.
/// </summary>
public sealed class FieldFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>File, encoding, lines that become deals and lines that cannot be read.</summary>
    public static TheoryData<string, string, int[], int[]> Read => new()
    {
        { "uk-1801.csv", "utf-8", [2, 4], [3] },
        { "uk-1995.csv", "utf-8", [2, 3, 4, 5, 6], [] },
        { "uk-epoch.csv", "utf-8", [2, 4, 5], [3, 6, 7] },
        { "uk-grown-1.csv", "utf-8", [2, 3], [] },
        { "uk-grown-2.csv", "utf-8", [2, 3, 4], [] },
        { "uk-official-with-header.csv", "utf-8", [2, 3, 4], [] },
        { "uk-official-monthly.csv", "utf-8", [1, 2, 3], [] },
        { "uk-status.csv", "utf-8", [2, 3, 4], [] },
        { "uk-twice.csv", "utf-8", [2, 3, 4, 5], [] },
        { "uk-postcode.csv", "utf-8", [2, 3], [] },
        { "uk-quotes.csv", "utf-8", [2, 3, 4, 6, 7, 8], [] },
        { "uk-win1252.csv", "windows-1252", [2, 3], [] },
        { "uk-win1252.csv", "iso-8859-1", [2, 3], [] },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public void Every_row_is_a_deal_or_unreadable(string file, string encoding, int[] deals, int[] unreadable)
    {
        var rows = new UkPpdSource(SalesData.FieldCase(file), encoding).Read().ToList();

        Assert.Equal(deals, rows.Where(row => row.Deal is not null).Select(row => row.Line));
        Assert.Equal(unreadable, rows.Where(row => row.Fault is not null).Select(row => row.Line));
    }

    [Fact]
    public void Houses_whose_names_differ_in_one_letter_stay_two_houses()
    {
        var rows = new UkPpdSource(SalesData.FieldCase("uk-win1252.csv"), "windows-1252").Read().ToList();

        Assert.Equal(2, rows.Select(row => row.Deal!.Units[0].Identity).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(rows, row => row.Deal!.Units[0].Identity.Contains('\uFFFD', StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_another_encoding_is_refused_with_line_bytes_and_option_and_uses_up_no_range()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);

        var fault = Assert.Throws<ImportException>(() => Open(journal, new UkPpdSource(SalesData.FieldCase("uk-win1252.csv"))));

        Assert.Contains("C9", fault.Text.English, StringComparison.Ordinal);
        Assert.Contains("--encoding", fault.Text.English, StringComparison.Ordinal);
        Assert.Contains("line 2", fault.Text.English, StringComparison.Ordinal);
        Assert.Equal(0, Open(journal, new UkPpdSource(SalesData.UkSample)).Range.Number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("unique_id,price_paid\n1,2\n")]
    [InlineData("HEADER\n")]
    public void A_file_without_rows_of_the_format_is_refused_and_uses_up_no_range(string content)
    {
        var file = folder["sales.csv"];
        File.WriteAllText(file, content.Replace("HEADER", File.ReadLines(SalesData.UkSample).First(), StringComparison.Ordinal));
        using var journal = ImportJournal.Open(folder["a.db"]);

        for (var i = 0; i <= ImportRange.Ranges; i++)
            Assert.Throws<ImportException>(() => Open(journal, new UkPpdSource(file)));
        Assert.Throws<ImportException>(() => Importer.RequireReadable("uk-ppd", file, new ImportOptions()));

        Assert.Equal((new ImportRange(0), false), Open(journal, new UkPpdSource(SalesData.UkSample)));
        Assert.Equal((new ImportRange(0), true), Open(journal, new UkPpdSource(SalesData.UkSample)));
    }

    [Fact]
    public void A_file_that_is_empty_or_absent_is_named_so_in_both_languages()
    {
        var file = folder["sales.csv"];
        var absent = Assert.Throws<ImportException>(() => new UkPpdSource(file).Read().ToList());
        File.WriteAllText(file, "");
        var empty = Assert.Throws<ImportException>(() => new UkPpdSource(file).Read().ToList());

        Assert.Equal($"{file} does not exist; check the path / 文件{file}不存在；请核对路径", absent.Message);
        Assert.Equal($"{file} is empty; its first line is to name the columns / 文件{file}为空；首行应为列名", empty.Message);
    }

    [Theory]
    [InlineData("short.csv")]
    public void A_file_without_the_columns_is_refused(string file)
        => Assert.Contains("lacks the columns", Assert.Throws<ImportException>(() => new UkPpdSource(SalesData.FieldCase(file)).Read().ToList()).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task A_row_that_an_older_program_planned_although_it_makes_no_case_is_refused_and_the_import_goes_on()
    {
        using var journal = ImportJournal.Open(folder["a.db"]);
        var range = new ImportRange(0);
        var unit = new PlannedUnit("441900900001GB00001F00010001", [], IsParcel: false, "1/1", 0, 10, []);
        var deal = new PlannedDeal(1, 0, "old", 20190304, 10_000_000, [unit with { Share = "no share" }], []);
        journal.OpenImport("uk-ppd", [1], "a");
        journal.AddDeal(range, "sales.csv", 3, deal);
        journal.FinishPlan(range);

        await new CaseRunner(
            journal, range, new Desks(null!, null!, null!), new Counter(new byte[32], static (review, _) => review), together: true)
            .RunAsync(Assert.Single(journal.OpenDeals(range)));

        Assert.Empty(journal.OpenDeals(range));
        Assert.Equal(1, journal.Totals(range).Refused);
        Assert.Contains("out of range", Assert.Single(journal.Rejected(range)).Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_damaged_file_is_read_or_refused()
    {
        var random = new Random(20261130);
        var sample = File.ReadAllBytes(SalesData.UkSample);
        var file = folder["fuzz.csv"];
        for (var i = 0; i < 300; i++)
        {
            var bytes = sample.ToArray();
            for (var changes = random.Next(1, 30); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(
                    3) switch
                { 0 => (byte)"\",\n\r0-9"[random.Next(7)], 1 => (byte)random.Next(256), _ => (byte)random.Next(0x20, 0x7F) };
            }

            File.WriteAllBytes(file, bytes[..(random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length)]);
            foreach (var encoding in (string[])["utf-8", "windows-1252", "gb18030", "utf-16"])
            {
                try
                {
                    Assert.All(new UkPpdSource(file, encoding).Read(), row => Assert.True(row.Deal is null != row.Fault is null));
                }
                catch (ImportException e)
                {
                    Assert.NotEmpty(e.Text.Chinese);
                }
            }
        }
    }

    [Fact]
    public void A_date_that_registers_write_for_none_is_no_day_of_a_sale()
    {
        var rows = new UkPpdSource(SalesData.FieldCase("uk-epoch.csv")).Read().ToList();

        Assert.Contains("1900", rows.Single(row => row.Line == 3).Fault!.Reason.English, StringComparison.Ordinal);
        Assert.Equal(3_600_000ul, CaseText.AcceptedAt(Day.Of(1970, 1, 1)));
        Assert.ThrowsAny<ArithmeticException>(() => CaseText.AcceptedAt(Day.Of(1969, 12, 31)));
    }

    private static (ImportRange Range, bool Resumed) Open(ImportJournal journal, UkPpdSource source)
        => ImportPlan.Open(journal, ImportPlan.Fingerprint(source), source, Ct);
}
