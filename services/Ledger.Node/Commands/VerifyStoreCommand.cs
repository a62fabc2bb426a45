using System.CommandLine;
using System.Globalization;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Departments.Records;

namespace Ledger.Node.Commands;

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
        var command = new Command("verify-store", "Read a stopped node's ledger and record store and recompute every hash. / 读取已停止节点的账本存储与记录库并重算所有散列。") { file };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken ct)
    {
        try
        {
            var configuration = NodeConfiguration.Load(file);
            NodeFolder.RequireWhole(configuration);
            // Both are read, whatever the first one shows.
            var records = await TryAsync(() => Task.FromResult(VerifyRecords(configuration, ct)));
            var ledger = await TryAsync(() => VerifyLedgerAsync(configuration, ct));
            return Math.Max(records, ledger);
        }
        catch (NodeConfigurationException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Configuration;
        }
    }

    private static async Task<int> TryAsync(Func<Task<int>> verify)
    {
        try
        {
            return await verify();
        }
        catch (Exception e) when (e is StoreException or GenesisException or RecordStoreUnavailableException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
    }

    private static async Task<int> VerifyLedgerAsync(NodeConfiguration configuration, CancellationToken ct)
    {
        // Without its keys the peer signs nothing while it is read.
        await using var peer = Peer.Open(new PeerOptions
        {
            Organisation = configuration.Organisation,
            Directory = configuration.PeerFolder,
            Genesis = NodeKeys.ReadGenesis(configuration),
            Contract = new LedgerContract(),
        });
        peer.VerifyStore(new Progress(), ct);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{peer.Head.Number + 1} blocks, {peer.Head.Size} entries: no damage. / {peer.Head.Number + 1} 个区块、{peer.Head.Size} 个条目：未发现损坏。"));
        return ExitCode.Success;
    }

    private static int VerifyRecords(NodeConfiguration configuration, CancellationToken ct)
    {
        if (RecordStoreVerification.Run(configuration.RecordFile, ct) is not { } report)
        {
            Console.Out.WriteLine($"No record store at {configuration.RecordFile} yet. / 尚无记录库。");
            return ExitCode.Success;
        }

        foreach (var note in report.Notes)
        {
            Console.Out.WriteLine(note);
        }

        foreach (var fault in report.Damage)
        {
            Console.Error.WriteLine(fault.Message);
        }

        if (report.Damage.Count > 0)
        {
            return ExitCode.Failure;
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows of the record store: no damage. / 记录库 {report.Rows} 行：未发现损坏。"));
        return ExitCode.Success;
    }

    private sealed class Progress : IProgress<ulong>
    {
        public void Report(ulong value)
        {
            if (value > 0 && value % BlocksPerLine == 0)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"block {value}"));
        }
    }
}
