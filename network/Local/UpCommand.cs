using System.CommandLine;
using Ledger.Node;

namespace Ledger.Network;

/// <summary><c>up</c>: makes the network when there is none, starts it and leaves it running until SIGINT or SIGTERM.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var options = new NetworkOptions();
        var command = new Command(
            "up",
            "Start the network and leave it running. Exit code 3 after an alarm (a key signed two roots), 4 where a department's records are missing. "
            + "/ 启动网络并保持运行。退出码 3：出现过警报（某密钥签署了两个根）；4：某部门缺少记录。");
        options.AddTo(command);
        command.Options.Add(options.Restart);
        command.SetAction((parsed, ct) => RunAsync(() => options.Open(parsed), options.Placement(parsed), options.Restarts(parsed), ct));
        return command;
    }

    private static async Task<int> RunAsync(Func<LocalNetwork> open, NodePlacement placement, bool restart, CancellationToken ct)
    {
        try
        {
            await using var network = open();
            network.LeavesStoppedNodes = true;
            await network.StartAsync(placement, ct);
            Describe(network);
            var watch = new AlarmWatch(network, Console.Out);
            using (var ending = CancellationTokenSource.CreateLinkedTokenSource(ct))
            {
                var watching = watch.RunAsync(ending.Token);
                try
                {
                    await new ProcessWatch(network, restart, Console.Out, TimeProvider.System).RunAsync(ct);
                }
                finally
                {
                    await ending.CancelAsync();
                    await watching;
                }
            }

            Console.Out.WriteLine("Stopping… / 正在停止……");
            return watch.ExitCode;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (FolderInUseException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.InUse;
        }
        catch (Exception e) when (e is NodeConfigurationException or LocalNetworkException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
    }

    private static void Describe(LocalNetwork network)
    {
        var output = Console.Out;
        output.WriteLine($"The local network runs in {network.Folder} / 本地网络已启动");
        foreach (var node in network.Nodes)
        {
            var process = network.ProcessId(node.Organisation) is { } id ? $"  pid {id}" : "";
            var orders = node.Orders ? "  orders / 排序" : "";
            output.WriteLine($"  {node.Organisation,-13} {network.Address(node.Organisation)}{process}{orders}");
            output.WriteLine($"  {"",-13} {node.File}");
        }

        if (network.Fabric is { } fabric)
        {
            output.WriteLine(
                $"Ordering / 排序   Hyperledger Fabric {fabric.Version} ({fabric.OrderingService}) in {fabric.Folder}, channel {FabricNetwork.Channel}");
        }

        output.WriteLine($"Genesis / 创世  {network.GenesisFile}");
        output.WriteLine($"                sha256 {Convert.ToHexStringLower(network.GenesisSha256)}");
        output.WriteLine($"Policy / 策略   {network.PolicyFile}");
        output.WriteLine("Profiles for `ledger --profile` / 客户端配置：");
        foreach (var user in LocalUser.All)
            output.WriteLine($"  {network.ProfileFolder(user.Name)}");
        output.WriteLine("Ctrl+C stops it. / 按 Ctrl+C 停止。");
    }
}
