using Google.Protobuf;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Log;
using Ledger.Network;
using Ledger.Peers;
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
    public async Task An_outage_of_the_orderer_is_told_by_answer_and_status_and_ends_by_itself()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var founded = (await network.StatusAsync(LocalMember.Registration)).Block;
        await network.Fabric!.KillNodeAsync("orderer.registration");
        var writing = RevokeUnusedAsync();

        var status = await network.WaitForStatusAsync(LocalMember.Registration, status => status.State == "WAITING");
        Assert.Contains("Fabric's orderers did not take a transaction", status.DetailEn, StringComparison.Ordinal);
        Assert.Contains("Fabric 排序节点未受理", status.DetailZh, StringComparison.Ordinal);
        Assert.Equal("FOLLOWING", (await network.StatusAsync(LocalMember.Tax)).State);
        var answer = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => writing);
        Assert.Contains("is kept and will be submitted again: Fabric's orderers did not take", answer.Status.Detail, StringComparison.Ordinal);

        await network.Fabric.StartNodeAsync("orderer.registration", Ct);
        await network.WaitForStatusAsync(LocalMember.Registration, status => status is { State: "FOLLOWING", OpenRecords: 0 } && status.Block == founded + 1);
    }

    [Fact(Timeout = 600_000)]
    public async Task An_orderer_whose_disk_is_lost_is_not_replaced_by_an_empty_chain_and_goes_on_when_its_folder_is_back()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        var founded = (await network.StatusAsync(LocalMember.Registration)).Block;
        await RevokeUnusedAsync();
        var data = Path.Combine(network.Fabric!.NodeFolder("orderer.registration"), "data");
        await network.StopAsync();
        Directory.Move(data, folder["kept"]);
        Directory.CreateDirectory(data);

        var refusal = await Assert.ThrowsAsync<LocalNetworkException>(() => network.StartAsync(NodePlacement.OneProcess, Ct));
        Assert.Contains("orderer.registration has no block of channel ledger, while peer0.", refusal.Message, StringComparison.Ordinal);

        Directory.Delete(data, recursive: true);
        Directory.Move(folder["kept"], data);
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        await RevokeUnusedAsync();
        Assert.Equal(founded + 2, (await network.StatusAsync(LocalMember.Registration)).Block);
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
        foreach (var envelope in entries.Skip(1).Select(entry => EntryCodec.Parse(entry)).Where(entry => entry.Envelope is not null)
            .Select(entry => entry.Envelope))
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

    /// <summary>The smallest write there is: registration revokes a certificate of its own that nobody uses.</summary>
    private async Task<WriteReply> RevokeUnusedAsync()
    {
        using var authority = network.Authority(LocalMember.Registration, TimeProvider.System);
        using var unused = authority.Issue(CertificateRole.Operator, "unused");
        using var administrator = new LocalAdministrator(network.Profile($"{LocalMember.Registration}-administrator"), TimeProvider.System);
        return await administrator.ProposeAsync(
            new RevokeCertificate
            {
                CreditCode = LocalMember.All.Single(member => member.Organisation == LocalMember.Registration).CreditCode,
                Certificate = ByteString.CopyFrom(unused.RawData),
            },
            Ct);
    }

    private static IAsyncEnumerable<ReadOnlyMemory<byte>> Stream(IEnumerable<byte[]> entries)
        => entries.Select(entry => (ReadOnlyMemory<byte>)entry).ToAsyncEnumerable();

    private async Task ImportAsync() => await LocalImport.RunAsync(
        network, "uk-ppd", Path.Combine(Repository.Root, "network/samples/uk-ppd.csv"), new Import.ImportOptions(), output: null, TimeProvider.System, Ct);

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
