using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network.Tests;

[Collection(Networks.Collection)]
public sealed class RunningNetworkTests : NetworkTest
{
    [Theory(Timeout = 600_000)]
    [InlineData(NodePlacement.OneProcess)]
    [InlineData(NodePlacement.ProcessPerDepartment)]
    public async Task A_write_gets_a_receipt_under_the_readers_policy_and_survives_a_restart(NodePlacement placement)
    {
        await Network.StartAsync(placement, Ct);
        var reply = await Network.RevokeUnusedCertificateAsync(LocalMember.Tax);

        Assert.Equal(RecordState.Recorded, reply.State);
        var proof = TlogProof.Parse(reply.Receipt.TlogProof);
        var policy = Policy.Parse(await File.ReadAllTextAsync(Network.PolicyFile, Ct));
        Assert.True(policy.Verify(proof.Note).IsValid);
        var before = await Network.StatusAsync(LocalMember.Finance);

        await Network.RestartAsync(Ct);

        var after = await Network.StatusAsync(LocalMember.Finance);
        Assert.Equal((before.Block, before.StateRoot), (after.Block, after.StateRoot));
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
    }

    [Fact(Timeout = 600_000)]
    public async Task Without_one_peer_a_write_stays_ordered_and_its_receipt_comes_once_the_peer_is_back()
    {
        await using var impatient = LocalNetwork.Create(
            new LocalNetworkOptions { Folder = PathOf("impatient"), Profile = 1, QuorumWait = TimeSpan.FromSeconds(1) });
        await impatient.StartAsync(NodePlacement.OneProcess, Ct);
        await impatient.StopNodeAsync(LocalMember.Finance);

        var reply = await impatient.RevokeUnusedCertificateAsync(LocalMember.Registration);

        Assert.Equal(RecordState.Ordered, reply.State);
        var missing = await impatient.StatusAsync(LocalMember.Registration);
        Assert.Equal((1ul, 0ul), (missing.Block, missing.QuorumBlock));

        await impatient.StartNodeAsync(LocalMember.Finance, Ct);

        var back = await impatient.WaitForStatusAsync(LocalMember.Registration, status => status.QuorumBlock == 1 && status.OpenRecords == 0);
        Assert.Equal("FOLLOWING", back.State);
        var caughtUp = await impatient.WaitForStatusAsync(LocalMember.Finance, status => status.QuorumBlock == 1);
        Assert.Equal(missing.StateRoot, caughtUp.StateRoot);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_peer_whose_store_was_removed_catches_up_from_block_1()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        for (var i = 0; i < 3; i++)
            await Network.RevokeUnusedCertificateAsync(LocalMember.Transaction);
        var head = await Network.StatusAsync(LocalMember.Registration);
        await Network.StopNodeAsync(LocalMember.Tax);
        Directory.Delete(Path.Combine(Network.Node(LocalMember.Tax).DataFolder, "peer", "store"), recursive: true);
        NewStoreWord.Give(Network.Node(LocalMember.Tax), "the store was removed");

        await Network.StartNodeAsync(LocalMember.Tax, Ct);

        var rebuilt = await Network.WaitForStatusAsync(LocalMember.Tax, status => status.Block == head.Block);
        Assert.Equal(head.StateRoot, rebuilt.StateRoot);
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Transaction)).State);
    }

    [Fact(Timeout = 600_000)]
    public async Task The_ordering_moves_by_configuration_and_goes_on_from_the_new_nodes_own_store()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await Network.RevokeUnusedCertificateAsync(LocalMember.Registration);
        var before = await Network.WaitForStatusAsync(LocalMember.Tax, status => status.Block == 1);
        await Network.StopAsync();
        Network.MoveOrdering(LocalMember.Tax);

        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        var reply = await Network.RevokeUnusedCertificateAsync(LocalMember.Registration);

        Assert.Equal(RecordState.Recorded, reply.State);
        var tax = await Network.StatusAsync(LocalMember.Tax);
        Assert.True(tax.Orders);
        Assert.False((await Network.StatusAsync(LocalMember.Registration)).Orders);
        Assert.Equal(before.Block + 1, tax.Block);
    }

    [Fact(Timeout = 600_000)]
    public async Task While_the_ordering_node_is_away_the_others_say_so_and_follow_again_when_it_is_back()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await Network.StopNodeAsync(LocalMember.Registration);

        var waiting = await Network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "WAITING");
        Assert.NotEmpty(waiting.DetailEn);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await HealthAsync(LocalMember.Tax));

        await Network.StartNodeAsync(LocalMember.Registration, Ct);

        await Network.WaitForStatusAsync(LocalMember.Tax, status => status.State == "FOLLOWING");
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await HealthAsync(LocalMember.Tax));
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
    }

    [Fact(Timeout = 600_000)]
    public async Task Killed_processes_start_again_with_everything_that_was_acknowledged()
    {
        await Network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);
        var reply = await Network.RevokeUnusedCertificateAsync(LocalMember.Registration);
        var size = (await Network.StatusAsync(LocalMember.Registration)).Size;

        await Network.KillNodeAsync(LocalMember.Registration);
        await Network.StartNodeAsync(LocalMember.Registration, Ct);
        await Network.KillAsync();
        await Network.StartAsync(NodePlacement.ProcessPerDepartment, Ct);

        Assert.Equal(RecordState.Recorded, reply.State);
        Assert.Equal(size, (await Network.StatusAsync(LocalMember.Tax)).Size);
        Assert.Equal(RecordState.Recorded, (await Network.RevokeUnusedCertificateAsync(LocalMember.Registration)).State);
        Assert.Equal(0ul, (await Network.StatusAsync(LocalMember.Registration)).OpenRecords);
    }

    [Fact(Timeout = 600_000)]
    public async Task Only_a_departments_node_certificate_opens_the_node_service()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        using var bank = Network.Authority(LocalMember.BankA, TimeProvider.System);
        using var department = Network.Authority(LocalMember.Tax, TimeProvider.System);
        using var bankNode = bank.Issue(CertificateRole.Node, "bank-a node");
        using var clerk = department.Issue(CertificateRole.Operator, "clerk");
        using var node = department.Issue(CertificateRole.Node, "tax node");
        using var root = Network.Authority(LocalMember.Registration, TimeProvider.System);

        foreach (var refused in new[] { bankNode, clerk })
        {
            using var channel = NodeChannel.Open(Network.Address(LocalMember.Registration), refused, root.Root, NullLoggerFactory.Instance);
            var service = new NodeService.NodeServiceClient(channel);
            Assert.Equal(StatusCode.PermissionDenied,
                (await Fails(async () => await service.GetStatusAsync(new NodeStatusRequest(), cancellationToken: Ct))).StatusCode);
            Assert.Equal(StatusCode.PermissionDenied,
                (await Fails(async () => await service.SubmitEnvelopeAsync(new SubmitEnvelopeRequest(), cancellationToken: Ct))).StatusCode);
            using var blocks = service.ReadBlocks(new ReadBlocksRequest { First = 1 }, cancellationToken: Ct);
            Assert.Equal(StatusCode.PermissionDenied, (await Fails(() => blocks.ResponseStream.MoveNext(Ct))).StatusCode);
        }

        using var open = NodeChannel.Open(Network.Address(LocalMember.Registration), node, root.Root, NullLoggerFactory.Instance);
        Assert.Equal("registration", (await new NodeService.NodeServiceClient(open).GetStatusAsync(new NodeStatusRequest(), cancellationToken: Ct))
            .Organisation);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_server_of_another_organisation_is_not_trusted()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        using var tax = Network.Authority(LocalMember.Tax, TimeProvider.System);
        using var node = tax.Issue(CertificateRole.Node, "tax node");
        using var channel = NodeChannel.Open(Network.Address(LocalMember.Registration), node, tax.Root, NullLoggerFactory.Instance);

        var failure = await Fails(async () => await new NodeService.NodeServiceClient(channel).GetStatusAsync(new NodeStatusRequest(), cancellationToken: Ct));

        Assert.Contains("AuthenticationException", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_that_does_not_order_takes_no_envelopes_and_shows_no_blocks()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        using var tax = Network.Authority(LocalMember.Tax, TimeProvider.System);
        using var node = tax.Issue(CertificateRole.Node, "tax node");
        using var channel = NodeChannel.Open(Network.Address(LocalMember.Tax), node, tax.Root, NullLoggerFactory.Instance);
        var service = new NodeService.NodeServiceClient(channel);

        Assert.Equal(StatusCode.FailedPrecondition,
            (await Fails(async () => await service.SubmitEnvelopeAsync(new SubmitEnvelopeRequest(), cancellationToken: Ct))).StatusCode);
        using var blocks = service.ReadBlocks(new ReadBlocksRequest { First = 1 }, cancellationToken: Ct);
        Assert.Equal(StatusCode.FailedPrecondition, (await Fails(() => blocks.ResponseStream.MoveNext(Ct))).StatusCode);
    }

    [Fact(Timeout = 600_000)]
    public async Task Blocks_go_ahead_only_to_who_asks_for_them_and_all_get_the_same_durable_ones()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        using var tax = Network.Authority(LocalMember.Tax, TimeProvider.System);
        using var registration = Network.Authority(LocalMember.Registration, TimeProvider.System);
        using var node = tax.Issue(CertificateRole.Node, "tax node");
        using var channel = NodeChannel.Open(Network.Address(LocalMember.Registration), node, registration.Root, NullLoggerFactory.Instance);
        var service = new NodeService.NodeServiceClient(channel);
        using var plain = service.ReadBlocks(new ReadBlocksRequest { First = 1 }, cancellationToken: Ct);
        using var asking = service.ReadBlocks(new ReadBlocksRequest { First = 1, Ahead = true }, cancellationToken: Ct);
        for (var i = 0; i < 3; i++)
            await Network.RevokeUnusedCertificateAsync(LocalMember.Registration);

        var durable = new List<BlockMessage>();
        while (durable.Count < 3 && await plain.ResponseStream.MoveNext(Ct))
            durable.Add(plain.ResponseStream.Current);

        Assert.Equal([1UL, 2, 3], durable.Select(block => block.Number));
        Assert.All(durable, block => Assert.True(!block.Ahead && block.Envelopes.Count > 0));
        BlockMessage? ahead = null;
        for (var next = 0; next < 3 && await asking.ResponseStream.MoveNext(Ct);)
        {
            var block = asking.ResponseStream.Current;
            if (block.Ahead)
            {
                ahead = block;
                continue;
            }

            Assert.Equal(durable[next].Number, block.Number);
            Assert.Equal(durable[next++].Envelopes, block.Envelopes.Count > 0 ? block.Envelopes : ahead!.Envelopes);
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task A_network_whose_port_was_taken_starts_on_others()
    {
        var taken = Network.Node(LocalMember.Tax).Listen.Port;
        using var squatter = new TcpListener(IPAddress.Loopback, taken);
        squatter.Start();

        await Network.StartAsync(NodePlacement.OneProcess, Ct);

        Assert.NotEqual(taken, Network.Node(LocalMember.Tax).Listen.Port);
        Assert.Equal(Network.Node(LocalMember.Tax).Listen.Port, Network.Profile("tax-clerk").Services["tax"].Address.Port);
        Assert.Equal("FOLLOWING", (await Network.StatusAsync(LocalMember.Tax)).State);
    }

    [Theory(Timeout = 600_000)]
    [InlineData(NodePlacement.OneProcess)]
    [InlineData(NodePlacement.ProcessPerDepartment)]
    public async Task A_node_configured_for_another_genesis_does_not_start(NodePlacement placement)
    {
        var node = Network.Node(LocalMember.Registration);
        (node with { Genesis = node.Genesis with { Sha256 = new string('0', 64) } }).Save(node.File);
        var reopened = LocalNetwork.Open(Network.Folder);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => reopened.StartAsync(placement, Ct));

        Assert.Contains("genesis.sha256", failure.Message, StringComparison.Ordinal);
        Assert.False(reopened.IsRunning(LocalMember.Registration));
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_with_another_organisations_certificate_does_not_start()
    {
        var node = Network.Node(LocalMember.Registration) with { Node = Network.Node(LocalMember.Tax).Node };

        var failure = await Assert.ThrowsAsync<NodeConfigurationException>(() => NodeHost.StartAsync(node, new NodeEnvironment(), Ct));

        Assert.Contains("root of registration", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_node_on_port_0_tells_the_port_it_was_given()
    {
        var node = Network.Node(LocalMember.Registration);

        await using var host = await NodeHost.StartAsync(node with { Listen = node.Listen with { Port = 0 } }, new NodeEnvironment(), Ct);

        Assert.NotEqual(0, host.Address.Port);
    }

    [Fact(Timeout = 600_000)]
    public async Task Records_and_store_of_a_running_node_are_checked_on_request()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        await Network.RevokeUnusedCertificateAsync(LocalMember.Tax);
        using var administrator = Network.Administrator(LocalMember.Tax);

        var records = Assert.Single(await administrator.CheckRecordsAsync(Ct));
        var store = Assert.Single(await administrator.VerifyStoreAsync(Ct));

        Assert.Equal((true, 1ul), (records.Finished, records.RecordsChecked));
        Assert.Equal((true, 2ul), (store.Finished, store.BlocksChecked));
    }

    [Fact(Timeout = 600_000)]
    public async Task Blocks_beyond_the_orderings_newest_are_refused_with_what_to_do()
    {
        await Network.StartAsync(NodePlacement.OneProcess, Ct);
        using var authority = Network.Authority(LocalMember.Registration, TimeProvider.System);
        using var node = authority.Issue(CertificateRole.Node, "registration node");
        using var channel = NodeChannel.Open(Network.Address(LocalMember.Registration), node, authority.Root, NullLoggerFactory.Instance);
        var service = new NodeService.NodeServiceClient(channel);

        using var ahead = service.ReadBlocks(new ReadBlocksRequest { First = 3 }, cancellationToken: Ct);
        var refused = await Fails(() => ahead.ResponseStream.MoveNext(Ct));
        using var genesis = service.ReadBlocks(new ReadBlocksRequest(), cancellationToken: Ct);

        Assert.Equal(StatusCode.OutOfRange, refused.StatusCode);
        Assert.Contains("Move the ordering", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.InvalidArgument, (await Fails(() => genesis.ResponseStream.MoveNext(Ct))).StatusCode);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_peer_with_blocks_that_the_moved_ordering_lacks_stops_and_is_rebuilt_with_new_keys()
    {
        await using var impatient = LocalNetwork.Create(
            new LocalNetworkOptions { Folder = PathOf("impatient"), Profile = 1, QuorumWait = TimeSpan.FromSeconds(1) });
        await impatient.StartAsync(NodePlacement.OneProcess, Ct);
        foreach (var department in new[] { LocalMember.Transaction, LocalMember.Tax, LocalMember.Finance })
            await impatient.StopNodeAsync(department);
        for (var i = 0; i < 2; i++)
            Assert.Equal(RecordState.Ordered, (await impatient.RevokeUnusedCertificateAsync(LocalMember.Registration)).State);
        await impatient.StopAsync();
        impatient.MoveOrdering(LocalMember.Tax);
        impatient.StandAloneWord = "registration's site is lost";
        foreach (var department in new[] { LocalMember.Tax, LocalMember.Transaction, LocalMember.Finance })
            await impatient.StartNodeAsync(department, Ct);
        impatient.StandAloneWord = null;

        // Other blocks of the same numbers stand at the new ordering before the old one comes back: its own records, sent
        // again, could else make the very same ones.
        for (var i = 0; i < 2; i++)
            Assert.Equal(RecordState.Ordered, (await impatient.RevokeUnusedCertificateAsync(LocalMember.Tax)).State);
        await using (await NodeHost.StartAsync(impatient.Node(LocalMember.Registration), new NodeEnvironment(), Ct))
        {
            var stopped = await impatient.WaitForStatusAsync(LocalMember.Registration, status => status.State is "HALTED" or "DIVERGED");
            Assert.Contains("rebuil", stopped.DetailEn, StringComparison.Ordinal);
        }

        await impatient.ReplaceKeysAsync(LocalMember.Registration, Ct);

        var head = await impatient.StatusAsync(LocalMember.Tax);
        var rebuilt = await impatient.WaitForStatusAsync(LocalMember.Registration, status => status.Block >= head.Block && status.OpenRecords == 0);
        Assert.Equal("FOLLOWING", rebuilt.State);
        var reply = await impatient.RevokeUnusedCertificateAsync(LocalMember.Finance);
        Assert.Equal(RecordState.Recorded, reply.State);
        var policy = Policy.Parse(await File.ReadAllTextAsync(impatient.PolicyFile, Ct));
        Assert.True(policy.Verify(TlogProof.Parse(reply.Receipt.TlogProof).Note).IsValid);
    }

    private static Task<RpcException> Fails(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call);
}
