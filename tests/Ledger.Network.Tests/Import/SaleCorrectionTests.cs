using Ledger.Client;
using Ledger.Facts;
using Ledger.Import;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>
/// What a register changes and deletes after its sales were recorded: the book is corrected and the taxes are refunded where the law allows
/// it; where it does not, the row is on the exception list with its reason. Every row is counted, and the same file again changes nothing.
/// </summary>
public sealed class SaleCorrectionTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public SaleCorrectionTests() => network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], QuorumWait = TimeSpan.FromSeconds(60) });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task Changes_and_deletions_of_recorded_sales_are_corrections_of_the_book_each_accounted_for()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var january = await ImportAsync(
            "january.csv",
            Row(1, "250000", "A", "2019-01-04"), Row(2, "300000", "A", "2019-01-07"), Row(3, "150000", "A", "2019-01-08"), Row(4, "90000", "A", "2019-01-09"),
            Row(5, "95000", "A", "2019-01-16", house: 4));
        Assert.Equal((5, 5), (january.Rows, january.Recorded));

        // Another price and another day; taken back; taken back when it was sold again since; another price of what was sold again since.
        string[] february =
        [
            Row(6, "400000", "A", "2019-02-01"), Row(1, "260000", "C", "2019-01-04"), Row(2, "300000", "C", "2019-01-03"), Row(3, "150000", "D", "2019-01-08"),
            Row(4, "90000", "D", "2019-01-09"), Row(7, "1", "D", "2019-01-09"),
        ];
        using var told = new StringWriter();
        var totals = await ImportAsync("february.csv", told, february);

        Assert.Equal((6, 3, 1, 1, 1, 0), (totals.Rows, totals.Recorded, totals.TakenBack, totals.Changed, totals.Deletions, totals.Open));
        Assert.Contains("1  additions / 新增 = 1 Recorded", told.ToString(), StringComparison.Ordinal);
        Assert.Contains("2  changes / 更改 = 2 Recorded", told.ToString(), StringComparison.Ordinal);
        Assert.Contains("3  deletions / 删除 = 1 Changed, 1 Deletion, 1 TakenBack", told.ToString(), StringComparison.Ordinal);
        Assert.Contains("sold again since", told.ToString(), StringComparison.Ordinal);

        // The first import knows what became of its rows: two changed, one taken back, all of them once recorded.
        var since = await ImportAsync("january.csv");
        Assert.Equal((5, 2, 3), (since.Rows, since.Recorded, since.Corrected));

        // The book: the changed sales by their new contracts, the deleted one back with who held it before, its taxes refunded.
        using (var journal = ImportJournal.Open(Importer.JournalFile(LocalImport.FolderOf(network))))
        using (var client = LedgerClient.Connect(network.Profile("registration-clerk")))
        {
            var (first, second) = (new ImportRange(0), new ImportRange(1));
            var sale = journal.FindSale("uk-ppd", Id(1))!;
            Assert.Equal((1, 26_000_000ul), (sale.Import.Number, sale.Plan.PriceFen));
            var title = await TitleAsync(client, sale.Plan.Units[0].Code);
            Assert.Equal(26_000_000ul, title.UnitPriceFen);
            Assert.Equal(new DealNumbers(second, sale.Row, sale.Plan.FirstUnit, Day.Of(2019, 1, 4)).Contract, title.ContractNumber);

            var deleted = journal.FindSale("uk-ppd", Id(3))!;
            Assert.Equal((0, RowState.Corrected), (deleted.Import.Number, deleted.State));
            var held = Assert.Single(journal.FindTitle(deleted.Plan.Units[0].Code)!.Owners);
            Assert.Equal(first.Holder(deleted.Row).CitizenNumber, held.CitizenNumber);
            title = await TitleAsync(client, deleted.Plan.Units[0].Code);
            Assert.Equal(held.Certificate, Assert.Single(title.Owners).Certificate.Number);
            var tax = TaxPage.Parser.ParseFrom((await client.Reader.GetPageAsync(PageKeys.Tax(title.ContractNumber), cancellationToken: Ct)).Page!.Body);
            Assert.NotEmpty(tax.Tickets);
            Assert.All(tax.Tickets, static ticket => Assert.Equal((ticket.AmountFen, RefundReason.Annulled), (ticket.RefundedFen, ticket.RefundReason)));
        }

        // The same file again, and the same rows in another file, change nothing.
        Assert.Equal((totals.Events, totals.Recorded), (await ImportAsync("february.csv")) is var again ? (again.Events, again.Recorded) : default);
        var march = await ImportAsync("march.csv", [.. february.Reverse()]);
        Assert.Equal((6, 0, 3, 1, 2), (march.Rows, march.Events, march.Known, march.Changed, march.Deletions));

        // The house that came back can be sold again.
        Assert.Equal(1, (await ImportAsync("april.csv", Row(8, "155000", "A", "2019-04-08", house: 3))).Recorded);
    }

    private static string Id(int sale) => $"10000000-0000-4000-8000-00000000{sale:D4}";

    /// <summary>A row of an official file.</summary>
    private static string Row(int sale, string price, string status, string date, int house = 0)
        => $"\"{{{Id(sale)}}}\",\"{price}\",\"{date} 00:00\",\"ZZ1 1ZZ\",\"T\",\"N\",\"F\",\"{(house == 0 ? sale : house)}\",\"\",\"CHANGED STREET\",\"\","
            + $"\"SAMPLETON\",\"SAMPLETON\",\"SAMPLESHIRE\",\"A\",\"{status}\"";

    private static async Task<TitlePage> TitleAsync(LedgerClient client, string unit)
        => TitlePage.Parser.ParseFrom((await client.Reader.GetPageAsync(PageKeys.Title(unit), cancellationToken: Ct)).Page!.Body);

    private Task<ImportTotals> ImportAsync(string name, params string[] rows) => ImportAsync(name, output: null, rows);

    private Task<ImportTotals> ImportAsync(string name, TextWriter? output, params string[] rows)
    {
        if (rows.Length > 0)
            File.WriteAllLines(folder[name], rows);
        return LocalImport.RunAsync(network, "uk-ppd", folder[name], new ImportOptions(), output, TimeProvider.System, Ct);
    }
}
