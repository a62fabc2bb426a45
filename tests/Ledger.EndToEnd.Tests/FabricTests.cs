using Ledger.Network;
using Ledger.Network.Fabric;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>The whole system with Hyperledger Fabric as its ordering, from Fabric's own programs. Without them these tests are skipped.</summary>
public sealed class FabricTests : IAsyncDisposable
{
    /// <summary>Kills, in this order, Fabric's orderer, all nodes of ours, and one of Fabric's peers.</summary>
    private const int Seed = 270;

    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public FabricTests()
    {
        network = null!;
        try
        {
            FabricPrograms.Require();
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"], Fabric = FabricOrderingService.Raft });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task Nothing_acknowledged_is_lost_when_nodes_of_either_side_are_killed_during_writes()
    {
        await network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);
        var outcomes = new List<KillOutcome>();
        using var run = new KillRun(network, Seed, sales: 40, TimeProvider.System);

        await run.RunAsync(3, new Collector(outcomes), Ct);
        var chain = await run.ConcludeAsync(Ct);

        Assert.Equal(run.Acknowledged, outcomes[^1].Receipts);
        Assert.Contains(outcomes, outcome => outcome.Killed.Count == 4);
        Assert.Contains(outcomes, outcome => network.Fabric!.Nodes.Contains(outcome.Killed[0]));
        Assert.True(chain.Events > (ulong)run.Acknowledged);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_says_that_its_Fabric_peer_is_away_and_catches_up_when_it_is_back_also_after_a_restart_of_everything()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await ImportAsync();
        await network.Fabric!.KillNodeAsync("peer0.tax");
        await network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "WAITING" && status.DetailEn.Contains("ledger", StringComparison.Ordinal));
        Assert.Equal("FOLLOWING", (await network.StatusAsync(LocalMember.Registration)).State);

        await network.Fabric.StartNodeAsync("peer0.tax", Ct);
        await network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "FOLLOWING");
        var before = await network.StatusAsync(LocalMember.Tax);
        await network.RestartAsync(Ct);
        await network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "FOLLOWING");

        var after = await network.StatusAsync(LocalMember.Tax);
        Assert.Equal((before.Block, before.StateRoot), (after.Block, after.StateRoot));
        using var clients = new NetworkClients(network, TimeProvider.System);
        Assert.Equal(after.Block + 1, (await new LedgerAudit(network, clients, TimeProvider.System).ReplayAsync([], Ct)).Blocks);
    }

    private async Task ImportAsync() => await Network.Import.Importer.RunAsync(
        network, "uk-ppd", Path.Combine(Repository.Root, "network/samples/uk-ppd.csv"), new Network.Import.ImportOptions(), output: null, TimeProvider.System, Ct);

    private sealed class Collector(List<KillOutcome> outcomes) : IProgress<KillOutcome>
    {
        public void Report(KillOutcome value) => outcomes.Add(value);
    }
}
