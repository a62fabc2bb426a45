using Google.Protobuf;
using Ledger.Client;
using Ledger.Import;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>
/// A sale that is refused when everything on it is paid: a first file sold the house, a second one says that it was sold before,
/// so its transfer would stand before the unit's last recording.
/// </summary>
public sealed class ImportRefusalTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public ImportRefusalTests() => network = LocalNetwork.Create(
        new LocalNetworkOptions { Folder = folder["net"], QuorumWait = TimeSpan.FromSeconds(60) });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ImportOptions OneByOne { get; } = new() { Pack = 1, RowsInFlight = 1, EnvelopesInFlight = 1 };

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task What_was_paid_on_a_refused_row_is_refunded_once_wherever_the_import_was_stopped()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var founded = await network.StatusAsync(LocalMember.Registration);
        var founding = founded.Size - founded.Block - 2;
        var sold = await ImportAsync(Sale("2019-04-03"));
        Assert.Equal((1, 0, 0, 0), Rows(sold));

        var earlier = Sale("2018-04-03");
        var contract = await StopBeforeAsync<RevokeContractRequest>(earlier);
        Assert.Equal(contract, await StopBeforeAsync<RefundTaxRequest>(earlier));
        var refused = await ImportAsync(earlier);

        Assert.Equal((0, 1, 0, 0), Rows(refused));
        var rule = Assert.Single(refused.RefusedByRule);
        Assert.Equal(("C-71", 1), (rule.Rule, rule.Count));
        // Contract signed and filed, taxes declared, assessed and paid; contract revoked, taxes refunded.
        Assert.Equal(7, refused.Events);
        Assert.Equal(["ContractFiled", "ContractRevoked", "ContractSigned"],
            await RecordedAsync("transaction-clerk", static client => client.Transaction.Records, contract));
        Assert.Equal(["TaxAssessed", "TaxDeclared", "TaxPaid", "TaxRefunded"], await RecordedAsync("tax-clerk", static client => client.Tax.Records, contract));
        Assert.Equal(refused.Events, (await ImportAsync(earlier)).Events);

        // The house is free: it can be sold again.
        Assert.Equal((1, 0, 0, 0), Rows(await ImportAsync(Sale("2020-04-03"))));
        // Envelopes of three sales, the first with its opening: acceptance, review and transfer stand in one.
        var status = await network.StatusAsync(LocalMember.Registration);
        Assert.Equal(7ul + 7 + 6, status.Size - status.Block - 2 - founding);
    }

    private static (int Recorded, int Refused, int Unreadable, int Open) Rows(ImportTotals totals)
        => (totals.Recorded, totals.Refused, totals.Unreadable, totals.Open);

    /// <summary>A file of one sale of the house.</summary>
    private string Sale(string date)
    {
        var header = File.ReadLines(SalesData.UkSample).First();
        var file = folder[date + ".csv"];
        File.WriteAllText(
            file, $"{header}\n\"{date}\",\"180000\",\"{date}\",\"ZZ1 1ZZ\",\"T\",\"N\",\"F\",\"\",\"1\",\"INVENTED STREET\",\"\",\"SAMPLETON\",\"SAMPLETON\",\"SAMPLESHIRE\",\"A\",\"\"\n");
        return file;
    }

    private Task<ImportTotals> ImportAsync(string file) => LocalImport.RunAsync(network, "uk-ppd", file, OneByOne, output: null, TimeProvider.System, Ct);

    /// <summary>Runs the import of a file up to the moment at which it would send such an act, and stops it there.</summary>
    /// <returns>Number of the row's contract.</returns>
    private async Task<string> StopBeforeAsync<TAct>(string file)
        where TAct : IMessage
    {
        var source = new UkPpdSource(file);
        using var journal = ImportJournal.Open(Importer.JournalFile(LocalImport.FolderOf(network)));
        var (range, _) = ImportPlan.Open(journal, ImportPlan.Fingerprint(source), source, Ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var desks = new Desks(
            Open(LocalMember.Transaction, static (client, context, acts, ct) => client.Transaction.WriteAsync([.. acts.Cast<TransactionAct>()], context, ct)),
            Open(LocalMember.Tax, static (client, context, acts, ct) => client.Tax.WriteAsync([.. acts.Cast<TaxAct>()], context, ct)),
            Open(
                LocalMember.Registration,
                static (client, context, acts, ct) => client.Registration.WriteAsync([.. acts.Cast<RegistrationAct>()], context, ct)));
        var deal = Assert.Single(journal.OpenDeals(range));
        using var counter = Counter.Open(LocalImport.ClerksOf(network).Registration, LocalImport.ClerksOf(network).Reviewer);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CaseRunner(journal, range, desks, counter, together: false).RunAsync(deal));

        Assert.Equal(1, journal.Totals(range).Open);
        return new DealNumbers(range, deal.Plan.Row, deal.Plan.FirstUnit, Facts.Day.FromNumber(deal.Plan.Date)).Contract;

        Desk Open(string department, BatchWriter write)
        {
            var client = LedgerClient.Connect(network.Profile($"{department}-clerk"), new LedgerClientOptions { Book = new DeskBook(journal, department) });
            return new Desk(client, StopOrWriteAsync, journal, range, OneByOne, TimeProvider.System, stop.Token);

            async Task<WriteOutcome> StopOrWriteAsync(LedgerClient clerk, RequestContext context, IReadOnlyList<IMessage> acts, CancellationToken ct)
            {
                if (acts.Any(static act => act.Descriptor.Fields.InDeclarationOrder().Any(field => field.Accessor.GetValue(act) is TAct)))
                    await stop.CancelAsync();
                ct.ThrowIfCancellationRequested();
                return await write(clerk, context, acts, ct);
            }
        }
    }

    private async Task<IEnumerable<string>> RecordedAsync(string user, Func<LedgerClient, RecordCalls> records, string contract)
    {
        using var client = LedgerClient.Connect(network.Profile(user));
        var found = await records(client).ListAsync(contract, RecordState.Recorded, 10, Ct).ToListAsync(Ct);
        return found.SelectMany(record => record.EventTypes).Select(type => type[(type.LastIndexOf('.') + 1)..]).Order(StringComparer.Ordinal);
    }
}
