using Google.Protobuf;
using Ledger.Chain;
using Ledger.Chaincode.Tests;
using Ledger.Fabric.Protocol.Tests;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>
/// The embedded ordering, and beside it the chaincode behind a stand-in peer of Fabric: every envelope goes through both, one after
/// the other and at the same instant of the clock. Verdict, writes and state root must be the same (scenario 18 of events.md).
/// </summary>
/// <param name="embedded">Whose answer counts.</param>
/// <param name="peer">The peer that the embedded ordering runs on.</param>
/// <param name="fabric">The chaincode, founded on the same genesis.</param>
internal sealed class TwinOrdering(IOrdering embedded, Peer peer, ChaincodeNetwork fabric) : IOrdering, IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>The first thing in which the two differed; null for none.</summary>
    public string? Difference { get; private set; }

    /// <summary>The state of the chaincode's side.</summary>
    public CommittedState Fabric => fabric.State;

    /// <summary>Envelopes that both recorded, and that both refused.</summary>
    public (int Recorded, int Refused) Compared { get; private set; }

    /// <inheritdoc/>
    public bool ComparesHeld => embedded.ComparesHeld;

    /// <inheritdoc/>
    public async Task<SubmitResult> SubmitAsync(ReadOnlyMemory<byte> envelope, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var judged = await ChaincodeNetwork.CallAsync(fabric.Peer, LedgerFunctions.Judge, envelope.ToArray());
            var simulated = await ChaincodeNetwork.CallAsync(fabric.Peer, LedgerFunctions.Submit, envelope.ToArray());
            var result = await embedded.SubmitAsync(envelope, ct);
            Difference ??= Compare(result, SubmitOutcome.Parser.ParseFrom(judged.Response.Payload), simulated);
            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OrderedBlock> ReadBlocksAsync(ulong from, CancellationToken ct) => embedded.ReadBlocksAsync(from, ct);

    /// <inheritdoc/>
    public IAsyncEnumerable<OrderedBlock> ReadAheadAsync(ulong from, CancellationToken ct) => embedded.ReadAheadAsync(from, ct);

    public async ValueTask DisposeAsync()
    {
        await fabric.DisposeAsync();
        turn.Dispose();
    }

    private string? Compare(SubmitResult result, SubmitOutcome judged, ChaincodeSimulation simulated)
    {
        switch (result)
        {
            case SubmitResult.Admitted admitted:
                Compared = (Compared.Recorded + 1, Compared.Refused);
                if (simulated.Response.Status != 200)
                    return $"recorded on the embedded ordering, but the chaincode says {simulated.Response.Message}";
                if (!admitted.Findings.Select(finding => VerdictMessages.ToMessage(finding)).SequenceEqual(judged.Accepted.Findings))
                    return $"findings of the embedded ordering {string.Join(' ', admitted.Findings.Select(f => f.Rule))}, of the chaincode {judged}";
                fabric.State.Commit(simulated);
                var written = Writes.Of(peer.Reader.ReadWrites(admitted.Block)!.Entries.Single().Writes);
                if (!written.SequenceEqual(Writes.Of(simulated)))
                    return $"the embedded ordering wrote {string.Join(' ', written)}, the chaincode {string.Join(' ', Writes.Of(simulated))}";
                return peer.Head.StateRoot.AsSpan().SequenceEqual(Writes.Root(fabric.State)) ? null : "the state roots differ";
            case SubmitResult.Refused refused:
                Compared = (Compared.Recorded, Compared.Refused + 1);
                if (simulated.Writes.Count > 0 || simulated.Response.Status == 200)
                    return $"refused by the embedded ordering, but the chaincode wrote {string.Join(' ', Writes.Of(simulated))}";
                var verdict = VerdictMessages.ToMessage(refused.Verdict);
                return verdict.Equals(judged.Refused) ? null : $"verdict of the embedded ordering {verdict}, of the chaincode {judged}";
            default:
                return $"the embedded ordering answered {result}";
        }
    }
}
