using Ledger.Client;
using Ledger.Import;

namespace Ledger.Network.Tests;

/// <summary>Two sales of one house, and an import that is told to stop during the first.</summary>
public sealed class ImportStopTests : IDisposable
{
    private static readonly ImportOptions OneByOne = new() { Pack = 1, RowsInFlight = 8, EnvelopesInFlight = 1 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task No_row_sends_anything_once_the_import_is_told_to_stop()
    {
        var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });
        var source = new UkPpdSource(TwoSales());
        using var journal = ImportJournal.Open(Importer.JournalFile(LocalImport.FolderOf(network)));
        var (range, _) = ImportPlan.Open(journal, ImportPlan.Fingerprint(source), source, TestContext.Current.CancellationToken);
        Assert.Equal(2, journal.OpenDeals(range).Count());
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var sent = 0;
        await using (var desks = new Desks(Open(LocalMember.Transaction), Open(LocalMember.Tax), Open(LocalMember.Registration)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => new ImportRun(journal, range, OneByOne).RunAsync(
                    new CaseRunner(journal, range, desks, new Counter(new byte[32], static (review, _) => review), together: false), halt));
        }

        // The house is opened for the first sale; the second would have opened it for itself.
        Assert.Equal(1, sent);

        Desk Open(string department) => new(
            LedgerClient.Connect(network.Profile($"{department}-clerk"), new LedgerClientOptions { Book = new DeskBook(journal, department) }),
            async (_, _, _, ct) =>
            {
                Interlocked.Increment(ref sent);
                await halt.CancelAsync();
                ct.ThrowIfCancellationRequested();
                throw new InvalidOperationException("The stop does not reach the desk.");
            },
            journal, range, OneByOne, TimeProvider.System, halt.Token);
    }

    private string TwoSales()
    {
        var file = folder["sales.csv"];
        File.WriteAllLines(file, [File.ReadLines(SalesData.UkSample).First(), Sale("2018-04-03"), Sale("2019-04-03")]);
        return file;
    }

    private static string Sale(string date)
        => $"\"{date}\",\"180000\",\"{date}\",\"ZZ1 1ZZ\",\"T\",\"N\",\"F\",\"\",\"1\",\"INVENTED STREET\",\"\",\"SAMPLETON\",\"SAMPLETON\",\"SAMPLESHIRE\",\"A\",\"\"";
}
