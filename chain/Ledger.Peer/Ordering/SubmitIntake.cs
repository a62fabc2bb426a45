using System.Diagnostics.CodeAnalysis;
using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers;

/// <summary>What every ordering settles on its own peer before it takes an envelope in, so that all answer alike.</summary>
public static class SubmitIntake
{
    /// <summary>Decodes an envelope, and answers it when there is an answer already.</summary>
    /// <param name="peer">The peer of the node that is asked.</param>
    /// <param name="bytes">Bytes said to be an envelope.</param>
    /// <param name="envelope">The envelope to order.</param>
    /// <param name="answer">Refused as malformed, on the ledger already, or too many blocks lack the quorum.</param>
    /// <exception cref="PeerStoppedException">The peer has stopped.</exception>
    public static bool TryTake(
        Peer peer, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DecodedEnvelope? envelope, [NotNullWhen(false)] out SubmitResult? answer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        if (peer.Status.State != PeerState.Running)
            throw new PeerStoppedException(peer.Status);

        answer = !peer.Envelopes.TryGet(bytes, out envelope, out var fault) ? new SubmitResult.Refused(Judgement.Malformed(fault).Verdict)
            : peer.Reader.ReadPage(envelope.SequenceKey) is { } recorded && recorded.AsSpan().SequenceEqual(envelope.LeafHash)
                ? new SubmitResult.Duplicate(recorded)
            : peer.Cosigning.IsQuorumOverdue && !envelope.Payload.Events.All(e => GovernanceContract.Handles(e.Type))
                ? Overdue(peer.Cosigning.BlocksWithoutQuorum)
            : null;
        return answer is null;
    }

    private static SubmitResult.Busy Overdue(ulong blocks) => new(new OutageReason(
        $"{blocks} blocks lack the quorum of cosignatures; until the missing peers are back, or their keys are replaced, only governance is taken in",
        $"{blocks} 个区块尚无法定数的共同签名；在缺席节点恢复或其密钥更换之前，只受理治理事项"));
}
