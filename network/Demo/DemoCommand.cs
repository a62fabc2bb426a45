using System.CommandLine;
using Ledger.Node;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary><c>demo</c>: makes a new network, tells its stories on it and stops it.</summary>
internal static class DemoCommand
{
    private const string DefaultFolder = ".local/demo";

    /// <summary>Marks a folder as one that the demo made and may make anew.</summary>
    private const string Mark = "made-by-demo";

    public static Command Create()
    {
        var folder = new Option<string>("--dir")
        {
            Description = "Folder of the demo's network; made anew each time. / 演示网络目录，每次重建。",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultFolder,
        };
        var options = new NetworkOptions();
        var command = new Command("demo", "Run three stories on a new network. / 在新网络上演示三个故事。")
        {
            folder, options.Processes, options.Ordering,
        };
        command.SetAction((parsed, ct) =>
        {
            var made = new LocalNetworkOptions { Folder = parsed.GetValue(folder)!, Fabric = options.Fabric(parsed) };
            return RunAsync(made, options.Placement(parsed), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(LocalNetworkOptions made, NodePlacement placement, CancellationToken ct)
    {
        var output = Console.Out;
        var folder = made.Folder;
        try
        {
            Clear(folder);
            output.WriteLine("Making certificates, keys and genesis of four departments, two banks and an audit office… / 正在生成证书、密钥与创世……");
            await using var network = LocalNetwork.Create(made);
            await File.WriteAllTextAsync(Path.Combine(folder, Mark), "", ct);
            if (made.Fabric is not null)
                output.WriteLine("Starting Hyperledger Fabric: orderers, four peers, chaincode… / 正在启动 Hyperledger Fabric……");
            await network.StartAsync(placement, ct);
            if (network.Fabric is { } ordering)
                output.WriteLine($"  Fabric {ordering.Version} ({ordering.OrderingService}) in {ordering.Folder}");
            foreach (var node in network.Nodes)
            {
                output.WriteLine(
                    $"  {node.Organisation,-13} {network.Address(node.Organisation)}{(network.ProcessId(node.Organisation) is { } id ? $"  pid {id}" : "")}");
            }

            using var story = new DemoStory(network, new Narrator(output), TimeProvider.System, Path.Combine(folder, "evidence"), ct);
            await story.RunAsync();
            output.WriteLine();
            output.WriteLine($"Done. Everything is in {network.Folder} / 演示完成。");
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (FolderInUseException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.InUse;
        }
        catch (Exception e) when (e is DemoException or LedgerException or NodeConfigurationException or LocalNetworkException
            or IOException or Grpc.Core.RpcException)
        {
            Console.Error.WriteLine();
            Console.Error.WriteLine($"The demo stopped: {e.Message} / 演示中止");
            return ExitCode.Failure;
        }
    }

    private static void Clear(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        if (!File.Exists(Path.Combine(folder, Mark)))
        {
            throw new IOException(
                $"{Path.GetFullPath(folder)} exists and was not made by the demo; name another folder with --dir. / 目录已存在且非演示所建，请用 --dir 另选。");
        }
        // Moved aside first: nobody finds it half removed.
        var old = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.{Guid.NewGuid():n}.old";
        using (FolderLock.Take(folder))
            Directory.Move(folder, old);
        Directory.Delete(old, recursive: true);
    }
}
