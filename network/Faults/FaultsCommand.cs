using System.CommandLine;
using System.Globalization;
using Ledger.Node;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary>
/// <c>faults</c>: kills node processes at random moments while acts are written and proves after each restart that nothing
/// acknowledged is lost.
/// </summary>
internal static class FaultsCommand
{
    private const int MaximumKills = 10_000;

    /// <summary>So that the import is still under way at the last kill.</summary>
    private const int SalesPerKill = 40;

    public static Command Create()
    {
        var kills = new Option<int>("--kills")
        {
            Description = "How often. / 次数。",
            HelpName = "N",
            DefaultValueFactory = static _ => 20,
        };
        kills.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaximumKills)
                result.AddError($"--kills is 1 to {MaximumKills}. / --kills 应为 1 至 {MaximumKills}。");
        });
        var seed = new Option<int?>("--seed")
        {
            Description = "Chooses whom and when; the same seed chooses the same again, the machine's timing does not repeat. / 随机种子。",
            HelpName = "N",
        };
        var options = new NetworkOptions();
        var command = new Command("faults",
            "kill -9 of node processes during writes; everything is verified after each restart. / 写入期间随机强杀节点进程，重启后逐项核验。") { kills, seed, options.Ordering };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(kills), parsed.GetValue(seed) ?? Random.Shared.Next(), options.Fabric(parsed), ct));
        return command;
    }

    private static async Task<int> RunAsync(int kills, int seed, FabricOrderingService? fabric, CancellationToken ct)
    {
        var output = Console.Out;
        var folder = Directory.CreateTempSubdirectory("ledger-faults-").FullName;
        try
        {
            output.WriteLine($"seed {seed}; network in {folder} / 种子 {seed}");
            await using (var network = LocalNetwork.Create(new LocalNetworkOptions { Folder = Path.Combine(folder, "net"), Fabric = fabric }))
            {
                await network.StartAsync(NodePlacement.ProcessPerDepartment, ct);
                using var run = new KillRun(network, seed, kills * SalesPerKill, TimeProvider.System);
                await run.RunAsync(kills, new KillTable(output), ct);
                Conclude(output, await run.ConcludeAsync(ct), run);
            }

            Directory.Delete(folder, recursive: true);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is FaultFoundException or LedgerException or NodeConfigurationException or LocalNetworkException
            or IOException or Grpc.Core.RpcException)
        {
            Console.Error.WriteLine($"Seed {seed} found a fault; the network is kept in {folder} / 发现故障，网络保留在 {folder}：");
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
    }

    private static void Conclude(TextWriter output, AuditedChain chain, KillRun run)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Acknowledged} acknowledged acts: every receipt verifies against a later checkpoint, every older checkpoint is a prefix of the replayed log. / {run.Acknowledged} 件回执全部有效。"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Replay: {chain.Blocks} blocks, {chain.Events} events, state root {Convert.ToHexStringLower(chain.StateRoot)} on all four peers; no open record. / 重放到达四方一致的状态根，无未决记录。"));
    }
}
