using System.CommandLine;

namespace Ledger.Node;

/// <summary><c>ledger-node run</c>: runs one node, or several in one process, until SIGINT or SIGTERM.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var files = ConfigurationOption.Several();
        var untilInputEnds = new Option<bool>("--until-input-ends")
        {
            Description = "Also stop when standard input closes, so that the node does not outlive its starter. / 标准输入关闭时也停止。",
        };
        var newStore = new Option<string>("--new-store")
        {
            Description =
                "Begin an empty store anew, from genesis by replay, for the reason given; without it an empty store is damage. / 以所述理由从创世起重放，重建空的存储；不给出时空存储视为损坏。",
            HelpName = "REASON",
        };
        newStore.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--new-store asks for a reason. / --new-store 须写明理由。");
        });
        var word = new Option<string?>("--stand-alone-word")
        {
            Description = "An operator's reason to order and sign although too few other members can be asked what this node's keys signed; it is logged. "
                + "/ 无法向足够的其他成员询问本节点密钥签署到何处时，操作员决定继续排序和签名的理由，记入日志。",
            HelpName = "REASON",
        };
        word.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string?>()))
                result.AddError("--stand-alone-word needs a reason. / --stand-alone-word 须写明理由。");
        });
        var command = new Command("run", "Run nodes until interrupted. / 运行节点直至中断。") { files, untilInputEnds, newStore, word };
        command.Validators.Add(result =>
        {
            if (result.GetResult(newStore) is not null && result.GetValue(files) is { Length: > 1 })
                result.AddError("--new-store is one node's word: name one --config. / --new-store 只针对一个节点：请只给出一个 --config。");
        });
        command.SetAction(
            (parsed, ct) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(untilInputEnds), parsed.GetValue(newStore), parsed.GetValue(word), ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] files, bool untilInputEnds, string? newStore, string? word, CancellationToken ct)
    {
        using var loggers = LoggerFactory.Create(logging => logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Grpc", LogLevel.Warning)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            }));
        var environment = new NodeEnvironment
        {
            Loggers = loggers,
            Executions = files.Length > 1 ? new() : null,
            NewStore = newStore,
            StandAloneWord = word,
        };
        var hosts = new List<NodeHost>();
        try
        {
            // All files are read before anything starts, so that one report shows what must be repaired.
            foreach (var configuration in files.Select(NodeConfiguration.Load).ToList())
            {
                hosts.Add(await NodeHost.StartAsync(configuration, environment, ct));
                Console.Out.WriteLine($"{configuration.Organisation} {hosts[^1].Address}");
            }

            await WaitAsync(untilInputEnds, ct);
            return ExitCode.Success;
        }
        catch (NodeConfigurationException e)
        {
            foreach (var fault in e.Faults)
                Console.Error.WriteLine(fault);
            return ExitCode.Configuration;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        finally
        {
            await Task.WhenAll(hosts.ConvertAll(host => host.DisposeAsync().AsTask()));
        }
    }

    private static async Task WaitAsync(bool untilInputEnds, CancellationToken ct)
    {
        var interrupted = Task.Delay(Timeout.Infinite, ct);
        if (!untilInputEnds)
        {
            await interrupted.ContinueWith(static _ => { }, TaskScheduler.Default);
            return;
        }

        await Task.WhenAny(interrupted, Task.Run(DrainInput, CancellationToken.None));
    }

    private static void DrainInput()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> buffer = stackalloc byte[256];
        while (input.Read(buffer) > 0)
        {
            // Nobody is expected to write; only the end matters.
        }
    }
}
