using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Judges a transaction that a peer called valid by what it carries itself.</summary>
/// <param name="channelName">The channel.</param>
/// <param name="configuration">The configuration in force.</param>
/// <param name="namespaces">Namespaces whose writers are judged whole, and whose definitions' endorsements; null for all.</param>
/// <param name="endorsements">Judges endorsements.</param>
/// <param name="members">Identities read before.</param>
internal sealed class TransactionJudge(
    string channelName, ChannelConfiguration configuration, IReadOnlySet<string>? namespaces, EndorsementJudge endorsements, MemberCache members)
{
    /// <summary>What fails; null if nothing does.</summary>
    public (BlockFault Fault, string Detail)? Judge(ChannelTransaction transaction)
    {
        if (transaction.Fault is { } fault)
            return (BlockFault.TransactionUnreadable, fault);

        if (transaction.Type is not (HeaderType.EndorserTransaction or HeaderType.Config))
            return (BlockFault.TransactionType, $"type {(int)transaction.Type!} cannot be valid");

        if (transaction.ChannelName != channelName || transaction.Epoch != 0)
        {
            return (BlockFault.Channel,
                $"its header names channel \"{transaction.ChannelName}\", epoch {transaction.Epoch}; this is \"{channelName}\", epoch 0");
        }

        if (transaction.Call is not { } call)
            return JudgeCreator(transaction);

        if (Writes(call))
            return JudgeCreator(transaction) ?? JudgeCall(transaction, call);

        // Who sent a definition binds nobody: it counts by the endorsements of those who approved it.
        return Defines(call) ? JudgeProposal(transaction, call) ?? endorsements.JudgeDefinition(call) : null;
    }

    // By what it writes alone: the names that stand in it otherwise bind nobody before they are judged, and a peer commits just
    // these sets, which are of bytes that the block's data hash fixes.
    private bool Writes(EndorsedCall call) => namespaces is null || call.ReadWriteSets.Any(set => set.Writes && namespaces.Contains(set.Namespace));

    // An approval is private to its organisation, and other chaincodes' definitions are others' affair: no rules follow from them here.
    private bool Defines(EndorsedCall call) => call.ReadWriteSets.Any(
        set => set.Namespace == ChaincodeRulesBook.LifecycleNamespace && set.Public.Writes.Any(write => ChaincodeRulesBook.Changes(write, namespaces)));

    private (BlockFault, string)? JudgeCreator(ChannelTransaction transaction)
    {
        if (transaction.Nonce.IsEmpty)
            return (BlockFault.TransactionId, "its header has no nonce");

        if (!members.TryRead(transaction.Creator, out var creator, out var unread))
            return (BlockFault.Creator, $"its creator cannot be read: {unread}");

        if (configuration.MemberFault(creator) is { } stranger)
            return (BlockFault.Creator, $"its creator {creator} is no member of the channel: {stranger}");

        var envelope = transaction.Envelope!;
        return configuration.Verify(creator, envelope.Signature.Span, envelope.Payload.Span)
            ? null
            : (BlockFault.CreatorSignature, $"its signature is not one by {creator} over its payload with a low s");
    }

    private (BlockFault, string)? JudgeCall(ChannelTransaction transaction, EndorsedCall call) =>
        call.ArgumentsFault is { } fault ? (BlockFault.TransactionUnreadable, fault) : JudgeProposal(transaction, call) ?? endorsements.Judge(call);

    private static (BlockFault, string)? JudgeProposal(ChannelTransaction transaction, EndorsedCall call)
    {
        var id = TransactionId.Of(transaction.Nonce.Span, transaction.Creator.Span);
        if (transaction.TransactionId != id)
            return (BlockFault.TransactionId, $"its nonce and creator make the id {id}");

        return call.ProposalHashMatches ? null : (BlockFault.ProposalHash, "the endorsed result is that of another proposal");
    }
}
