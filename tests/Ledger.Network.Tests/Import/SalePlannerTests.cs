using Ledger.Facts;
using Ledger.Import;
using Microsoft.Data.Sqlite;

namespace Ledger.Network.Tests;

/// <summary>A sale is one by the register's own name for it, however often and in whatever file it stands.</summary>
public sealed class SalePlannerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImportJournal journal;

    public SalePlannerTests() => journal = ImportJournal.Open(folder["journal.db"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_file_that_has_grown_records_only_what_is_new()
    {
        Plan("uk-grown-1.csv");

        var grown = Plan("uk-grown-2.csv");

        Assert.Equal((3, 1, 2), (grown.Rows, grown.Open, grown.Known));
    }

    [Fact]
    public void A_file_published_anew_in_another_layout_records_nothing_twice()
    {
        var first = Plan("uk-status.csv");
        Assert.Equal((4, 2, 1, 1), (first.Rows, first.Open, first.Withdrawn, first.Deletions));

        var monthly = Plan("uk-official-monthly.csv");

        Assert.Equal((4, 0, 2, 1, 1), (monthly.Rows, monthly.Open, monthly.Known, monthly.Withdrawn, monthly.Deletions));
    }

    [Fact]
    public void One_name_twice_in_a_file_is_one_sale_and_another_price_is_told()
    {
        var totals = Plan("uk-twice.csv");

        Assert.Equal((4, 2, 1, 1), (totals.Rows, totals.Open, totals.Known, totals.Changed));
        var changed = Assert.Single(journal.Rejected(new ImportRange(0)));
        Assert.Equal(("uk-twice.csv", 5, RowState.Changed), (changed.File, changed.Line, changed.State));
        Assert.Contains("line 3 of uk-twice.csv", changed.Text.English, StringComparison.Ordinal);
        Assert.Contains("price: was '300000.00', is '330000.00'", changed.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Additions_changes_and_deletions_of_a_monthly_file_are_each_accounted_for()
    {
        var totals = Plan("uk-official-monthly.csv");

        // A, A, a change of what no import knows (a sale as any other), and a deletion of the first.
        Assert.Equal((4, 2, 1, 1), (totals.Rows, totals.Open, totals.Withdrawn, totals.Deletions));
        Assert.Equal(["20000000-0000-4000-8000-000000000002", "20000000-0000-4000-8000-000000000003"],
            journal.OpenDeals(new ImportRange(0)).Select(deal => deal.Plan.Id).Order(StringComparer.Ordinal));
        var lines = Assert.Single(journal.Lines(new ImportRange(0)));
        Assert.Equal((4, 0, 4), (lines.Lines, lines.Names, lines.Rows));
    }

    [Fact]
    public void A_change_before_its_case_is_begun_takes_the_place_of_the_sale_and_after_it_is_told()
    {
        Plan("1.csv", Row("31", "250000", "A"));

        var changed = Plan("2.csv", Row("31", "260000", "C"));
        Assert.Equal((1, 0), (changed.Open, changed.Changed));
        Assert.Equal(0, journal.Totals(new ImportRange(0)).Open);
        Assert.Equal(26_000_000UL, Assert.Single(journal.OpenDeals(new ImportRange(1))).Plan.PriceFen);

        Begin(new ImportRange(1));
        var late = Plan("3.csv", Row("31", "270000", "C"), Row("31", "1", "D"));
        Assert.Equal((0, 2), (late.Open, late.Changed));
        Assert.Contains("was '260000.00', is '270000.00'", journal.Rejected(new ImportRange(2))[0].Text.English, StringComparison.Ordinal);
        Assert.Contains("let its import come to its end", journal.Rejected(new ImportRange(2))[1].Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_a_recorded_sale_takes_it_back_and_a_deletion_of_that_change_takes_back_the_recorded_one()
    {
        Plan("1.csv", Row("31", "250000", "A"));
        Record(new ImportRange(0));

        var changed = Plan("2.csv", Row("31", "260000", "C"), Row("31", "260000", "C"), Row("31", "1", "D"));

        // The change, the same again, and the deletion, which concerns the sale in the book and not the change that was not begun.
        Assert.Equal((3, 1, 1, 1), (changed.Rows, changed.Open, changed.Known, changed.Withdrawn));
        Assert.Equal(
            [(RowChange.Change, RowState.Known, 1), (RowChange.Change, RowState.Withdrawn, 1), (RowChange.Deletion, RowState.Open, 1)], changed.ByChange);
        var taken = journal.FindTaken(new ImportRange(1), 3)!;
        Assert.Equal((0, 1, RowChange.Deletion, TakeBackStage.Standing), (taken.Old.Import.Number, taken.Old.Row, taken.Change, taken.Stage));
    }

    [Fact]
    public void A_change_of_what_stands_on_no_page_corrects_nothing()
    {
        Plan("1.csv", Row("31", "250000", "A"));
        Record(new ImportRange(0));

        var changed = Plan("2.csv", Row("31", "250000", "C").Replace("\"A\",\"C\"", "\"B\",\"C\"", StringComparison.Ordinal));

        Assert.Equal((0, 1), (changed.Open, changed.Changed));
        Assert.Contains("that stands on no page", Assert.Single(journal.Rejected(new ImportRange(1))).Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_of_what_no_import_knows_changes_nothing()
        => Assert.Equal((1, 0, 1), Plan("1.csv", Row("31", "250000", "D")) is var totals ? (totals.Rows, totals.Open, totals.Deletions) : default);

    [Fact]
    public void A_sale_that_was_refused_is_led_through_when_its_register_publishes_it_again()
    {
        Plan("1.csv", Row("31", "250000", "A"));
        journal.Refuse(new ImportRange(0), 1);

        Assert.Equal(1, Plan("2.csv", Row("31", "250000", "A"), Row("32", "1000", "A")).Open - 1);
    }

    [Fact]
    public void A_status_that_is_none_is_named()
        => Assert.Contains("'record_status' is 'X', expected A (addition), C (change) or D (deletion)",
            Assert.Single(new UkPpdSource(Write("1.csv", Row("31", "250000", "X"))).Read()).Fault!.Reason.English, StringComparison.Ordinal);

    [Fact]
    public async Task Sales_before_1970_stand_in_the_old_book_and_the_last_of_them_is_taken_over()
    {
        Plan("1.csv", Row("31", "1000", "A", "1958-02-03"), Row("32", "2000", "A", "1969-12-31"), Row("33", "90000", "A", "1995-06-30"));
        var range = new ImportRange(0);
        var runner = new CaseRunner(journal, range, new Desks(null!, null!, null!), new Counter(new byte[32], static (review, _) => review), together: true);
        foreach (var deal in journal.OpenDeals(range).Where(static deal => OldBook.Holds(deal.Plan)).ToList())
            await runner.RunAsync(deal);

        Assert.Equal((2, 1), (journal.Totals(range).OldBook, journal.Totals(range).Open));
        var sale = Assert.Single(journal.OpenDeals(range)).Plan;
        var title = journal.FindTitle(sale.Units[0].Code)!;
        Assert.Equal((false, 19691231u), (title.IsOpen, title.Recorded));
        var numbers = new DealNumbers(range, sale.Row, sale.FirstUnit, Day.FromNumber(sale.Date));
        var opening = UnitOpening.Act(sale, numbers, 0, title).OpenMigrated;
        Assert.Equal(("1969-12-31", 0UL, "1995-06-30"), (opening.Recording.RecordingDate, opening.Recording.RecordingTimeMs, opening.MigrationDate));
        Assert.Equal(range.Buyer(2).CitizenNumber, Assert.Single(opening.Opening.Owners).Party.DocumentNumber);
        Assert.Contains("（1969）", opening.Opening.Owners[0].Certificate, StringComparison.Ordinal);
        Assert.Equal(2, journal.UnopenedDeals(range).Count);
    }

    [Fact]
    public void Advice_speaks_of_the_file_and_of_nothing_that_the_import_invents()
    {
        foreach (var rule in (string[])["C-26", "C-51", "C-57", "C-71", "C-23", "C-06", "C-69", "F-07", "INPUT", "C-99"])
        {
            var advice = RowAdvice.For(rule);
            Assert.NotEmpty(advice.Chinese);
            Assert.DoesNotMatch("contract|acceptance|certificate|filing|ticket|business number", advice.English);
            Assert.DoesNotMatch("合同|受理|证号|备案|税票|业务号", advice.Chinese);
        }
    }

    private ImportTotals Plan(string name, params string[] rows)
    {
        var source = new UkPpdSource(rows.Length == 0 ? SalesData.FieldCase(name) : Write(name, rows));
        var (range, _) = ImportPlan.Open(journal, ImportPlan.Fingerprint(source), source, Ct);
        return journal.Totals(range);
    }

    private string Write(string name, params string[] rows)
    {
        File.WriteAllLines(folder[name], rows);
        return folder[name];
    }

    /// <summary>A row of an official file.</summary>
    private static string Row(string id, string price, string status, string date = "2019-04-04")
        => $"\"{{10000000-0000-4000-8000-0000000000{id}}}\",\"{price}\",\"{date} 00:00\",\"ZZ1 1ZZ\",\"T\",\"N\",\"F\",\"1\",\"\",\"CHANGED STREET\",\"\","
            + $"\"SAMPLETON\",\"SAMPLETON\",\"SAMPLESHIRE\",\"A\",\"{status}\"";

    /// <summary>The contract of an import's first row is on the ledger.</summary>
    private void Begin(ImportRange range) => Set("progress = 1", range);

    /// <summary>The transfer of an import's first row is on the ledger.</summary>
    private void Record(ImportRange range) => Set("progress = 6, state = 1", range);

    private void Set(string values, ImportRange range)
    {
        using var connection = new SqliteConnection($"Data Source={folder["journal.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE deals SET {values} WHERE import = $1";
        command.Parameters.AddWithValue("$1", range.Number);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
