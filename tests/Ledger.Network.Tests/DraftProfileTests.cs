using Grpc.Core;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>Networks that execute the rule profile that is being written.</summary>
[Collection(Networks.Collection)]
public sealed class DraftProfileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task A_network_founded_on_the_draft_records_and_replays_with_the_draft_only()
    {
        var founded = new LocalNetworkOptions { Folder = folder["net"], DraftProfile = true, Profile = (int)Profiles.Draft.Number };
        await using var network = await StartAsync(founded);
        Assert.Equal(RecordState.Recorded, (await network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);

        var replayed = await ReplayAsync(network, network.Nodes[0].Rules);

        Assert.Equal(Profiles.Draft.Number, replayed.Head.Profile);
        var refused = await Assert.ThrowsAsync<ReplayException>(() => ReplayAsync(network, new LedgerContract()));
        Assert.Contains("does not have rule profile 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task The_draft_is_put_in_force_by_governance_where_the_nodes_execute_it()
    {
        await using var network = await StartAsync(new LocalNetworkOptions { Folder = folder["net"], DraftProfile = true });

        await ActivateAsync(network);

        Assert.Equal(RecordState.Recorded, (await network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
        Assert.Equal(Profiles.Draft.Number, (await ReplayAsync(network, network.Nodes[0].Rules)).Head.Profile);
    }

    [Fact(Timeout = 600_000)]
    public async Task An_ordinary_network_refuses_to_activate_the_draft()
    {
        await using var network = await StartAsync(new LocalNetworkOptions { Folder = folder["net"] });

        var refused = await Assert.ThrowsAsync<RpcException>(() => ActivateAsync(network));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
    }

    private static async Task<LocalNetwork> StartAsync(LocalNetworkOptions options)
    {
        var network = LocalNetwork.Create(options with { QuorumWait = TimeSpan.FromSeconds(60) });
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        return network;
    }

    private static async Task ActivateAsync(LocalNetwork network)
    {
        using var proposer = network.Administrator(LocalMember.Registration);
        var proposal = (await proposer.ProposeAsync(new ActivateProfile { Profile = Profiles.Draft.Number }, Ct)).LeafHash.ToByteArray();
        foreach (var department in new[] { LocalMember.Transaction, LocalMember.Tax, LocalMember.Finance })
        {
            using var approver = network.Administrator(department);
            await approver.ApproveAsync(proposal, Ct);
        }
    }

    private static async Task<ReplayResult> ReplayAsync(LocalNetwork network, IContract rules)
    {
        using var auditor = LedgerClient.Connect(network.Profile("auditor"));
        var checkpoint = (await auditor.Reader.GetCheckpointAsync(department: LocalMember.Tax, cancellationToken: Ct)).Checkpoint!;
        var entries = auditor.Reader.ReadEntriesAsync(0, checkpoint.Size, LocalMember.Tax, Ct).Select(entry => entry.Entry.Memory);
        var replayed = await Replay.RunAsync(entries, network.GenesisSha256, rules, progress: null, Ct);
        Assert.Equal(checkpoint.Root.ToArray(), replayed.Head.Root);
        return replayed;
    }
}
