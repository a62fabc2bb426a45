namespace Ledger.Import;

/// <summary>
/// Imports sales: every row becomes the full case, entered by the clerks of the departments through gRPC. It can be stopped or killed at
/// any moment and run again; what was recorded stays, nothing happens twice.
/// </summary>
public static class Importer
{
    /// <summary>Formats by their name on the command line.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["tw-lvr", "uk-ppd"];

    /// <summary>Runs an import to its end, beginning where it last ended.</summary>
    /// <param name="clerks">Who enters them.</param>
    /// <param name="folder">Where the import keeps its journal and its report of rows; made when absent.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="path">Folder (tw-lvr) or file (uk-ppd).</param>
    /// <param name="options">How.</param>
    /// <param name="output">Progress, for people; null: none.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Stops in order; open rows go on with the next run.</param>
    /// <returns>What became of the file.</returns>
    /// <exception cref="ImportException">The data is not of the format, or a limit is reached.</exception>
    /// <exception cref="Ledger.Verifier.LedgerException">The ledger cannot be reached, or its answers do not verify.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<ImportTotals> RunAsync(
        ImportClerks clerks, string folder, string format, string path, ImportOptions options, TextWriter? output, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clerks);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        var source = Source(format, path, options.Encoding);
        var fingerprint = ImportPlan.Fingerprint(source);
        using var journal = ImportJournal.Open(JournalFile(folder));
        var (range, planned) = ImportPlan.Open(journal, fingerprint, source, cancellationToken);
        var report = new ImportReport(output ?? TextWriter.Null, clock);
        report.Begin(journal.Totals(range), range, resumed: planned, source.Notes);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var desks = Desks.Open(clerks, journal, range, options, clock, halt.Token);
        await using (desks)
        {
            await using var progress = report.Follow(() => journal.Totals(range), () => desks.Waiting);
            await desks.ResumeAsync();
            using var counter = Counter.Open(clerks.Registration, clerks.Reviewer);
            if (journal.Totals(range).Envelopes == 0)
                await desks.Registration.RequireStaffAsync(counter);
            var runner = new CaseRunner(journal, range, desks, counter, together: options.Pack > 1);
            await new ImportRun(journal, range, options).RunAsync(runner, halt);
            await runner.OpenOldBookAsync();
        }

        var totals = journal.Totals(range);
        var rejected = Path.Combine(folder, $"{range.Number}-{format}-rejected.csv");
        report.End(totals, journal.Rejected(range), journal.Lines(range), rejected);
        return totals;
    }

    /// <summary>Refuses data whose beginning shows that it is not of the format, or that holds no row.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="path">Folder (tw-lvr) or file (uk-ppd).</param>
    /// <param name="options">How.</param>
    /// <exception cref="ImportException">A file is absent, cannot be read, lacks a column or a row.</exception>
    public static void RequireReadable(string format, string path, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var source = Source(format, path, options.Encoding);
        ImportPlan.Fingerprint(source);
        if (!source.Read().Any())
        {
            throw new ImportException(new(
                $"{source.Files[0]}中没有数据行；请检查文件", $"{source.Files[0]} holds no row; check the file"));
        }
    }

    /// <summary>The journal of a folder.</summary>
    internal static string JournalFile(string folder) => Path.Combine(folder, "journal.db");

    private static IDealSource Source(string format, string path, string encoding) => format switch
    {
        "tw-lvr" => new TwLvrSource(path, encoding),
        "uk-ppd" => new UkPpdSource(path, encoding),
        _ => throw new ImportException(
            new($"格式“{format}”未知，可用：{string.Join("、", Formats)}", $"format '{format}' is unknown; there are {string.Join(", ", Formats)}")),
    };
}
