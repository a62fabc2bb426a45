using Ledger.Contracts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli.Tests;

/// <summary>Tables and city files on the command line, as far as nobody is asked.</summary>
public sealed class TableCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_city_file_of_this_program_is_exported_and_read_again_as_it_is()
    {
        foreach (var file in Cities.Files)
        {
            var path = folder.File(file.Id + ".json");
            var run = await CommandRun.Of("table", "export", "city", "--city", file.Id, "--out", path, "--lang", "en");

            Assert.Equal(ExitCode.Ok, run.Code);
            Assert.Contains("ledger table propose", run.Error, StringComparison.Ordinal);
            Assert.Equal(TableTexts.OfCity(file), TableCommands.Read(path));
            Assert.Equal(ExitCode.File, (await CommandRun.Of("table", "export", "city", "--city", file.Id, "--out", path)).Code);
        }
    }

    [Fact]
    public async Task A_file_with_a_name_that_is_no_field_or_code_is_refused_by_line_with_the_values_allowed()
    {
        folder.Write("unknown.json", "{\n  \"kind\": \"TABLE_KIND_CITY\",\n  \"citi\": \"dongguan\"\n}");
        folder.Write("code.json", "{\n  \"kind\": \"TOWN\"\n}");

        var unknown = await CommandRun.Of("table", "propose", "--file", folder.File("unknown.json"), "--lang", "en");
        var code = await CommandRun.Of("table", "propose", "--file", folder.File("code.json"), "--lang", "zh");

        Assert.Equal((ExitCode.File, ExitCode.File), (unknown.Code, code.Code));
        Assert.Contains("line 3", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("citi", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("calendar", code.Error, StringComparison.Ordinal);
        Assert.Contains("第2行", code.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("governance", "approve", "nonsense")]
    [InlineData("governance", "show", "0123")]
    [InlineData("table", "list", "--day", "2026-02-30")]
    [InlineData("table", "export", "deed-tax", "--city", "linlan")]
    [InlineData("table", "export", "deed-tax", "--from", "tomorrow")]
    public async Task What_cannot_be_meant_is_an_input_fault_in_both_languages(params string[] line)
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var run = await CommandRun.Of([.. line, "--lang", language]);
            Assert.True(run.Code == ExitCode.Input, run.Error);
            Assert.NotEmpty(run.Error);
        }
    }

    [Fact]
    public void The_beginning_of_a_new_table_has_the_rows_that_count_on_its_first_day()
    {
        var rows = PublicationReview.RowsOf(Profiles.Two, TableKind.DeedTax, null);

        var begun = TableTexts.Begin(rows.Clone(), Day.Of(2027, 1, 1));

        Assert.Equal(rows.DeedTax.Count(row => row.Until == 0 || row.Until > 20270101), begun.DeedTax.Count);
        Assert.All(begun.DeedTax, row => Assert.Equal(20270101u, row.From));
        var e = new TablePublished { Kind = TableKind.DeedTax, City = "dongguan", ValidFrom = 20270101, Source = "GG-1", Rows = begun };
        Assert.Empty(PublicationReview.Of(Profiles.Two, e, null, null, Day.Of(2026, 12, 31)).Faults);
    }

    [Fact]
    public void A_changed_field_is_listed_with_what_it_is_and_what_it_becomes()
    {
        var json = TableViews.Json([new FileChange("notice_days", "90", "60"), new FileChange("towns[code=441900003]", "{}", null)]);

        Assert.Equal(
            """[{"field":"notice_days","before":"90","after":"60"},{"field":"towns[code=441900003]","before":"{}","after":null}]""",
            json.ToJsonString());
    }
}
