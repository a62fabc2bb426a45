using Grpc.Core;
using Ledger.Chain;
using Ledger.Client;
using Ledger.Contracts;
using Ledger.V1;

namespace Ledger.Network.Tests;

/// <summary>The rule profile of a network: founded on, and changed by governance.</summary>
[Collection(Networks.Collection)]
public sealed class ProfileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact(Timeout = 600_000)]
    public async Task A_network_is_founded_on_the_newest_profile_and_replays_with_it()
    {
        await using var network = await StartAsync(new LocalNetworkOptions { Folder = folder["net"] });
        Assert.Equal(RecordState.Recorded, (await network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);

        Assert.Equal(Profiles.Newest.Number, (await ReplayAsync(network)).Head.Profile);
    }

    [Fact(Timeout = 600_000)]
    public async Task The_next_profile_is_put_in_force_by_governance_on_a_ledger_of_the_one_before()
    {
        await using var network = await StartAsync(new LocalNetworkOptions { Folder = folder["net"], Profile = 1 });

        await ActivateAsync(network, 2);

        Assert.Equal(RecordState.Recorded, (await network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
        Assert.Equal(2u, (await ReplayAsync(network)).Head.Profile);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_profile_that_the_nodes_do_not_have_is_refused()
    {
        await using var network = await StartAsync(new LocalNetworkOptions { Folder = folder["net"] });

        var refused = await Assert.ThrowsAsync<RpcException>(() => ActivateAsync(network, Profiles.Newest.Number + 1));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
    }

    private static async Task<LocalNetwork> StartAsync(LocalNetworkOptions options)
    {
        var network = LocalNetwork.Create(options with { QuorumWait = TimeSpan.FromSeconds(60) });
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        return network;
    }

    private static async Task ActivateAsync(LocalNetwork network, uint profile)
    {
        using var proposer = network.Administrator(LocalMember.Registration);
        var proposal = (await proposer.ProposeAsync(new ActivateProfile { Profile = profile }, Ct)).LeafHash.ToByteArray();
        foreach (var department in new[] { LocalMember.Transaction, LocalMember.Tax, LocalMember.Finance })
        {
            using var approver = network.Administrator(department);
            await approver.ApproveAsync(proposal, Ct);
        }
    }

    private static async Task<ReplayResult> ReplayAsync(LocalNetwork network)
    {
        using var auditor = LedgerClient.Connect(network.Profile("auditor"));
        var checkpoint = (await auditor.Reader.GetCheckpointAsync(department: LocalMember.Tax, cancellationToken: Ct)).Checkpoint!;
        var entries = auditor.Reader.ReadEntriesAsync(0, checkpoint.Size, LocalMember.Tax, Ct).Select(entry => entry.Entry.Memory);
        var replayed = await Replay.RunAsync(entries, network.GenesisSha256, new LedgerContract(), progress: null, Ct);
        Assert.Equal(checkpoint.Root.ToArray(), replayed.Head.Root);
        return replayed;
    }
}
