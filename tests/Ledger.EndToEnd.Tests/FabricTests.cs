using Google.Protobuf;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Log;
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

    [Fact(Timeout = 600_000)]
    public async Task What_Fabric_ordered_comes_to_the_same_state_root_when_the_embedded_ordering_orders_it()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await ImportAsync();
        var onFabric = network.Host(LocalMember.Tax).Peer;
        var entries = onFabric.Reader.ReadEntries(0, onFabric.Head.Size).ToList();
        var clock = new EnvelopeClock();
        await using var peer = Peer.Open(new PeerOptions
        {
            Organisation = LocalMember.Tax,
            Directory = folder["embedded"],
            NewStore = "a test begins",
            Genesis = onFabric.Genesis,
            Contract = new LedgerContract(),
            Time = clock,
        });
        await using var ordering = new EmbeddedOrdering(peer, new EmbeddedOrderingOptions { Time = clock, MaxGather = TimeSpan.Zero });
        foreach (var envelope in entries.Skip(1).Select(entry => EntryCodec.Parse(entry)).Where(entry => entry.Envelope is not null).Select(entry => entry.Envelope))
        {
            clock.Now = DateTimeOffset.FromUnixTimeMilliseconds((long)Payload.Parser.ParseFrom(envelope.Payload).TimeMs);
            Assert.IsType<SubmitResult.Admitted>(await ordering.SubmitAsync(envelope.ToByteArray(), Ct));
        }

        var embedded = peer.Reader.ReadEntries(0, peer.Head.Size);
        var result = await LedgerComparison.RunAsync(Stream(entries), Stream(embedded), onFabric.Genesis.Sha256, new LedgerContract(), Ct);

        Assert.True(result.SameEnvelopes && result.SameState, $"{result.Refusal} {result.DifferingPage}");
        Assert.Null(result.OrderParts);
        Assert.Equal(entries.Count(entry => EntryCodec.Parse(entry).Envelope is not null), result.Common);
        Assert.Equal(onFabric.Head.StateRoot, peer.Head.StateRoot);
        Assert.NotEqual(onFabric.Head.Root, peer.Head.Root);
    }

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(IEnumerable<byte[]> entries) => entries.Select(entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable();

    private async Task ImportAsync() => await Network.Import.Importer.RunAsync(
        network, "uk-ppd", Path.Combine(Repository.Root, "network/samples/uk-ppd.csv"), new Network.Import.ImportOptions(), output: null, TimeProvider.System, Ct);

    /// <summary>A clock that stands at the time of the envelope at hand.</summary>
    private sealed class EnvelopeClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Collector(List<KillOutcome> outcomes) : IProgress<KillOutcome>
    {
        public void Report(KillOutcome value) => outcomes.Add(value);
    }
}
