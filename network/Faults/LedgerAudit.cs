using System.Runtime.CompilerServices;
using Ledger.Chain;
using Ledger.Contracts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>Holds a network to its promises: what was acknowledged is there, all peers agree, no record is open, the chain replays.</summary>
/// <param name="network">The network.</param>
/// <param name="clients">Clients that have seen what was acknowledged.</param>
/// <param name="clock">Dates administrators' requests.</param>
internal sealed class LedgerAudit(LocalNetwork network, NetworkClients clients, TimeProvider clock)
{
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until all four peers stand at one block with the quorum and no department has an open record.</summary>
    /// <returns>The block.</returns>
    /// <exception cref="FaultFoundException">They do not come to it within a minute, or their state roots differ.</exception>
    public async Task<ulong> WaitUntilSettledAsync(CancellationToken ct)
    {
        var administrators = network.Nodes
            .Select(node => new LocalAdministrator(network.Profile($"{node.Organisation}-administrator"), clock))
            .ToList();
        try
        {
            var begun = clock.GetTimestamp();
            while (true)
            {
                var statuses = await Task.WhenAll(administrators.ConvertAll(administrator => administrator.GetStatusAsync(ct)));
                if (IsSettled(statuses))
                    return statuses[0].Block;
                if (clock.GetElapsedTime(begun) > SettlePatience)
                    throw new FaultFoundException($"The peers do not settle. {string.Join("; ", statuses.Select(Describe))}");
                await Task.Delay(Pause, clock, ct);
            }
        }
        finally
        {
            administrators.ForEach(administrator => administrator.Dispose());
        }
    }

    /// <summary>
    /// Fetches every receipt anew. The client that asks has kept the checkpoint of the acknowledgement, so a newer one counts
    /// only with its consistency proved.
    /// </summary>
    /// <returns>How many.</returns>
    /// <exception cref="FaultFoundException">An entry stands elsewhere now, or is proved in an older checkpoint only.</exception>
    /// <exception cref="Verifier.LedgerException">A receipt is gone or does not verify.</exception>
    public async Task<int> VerifyReceiptsAsync(IReadOnlyList<AcknowledgedWrite> writes, CancellationToken ct)
    {
        await Parallel.ForEachAsync(writes, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = 8 }, async (write, token) =>
        {
            var now = await clients[write.User].Reader.GetReceiptAsync(write.Receipt.LeafHash, cancellationToken: token);
            if (now.Index != write.Receipt.Index || !now.Entry.AsSpan().SequenceEqual(write.Receipt.Entry))
                throw new FaultFoundException($"The entry acknowledged to {write.User} at index {write.Receipt.Index} stands at {now.Index} now.");
            if (now.Checkpoint.Size < write.Receipt.Checkpoint.Size)
            {
                throw new FaultFoundException(
                    $"Entry {now.Index} was acknowledged in a checkpoint of size {write.Receipt.Checkpoint.Size} and is proved only in size {now.Checkpoint.Size} now.");
            }
        });
        return writes.Count;
    }

    /// <summary>
    /// Replays the chain from genesis: it reaches the state root of all four peers; every entry acknowledged stands at its
    /// index, and every checkpoint shown with a receipt is the root of that many entries; the record stores agree.
    /// </summary>
    /// <exception cref="FaultFoundException">Something differs.</exception>
    /// <exception cref="ReplayException">The chain does not replay.</exception>
    public async Task<AuditedChain> ReplayAsync(IReadOnlyList<AcknowledgedWrite> writes, CancellationToken ct)
    {
        await WaitUntilSettledAsync(ct);
        var checkpoint = (await clients.Auditor.Reader.GetCheckpointAsync(department: LocalMember.Tax, cancellationToken: ct)).Checkpoint!;
        var roots = new MerkleFrontier();
        var seen = new Dictionary<ulong, byte[]>();
        var entries = writes.ToDictionary(write => write.Receipt.Index, write => write.Receipt.LeafHash);
        var sizes = writes.Select(write => write.Receipt.Checkpoint.Size).ToHashSet();
        var replayed = await Replay.RunAsync(ReadAsync(checkpoint.Size, ct), network.GenesisSha256, new LedgerContract(), progress: null, ct);

        if (replayed.Head.Size != checkpoint.Size || !replayed.Head.Root.AsSpan().SequenceEqual(checkpoint.Root.Span))
        {
            throw new FaultFoundException(
                $"The replay ends at size {replayed.Head.Size}, root {Convert.ToHexStringLower(replayed.Head.Root)}; signed is size {checkpoint.Size}, root {Convert.ToHexStringLower(checkpoint.Root.Span)}.");
        }

        if (entries.Count > 0)
            throw new FaultFoundException($"{entries.Count} acknowledged entries are not at their index, the first at {entries.Keys.Min()}.");
        foreach (var acknowledged in writes.Select(write => write.Receipt.Checkpoint))
        {
            if (!seen[acknowledged.Size].AsSpan().SequenceEqual(acknowledged.Root.Span))
                throw new FaultFoundException($"The checkpoint of size {acknowledged.Size} that was shown is no prefix of the log.");
        }

        await CompareAsync(replayed.Head.StateRoot, ct);
        return new AuditedChain(replayed.Head.Number + 1, replayed.Events, replayed.Head.StateRoot);

        async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(ulong size, [EnumeratorCancellation] CancellationToken token = default)
        {
            await foreach (var raw in clients.Auditor.Reader.ReadEntriesAsync(0, size, LocalMember.Tax, token))
            {
                var leaf = MerkleHash.Leaf(raw.Entry.Span);
                roots.Append(leaf);
                if (sizes.Contains(roots.Size))
                    seen.Add(roots.Size, roots.Root());
                if (entries.TryGetValue(raw.Index, out var expected) && leaf.AsSpan().SequenceEqual(expected))
                    entries.Remove(raw.Index);
                yield return raw.Entry.Memory;
            }
        }
    }

    private async Task CompareAsync(byte[] stateRoot, CancellationToken ct)
    {
        foreach (var node in network.Nodes)
        {
            using var administrator = new LocalAdministrator(network.Profile($"{node.Organisation}-administrator"), clock);
            var status = await administrator.GetStatusAsync(ct);
            if (!status.StateRoot.Span.SequenceEqual(stateRoot))
                throw new FaultFoundException($"The replay reaches state root {Convert.ToHexStringLower(stateRoot)}; {Describe(status)}.");
            if ((await administrator.CheckRecordsAsync(ct)).FirstOrDefault(message => !message.Finished) is { } fault)
                throw new FaultFoundException($"Records of {node.Organisation}: {fault.MessageEn}");
        }
    }

    private static bool IsSettled(NodeStatusReply[] statuses)
    {
        if (Array.Exists(statuses, status => status.OpenRecords > 0 || status.QuorumBlock != status.Block || status.Block != statuses[0].Block))
            return false;
        if (!Array.TrueForAll(statuses, status => status.StateRoot.Equals(statuses[0].StateRoot)))
            throw new FaultFoundException($"The peers' state roots differ. {string.Join("; ", statuses.Select(Describe))}");
        return true;
    }

    private static string Describe(NodeStatusReply status) =>
        $"{status.Organisation}: {status.State} at block {status.Block}, quorum at {status.QuorumBlock}, {status.OpenRecords} open records, state root {Convert.ToHexStringLower(status.StateRoot.Span)} {status.DetailEn}";
}
