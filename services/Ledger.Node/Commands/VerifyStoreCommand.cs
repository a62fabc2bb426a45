using System.CommandLine;
using System.Globalization;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Departments;
using Ledger.Peers;

namespace Ledger.Node;

/// <summary>
/// <c>ledger-node verify-store</c>: reads both stores of a stopped node, names the first block affected by damage and every
/// damaged row of the record store.
/// </summary>
internal static class VerifyStoreCommand
{
    private const ulong BlocksPerLine = 10_000;

    public static Command Create()
    {
        var file = ConfigurationOption.One();
        var command = new Command(
            "verify-store", "Read a stopped node's ledger and record store and recompute every hash. / 读取已停止节点的账本存储与记录库并重算所有散列。") { file };
        command.SetAction((parsed, ct) => Task.FromResult(Run(parsed.GetValue(file)!, Console.Out, Console.Error, ct)));
        return command;
    }

    internal static int Run(string file, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        try
        {
            var configuration = NodeConfiguration.Load(file);
            FolderLock.RequireFree(configuration.DataFolder);
            NodeFolder.RequireWhole(configuration);
            // Both are read, whatever the first one shows.
            var records = Try(errors, () => VerifyRecords(configuration, output, errors, ct));
            var ledger = Try(errors, () => VerifyLedger(configuration, output, errors, ct));
            return Math.Max(records, ledger);
        }
        catch (Exception e) when (e is NodeConfigurationException or FolderInUseException)
        {
            errors.WriteLine(e.Message);
            return ExitCode.Configuration;
        }
    }

    private static int Try(TextWriter errors, Func<int> verify)
    {
        try
        {
            return verify();
        }
        catch (Exception e) when (e is StoreException or GenesisException or RecordStoreUnavailableException or RecordDamagedException
            or NodeConfigurationException)
        {
            errors.WriteLine(e.Message);
            return ExitCode.Failure;
        }
    }

    private static int VerifyLedger(NodeConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        var head = Peer.VerifyFolder(
            new PeerOptions
            {
                Organisation = configuration.Organisation,
                Directory = configuration.PeerFolder,
                NewStore = NewStoreWord.Read(configuration),
                Genesis = NodeKeys.ReadGenesis(configuration),
                Contract = new LedgerContract(),
                Cosigner = NoteKeyFile.ReadCosigner(configuration.CosignerKey),
            },
            new Progress(errors),
            ct);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{head.Number + 1} blocks, {head.Size} entries: no damage. / {head.Number + 1} 个区块、{head.Size} 个条目：未发现损坏。"));
        return ExitCode.Success;
    }

    private static int VerifyRecords(NodeConfiguration configuration, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        if (RecordStoreVerification.Run(configuration.RecordFile, ct) is not { } report)
        {
            if (NewStoreWord.Read(configuration) is null)
                RecordStorePresence.Check(configuration);
            output.WriteLine($"No record store at {configuration.RecordFile} yet. / 尚无记录库。");
            return ExitCode.Success;
        }

        foreach (var note in report.Notes)
            output.WriteLine(note);

        foreach (var fault in report.Damage)
            errors.WriteLine(fault.Message);

        if (report.Damage.Count > 0)
            return ExitCode.Failure;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows of the record store: no damage. / 记录库 {report.Rows} 行：未发现损坏。"));
        return ExitCode.Success;
    }

    private sealed class Progress(TextWriter errors) : IProgress<ulong>
    {
        public void Report(ulong value)
        {
            if (value > 0 && value % BlocksPerLine == 0)
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"block {value}"));
        }
    }
}
