using System.CommandLine;
using System.Globalization;
using Ledger.Chain;
using Ledger.Contracts;

namespace Ledger.Node.Commands;

/// <summary><c>ledger-node verify-store</c>: reads the whole store of a stopped node and names the first block affected by damage.</summary>
internal static class VerifyStoreCommand
{
    private const ulong BlocksPerLine = 10_000;

    public static Command Create()
    {
        var file = ConfigurationOption.One();
        var command = new Command("verify-store", "Read a stopped node's whole store and recompute every hash. / 读取已停止节点的全部存储并重算所有散列。") { file };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(file)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string file, CancellationToken ct)
    {
        try
        {
            var configuration = NodeConfiguration.Load(file);
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
        catch (NodeConfigurationException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Configuration;
        }
        catch (Exception e) when (e is StoreException or GenesisException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
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
