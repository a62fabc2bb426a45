using System.Security.Cryptography;
using System.Text;
using Ledger.Client;
using Ledger.Exchange;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>
/// Imports registry messages (接入报文): stages every file, opens units as they stand at the cut-over, proposes the acts after it. It can be
/// stopped or killed at any moment and run again; what was recorded stays, nothing happens twice.
/// </summary>
public static class ExchangeImporter
{
    /// <summary>Name of the format on the command line.</summary>
    public const string Format = "bdc-xml";

    private const int UnitsAtOnce = 16;

    /// <summary>Runs an import to its end.</summary>
    /// <param name="clerk">Registration's clerk, who enters what is read.</param>
    /// <param name="reviewer">Another clerk, who reviews.</param>
    /// <param name="folder">Where the import keeps its journal and the exception list; made when absent.</param>
    /// <param name="source">Folder of the messages.</param>
    /// <param name="exchange">How messages are read.</param>
    /// <param name="options">How they are sent.</param>
    /// <param name="output">Progress, for people; null: none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Stops in order.</param>
    /// <returns>What became of everything staged.</returns>
    /// <exception cref="ImportException">The folder holds no message, the side file is none, or the journal cannot be used.</exception>
    /// <exception cref="Ledger.Verifier.LedgerException">The ledger cannot be reached, or its answers do not verify.</exception>
    public static async Task<ExchangeTotals> RunAsync(
        ClientProfile clerk, ClientProfile reviewer, string folder, string source, ExchangeOptions exchange, ImportOptions options, TextWriter? output,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clerk);
        ArgumentNullException.ThrowIfNull(reviewer);
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(options);
        var facts = exchange.SideFile is { } file ? SideFacts.Read(file) : SideFacts.None;
        var files = ExchangeFolder.Files(source);
        using var journal = ImportJournal.Open(Importer.JournalFile(folder));
        PrivateFile(Importer.JournalFile(folder));
        journal.PrepareExchange();
        var (range, _) = journal.OpenImport(Format, SHA256.HashData(Encoding.UTF8.GetBytes(Format)), source);
        var report = new ExchangeReport(output ?? TextWriter.Null);
        report.Begin(Stage(journal, source, files, cancellationToken), files.Count);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using (var desk = Desks.OpenRegistration(clerk, journal, range, options, clock, halt.Token))
        {
            await desk.ResumeAsync();
            using var counter = Counter.Open(clerk, reviewer);
            using var client = LedgerClient.Connect(clerk, new LedgerClientOptions { Clock = clock });
            await desk.RequireStaffAsync(counter);
            var run = new ExchangeRun(
                journal, desk, new LedgerBook(client.Reader, halt.Token), new DailyAct(facts, counter), exchange, facts, clock)
            {
                Covered = Covered(journal),
            };

            // Parcels and land first: what stands on them follows.
            foreach (var units in journal.ExchangeUnits().ToLookup(static unit => unit.Length > 19 && unit[19] == 'W' ? 0 : 1).OrderBy(static group
                => group.Key))
            {
                await Parallel.ForEachAsync(
                    units, new ParallelOptions { MaxDegreeOfParallelism = UnitsAtOnce, CancellationToken = halt.Token },
                    async (unit, _) => await run.RunAsync(unit));
            }
        }

        var totals = journal.ExchangeTotals(range);
        report.End(totals, journal.Exceptions(), LogComparison.Compare(journal), Path.Combine(folder, $"{Format}-exceptions.csv"));
        return totals;
    }

    /// <summary>Refuses a folder without messages, or a side file that is none, before a network is started for nothing.</summary>
    /// <exception cref="ImportException">It is so.</exception>
    public static void RequireReadable(string source, ExchangeOptions exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ExchangeFolder.Files(source);
        if (exchange.SideFile is { } file)
            SideFacts.Read(file);
    }

    /// <summary>Stages the files; what was staged before is not read into the tables again.</summary>
    /// <returns>Files that are new.</returns>
    private static int Stage(ImportJournal journal, string source, IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var path in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var staged = ExchangeFolder.Stage(source, path);
            var known = journal.IsStaged(staged.Digest);
            if (known && staged.Digest[0] != '!')
                continue;
            added += known ? 0 : 1;
            List<ExchangeRow> rights = staged.Kind == StagedKind.Message ? [.. ExchangeFolder.Message(staged).Of(TableRole.Right)] : [];
            journal.Stage(
                staged,
                rights.SelectMany(static row => CertificateNumbers.Split(row["BDCDJZMH"])).ToHashSet(StringComparer.Ordinal),
                rights.Select(static row => row.Table.Name).ToHashSet(StringComparer.Ordinal));
        }

        return added;
    }

    /// <summary>Mortgages and seizures are always read for; of another kind the source tells when it has a message of it.</summary>
    private static HashSet<EncumbranceKind> Covered(ImportJournal journal)
    {
        var covered = new HashSet<EncumbranceKind> { EncumbranceKind.Mortgage, EncumbranceKind.Seizure };
        foreach (var table in journal.RightTables())
        {
            covered.Add(table switch
            {
                "QLF_QL_YGDJ" => EncumbranceKind.AdvanceNotice,
                "QLF_QL_YYDJ" => EncumbranceKind.Objection,
                "QLF_QL_DYIQ" => EncumbranceKind.Easement,
                _ => EncumbranceKind.Mortgage,
            });
        }

        return covered;
    }

    // Messages name people: the journal that keeps them is its owner's alone.
    private static void PrivateFile(string file)
    {
        foreach (var part in (string[])[file, file + "-wal", file + "-shm"])
        {
            if (!OperatingSystem.IsWindows() && File.Exists(part))
                File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
