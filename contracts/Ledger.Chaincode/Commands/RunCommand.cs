using System.CommandLine;
using Ledger.Chain;
using Ledger.Fabric.Protocol;
using Microsoft.Extensions.Logging;

namespace Ledger.Chaincode;

/// <summary><c>ledger-chaincode run</c>: serves peers until SIGINT or SIGTERM.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var server = new ServerOptions();
        var ledger = new LedgerOptions();
        var command = new Command("run", "Serve peers until interrupted. / 为节点提供链码服务直至中断。");
        server.AddTo(command);
        ledger.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(server, ledger, parsed, ct));
        return command;
    }

    private static async Task<int> RunAsync(ServerOptions server, LedgerOptions ledger, ParseResult parsed, CancellationToken ct)
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
        try
        {
            var options = server.Read(parsed, Environment.GetEnvironmentVariable);
            using var tls = options.Tls;
            using var chaincode = new LedgerChaincode(
                ledger.Read(parsed) with { Threads = options.MaxConcurrentTransactions }, loggers.CreateLogger<LedgerChaincode>());
            await using var running = await ChaincodeServer.StartAsync(chaincode, options, loggers, ct);
            Console.Out.WriteLine($"{options.PackageId} {running.EndPoint}");
            await Task.Delay(Timeout.Infinite, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (e is ChaincodeEnvironmentException or GenesisException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Configuration;
        }
    }
}
