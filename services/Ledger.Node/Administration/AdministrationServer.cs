using Google.Protobuf;
using Grpc.Core;
using Ledger.Chain;
using Ledger.Departments;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Node;

/// <summary>What a node offers its administrator: status, governance signed by the department's node, checks of both stores.</summary>
/// <param name="governance">Signs, keeps and submits governance events.</param>
/// <param name="records">The department's records.</param>
/// <param name="peer">The node's peer.</param>
/// <param name="status">Tells how the node fares.</param>
/// <param name="lifetime">Ends running checks when the node stops.</param>
internal sealed class AdministrationServer(
    GovernanceWriter governance, DepartmentRecords records, OperatorNames operators, Peer peer, NodeStatus status, IHostApplicationLifetime lifetime)
    : AdministrationService.AdministrationServiceBase
{
    private int verifying;

    /// <inheritdoc/>
    public override Task<NodeStatusReply> GetStatus(NodeStatusRequest request, ServerCallContext context) => Task.FromResult(status.Read());

    /// <inheritdoc/>
    public override Task<WriteReply> Propose(ProposeRequest request, ServerCallContext context) => governance.ProposeAsync(request, context);

    /// <inheritdoc/>
    public override Task<WriteReply> Approve(ApproveRequest request, ServerCallContext context) => governance.ApproveAsync(request, context);

    /// <inheritdoc/>
    public override async Task<KeepOperatorReply> KeepOperator(KeepOperatorRequest request, ServerCallContext context)
    {
        var kept = await operators.KeepAsync(request.Certificate.ToByteArray(), context);
        return new KeepOperatorReply { Fingerprint = kept.Fingerprint, Name = kept.Name };
    }

    /// <inheritdoc/>
    public override async Task CheckRecords(CheckRecordsRequest request, IServerStreamWriter<RecordFault> responseStream, ServerCallContext context)
    {
        using var ending = Ending(context);
        var comparison = records.Compare();
        await SendAsync(
            async () =>
            {
                await foreach (var finding in comparison.RunAsync(ending.Token))
                {
                    var fault = new RecordFault
                    {
                        RecordsChecked = comparison.Checked,
                        RecordId = finding.RecordId,
                        LeafHash = ByteString.CopyFrom(finding.LeafHash),
                        MessageZh = finding.MessageZh,
                        MessageEn = finding.MessageEn,
                    };
                    await responseStream.WriteAsync(fault, ending.Token);
                }

                await responseStream.WriteAsync(new RecordFault { Finished = true, RecordsChecked = comparison.Checked }, ending.Token);
            });
    }

    /// <inheritdoc/>
    public override async Task VerifyStore(VerifyStoreRequest request, IServerStreamWriter<StoreFault> responseStream, ServerCallContext context)
    {
        using var ending = Ending(context);
        var progress = new BlockCount();
        if (Interlocked.Exchange(ref verifying, 1) != 0)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, "The store is being verified already; ask again later. | 存储正在核验，请稍后再试。"));
        }

        try
        {
            await SendAsync(
                async () =>
                {
                    // Reads the whole store: minutes on a large one, so not on a thread that serves calls.
                    var fault = await Task.Factory.StartNew(
                        () => FindDamage(progress, ending.Token), ending.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                    if (fault is not null)
                        await responseStream.WriteAsync(fault, ending.Token);
                    await responseStream.WriteAsync(new StoreFault { Finished = true, BlocksChecked = progress.Blocks }, ending.Token);
                });
        }
        finally
        {
            Volatile.Write(ref verifying, 0);
        }
    }

    private StoreFault? FindDamage(BlockCount progress, CancellationToken ct)
    {
        try
        {
            peer.VerifyStore(progress, ct);
            return null;
        }
        catch (StoreException e) when (e is not StoreDamagedException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, e.Message));
        }
        catch (StoreDamagedException e)
        {
            return new StoreFault
            {
                BlocksChecked = progress.Blocks,
                FirstBlock = e.FirstBlock ?? 0,
                MessageZh = $"存储已损坏，请从其他节点重放重建：{e.Message}",
                MessageEn = e.Message,
            };
        }
    }

    private CancellationTokenSource Ending(ServerCallContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);

    private async Task SendAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The node is stopping; start the check again later. | 节点正在停止，请稍后重新检查。"));
        }
    }

    private sealed class BlockCount : IProgress<ulong>
    {
        private ulong blocks;

        public ulong Blocks => Volatile.Read(ref blocks);

        public void Report(ulong value) => Volatile.Write(ref blocks, value + 1);
    }
}
