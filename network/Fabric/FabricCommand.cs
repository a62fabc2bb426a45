using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Node;

namespace Ledger.Network;

/// <summary><c>fabric</c>: brings the Fabric network up and leaves it running until SIGINT or SIGTERM.</summary>
internal static class FabricCommand
{
    private const int MaximumBatchTimeout = 60_000;

    public static Command Create()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Folder of the Fabric network; made when absent. / Fabric 网络目录，不存在时新建。",
            HelpName = "DIR",
            DefaultValueFactory = _ => FabricNetworkOptions.DefaultFolder,
        };
        var service = new Option<FabricOrderingService>("--ordering-service")
        {
            Description = "raft: one orderer; bft: four, one per department, Fabric 3.x. / raft 为单排序节点；bft 为四部门各一。",
            HelpName = "raft|bft",
            DefaultValueFactory = _ => FabricOrderingService.Raft,
        };
        var peers = new Option<int>("--peers")
        {
            Description = "Peers per department. / 每个部门的节点数。",
            HelpName = "1|2",
            DefaultValueFactory = _ => 1,
        };
        peers.Validators.Add(result => Require(result, peers, 1, FabricNetworkOptions.MaximumPeers));
        var batch = new Option<int>("--batch-timeout")
        {
            Description = "How long ordering waits for more before it cuts a block. / 出块等待时间。",
            HelpName = "MS",
            DefaultValueFactory = _ => 100,
        };
        batch.Validators.Add(result => Require(result, batch, 1, MaximumBatchTimeout));
        var genesis = new Option<string?>("--genesis")
        {
            Description = "Genesis of the ledger; by default that of a ledger in DIR-ledger, made when absent. / 账本创世文件；默认取 DIR-ledger 中账本的，不存在时新建。",
            HelpName = "FILE",
        };
        var restart = NetworkOptions.RestartOption();
        var command = new Command(
            "fabric", "Start the four departments' Hyperledger Fabric network from the programs on the PATH. / 用 PATH 中的程序启动四部门 Fabric 网络。")
        {
            folder, service, peers, batch, genesis, restart,
        };
        command.SetAction((parsed, ct) => RunAsync(
            () => new FabricNetworkOptions
            {
                Folder = parsed.GetValue(folder)!,
                OrderingService = parsed.GetValue(service),
                PeersPerOrganisation = parsed.GetValue(peers),
                BatchTimeout = TimeSpan.FromMilliseconds(parsed.GetValue(batch)),
                GenesisFile = parsed.GetValue(genesis) ?? DefaultGenesis(parsed.GetValue(folder)!),
                GenesisSha256 = default,
            },
            parsed.GetValue(restart),
            ct));
        return command;
    }

    /// <summary>
    /// Genesis of a ledger beside the Fabric network: in a folder of its own, so that no folder of a whole network is begun
    /// with an ordering nobody chose.
    /// </summary>
    internal static string DefaultGenesis(string folder)
    {
        var ledger = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + "-ledger";
        return LocalNetwork.OpenOrCreate(new LocalNetworkOptions { Folder = ledger }, insistOnOrdering: false).GenesisFile;
    }

    private static async Task<int> RunAsync(Func<FabricNetworkOptions> read, bool restart, CancellationToken ct)
    {
        try
        {
            var options = read();
            options = options with { GenesisSha256 = SHA256.HashData(await File.ReadAllBytesAsync(options.GenesisFile, ct)) };
            Console.Out.WriteLine("Starting orderers, peers and chaincode… / 正在启动排序节点、对等节点与链码……");
            await using var network = await FabricNetwork.StartAsync(options, ct);
            Describe(network, options);
            await new ProcessWatch(network, restart, Console.Out, TimeProvider.System).RunAsync(ct);
            Console.Out.WriteLine("Stopping… / 正在停止……");
            return 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
        catch (FolderInUseException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.InUse;
        }
        catch (Exception e) when (e is LocalNetworkException or NodeConfigurationException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Describe(FabricNetwork network, FabricNetworkOptions options)
    {
        var output = Console.Out;
        output.WriteLine($"Fabric {network.Version} runs in {network.Folder} / Fabric 网络已启动");
        output.WriteLine($"  channel {FabricNetwork.Channel}, chaincode {FabricNetwork.Chaincode} = {FabricNetwork.PackageId}");
        output.WriteLine($"  genesis {Path.GetFullPath(options.GenesisFile)}");
        foreach (var orderer in network.Orderers)
            output.WriteLine($"  {orderer.Name,-22} {orderer.Address}  pid {Pid(network, orderer.Name)}  {orderer.MspId}");
        foreach (var organisation in network.Organisations)
        {
            foreach (var peer in organisation.Peers)
                output.WriteLine($"  {peer.Name,-22} {peer.Address}  pid {Pid(network, peer.Name)}  {organisation.MspId}");
            var chaincode = $"chaincode.{organisation.Department}";
            output.WriteLine($"  {chaincode,-22} {"",-15}  pid {Pid(network, chaincode)}");
            output.WriteLine($"  {"",-22} {organisation.Client.MspFolder}");
            output.WriteLine($"  {"",-22} {organisation.TlsRoot}");
        }

        output.WriteLine($"Each node's log is node.log in {network.Folder}/nodes/<name>. / 日志见各节点目录下的 node.log。");
        output.WriteLine($"To run `peer` as a department's administrator: . {network.Folder}/operator/<department>.sh / 管理员命令环境。");
        output.WriteLine("Ctrl+C stops it. / 按 Ctrl+C 停止。");
    }

    private static string Pid(FabricNetwork network, string name) => network.ProcessId(name)?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static void Require(System.CommandLine.Parsing.OptionResult result, Option<int> option, int low, int high)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < low || value > high))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {low} to {high}. / {option.Name} 应为 {low} 至 {high}。"));
    }
}
