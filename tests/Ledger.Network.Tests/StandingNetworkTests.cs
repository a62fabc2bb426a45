using Grpc.Core;
using Grpc.Health.V1;
using Ledger.Client;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network.Tests;

/// <summary>What nodes do after a start with a folder of an older day.</summary>
[Collection(Networks.Collection)]
public sealed class StandingNetworkTests : NetworkTest
{
    [Theory(Timeout = 600_000)]
    [InlineData(NodePlacement.OneProcess)]
    [InlineData(NodePlacement.ProcessPerDepartment)]
    public async Task Yesterdays_folder_of_the_ordering_node_put_back_forks_nothing_catches_up_and_goes_on(NodePlacement placement)
    {
        await Network.StartAsync(placement, Ct);
        await Network.RevokeUnusedCertificateAsync(LocalMember.Tax);
        await Network.StopNodeAsync(LocalMember.Registration);
        var data = Network.Node(LocalMember.Registration).DataFolder;
        TemporaryFolder.Copy(data, PathOf("yesterday"));
        await StartRegistrationAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
        var head = await Network.StatusAsync(LocalMember.Tax);

        await Network.StopNodeAsync(LocalMember.Registration);
        Directory.Delete(data, recursive: true);
        TemporaryFolder.Copy(PathOf("yesterday"), data);
        await StartRegistrationAsync();
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);

        foreach (var node in Network.Nodes)
        {
            var status = await Network.WaitForStatusAsync(node.Organisation, status => status.QuorumBlock == head.Block + 1 && status.State == "FOLLOWING");
            Assert.Equal(head.Block + 1, status.Block);
            Assert.Empty(status.Alarms);
        }

        Assert.Contains("catching up to block 4 from block 1", await LogAsync(LocalMember.Registration), StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task While_a_member_cannot_be_asked_the_ordering_node_takes_nothing_in_and_what_was_sent_is_recorded_once_it_can()
    {
        await using var impatient = LocalNetwork.Create(
            new LocalNetworkOptions { Folder = PathOf("impatient"), Profile = 1, QuorumWait = TimeSpan.FromSeconds(1) });
        await impatient.StartAsync(NodePlacement.OneProcess, Ct);
        await impatient.StopNodeAsync(LocalMember.Finance);
        await impatient.StopNodeAsync(LocalMember.Registration);
        await impatient.StartNodeAsync(LocalMember.Registration, Ct);

        var kept = await Assert.ThrowsAsync<RpcException>(() => impatient.RevokeUnusedCertificateAsync(LocalMember.Registration));

        Assert.Equal(StatusCode.Unavailable, kept.StatusCode);
        Assert.Contains("Record 1 is kept and will be submitted again: After its start it asks the other members",
            kept.Status.Detail, StringComparison.Ordinal);
        var asking = await impatient.WaitForStatusAsync(
            LocalMember.Registration, status => status.DetailEn.Contains("not answered yet: finance (", StringComparison.Ordinal));
        Assert.Equal(("ASKING", 0ul, 1ul), (asking.State, asking.Block, asking.OpenRecords));
        Assert.DoesNotContain("tax", asking.DetailEn, StringComparison.Ordinal);
        Assert.Contains("--stand-alone-word", asking.DetailZh, StringComparison.Ordinal);

        await impatient.StartNodeAsync(LocalMember.Finance, Ct);
        await impatient.WaitForStatusAsync(LocalMember.Registration, status => status is { State: "FOLLOWING", QuorumBlock: 1, OpenRecords: 0 });
    }

    [Fact(Timeout = 600_000)]
    public async Task A_moved_ordering_takes_over_the_blocks_that_all_the_others_signed()
    {
        await using var impatient = LocalNetwork.Create(
            new LocalNetworkOptions { Folder = PathOf("impatient"), Profile = 1, QuorumWait = TimeSpan.FromSeconds(1) });
        await impatient.StartAsync(NodePlacement.OneProcess, Ct);
        await impatient.StopNodeAsync(LocalMember.Tax);
        for (var i = 0; i < 2; i++)
            Assert.Equal(RecordState.Ordered, (await impatient.RevokeUnusedCertificateAsync(LocalMember.Registration)).State);
        foreach (var department in new[] { LocalMember.Transaction, LocalMember.Finance })
            await impatient.WaitForStatusAsync(department, status => status.Block == 2);
        await impatient.StopAsync();
        impatient.MoveOrdering(LocalMember.Tax);

        await impatient.StartAsync(NodePlacement.OneProcess, Ct);

        foreach (var node in impatient.Nodes)
            Assert.Empty((await impatient.WaitForStatusAsync(node.Organisation, status => status is { QuorumBlock: >= 2, State: "FOLLOWING" })).Alarms);
    }

    [Fact(Timeout = 600_000)]
    public async Task By_a_wrong_word_a_block_number_is_cut_twice_and_every_node_that_sees_it_says_so_for_ever()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await Network.StopNodeAsync(LocalMember.Registration);
        var data = Network.Node(LocalMember.Registration).DataFolder;
        TemporaryFolder.Copy(data, PathOf("yesterday"));
        await Network.StartNodeAsync(LocalMember.Registration, Ct);
        await Network.RevokeUnusedCertificateAsync(LocalMember.Registration);
        await Network.StopAsync();
        Directory.Delete(data, recursive: true);
        TemporaryFolder.Copy(PathOf("yesterday"), data);

        Network.StandAloneWord = "the other sites are lost";
        await Network.StartNodeAsync(LocalMember.Registration, Ct);
        await Network.WaitForStatusAsync(LocalMember.Registration, status => status.State == "FOLLOWING");
        // No quorum is to be had: the second first block is ordered and signed.
        var writing = Network.RevokeUnusedCertificateAsync(LocalMember.Registration);
        await Network.WaitForStatusAsync(LocalMember.Registration, status => status.Block == 1);
        Network.StandAloneWord = null;
        string[] others = [LocalMember.Transaction, LocalMember.Tax, LocalMember.Finance];
        foreach (var department in others)
            await Network.LaunchNodeAsync(department, Ct);
        foreach (var department in others)
        {
            var alarmed = await Network.WaitForStatusAsync(department, status => status.Alarms.Count > 0);
            Assert.Equal("registration", Assert.Single(alarmed.Alarms).Organisation);
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await HealthAsync(department, "alarms"));
            using var reader = LedgerClient.Connect(Network.Profile("auditor"));
            var reported = Assert.Single((await reader.Reader.GetCheckpointReportAsync(department: department, cancellationToken: Ct)).Alarms);
            Assert.True(reported.IsBelieved, reported.Fault?.English);
            Assert.NotEqual(reported.First!.Root.ToArray(), reported.Second!.Root.ToArray());
        }

        await Network.StopNodeAsync(LocalMember.Registration);
        await writing.ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.Contains("by an operator's word, \"the other sites are lost\"", await LogAsync(LocalMember.Registration), StringComparison.Ordinal);
        await Network.StopNodeAsync(LocalMember.Tax);
        await Network.LaunchNodeAsync(LocalMember.Tax, Ct);
        Assert.Single((await Network.StatusAsync(LocalMember.Tax)).Alarms);
    }

    private async Task StartRegistrationAsync()
    {
        await Network.StartNodeAsync(LocalMember.Registration, Ct);
        await Network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "FOLLOWING");
    }

    private async Task<string> LogAsync(string department)
    {
        var path = Path.Combine(Path.GetDirectoryName(Network.Node(department).File)!, "node.log");
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await reader.ReadToEndAsync(Ct);
    }
}
