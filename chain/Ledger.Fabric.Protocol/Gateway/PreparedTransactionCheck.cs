using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// Compares a prepared transaction with the proposal it must come from. The client is about to sign bytes that a peer
/// made: without this a peer could have anything signed in the client's name.
/// </summary>
internal static class PreparedTransactionCheck
{
    /// <summary>What disagrees, in English; null when nothing does.</summary>
    /// <param name="proposalBytes">The proposal as signed.</param>
    /// <param name="envelope">The prepared transaction.</param>
    /// <param name="members">Endorsers seen before; null to leave their signatures unchecked.</param>
    public static string? Fault(ByteString proposalBytes, Envelope? envelope, MemberCache? members)
    {
        if (envelope is null)
            return "the answer holds no transaction";

        try
        {
            var proposal = Protos.Proposal.Parser.ParseFrom(proposalBytes);
            var wanted = Header.Parser.ParseFrom(proposal.Header);
            var payload = Payload.Parser.ParseFrom(envelope.Payload);
            if (payload.Header is not { } header || !header.ChannelHeader.Equals(wanted.ChannelHeader)
                || !header.SignatureHeader.Equals(wanted.SignatureHeader))
            {
                return "its header is not that of the proposal";
            }

            var transaction = Protos.Transaction.Parser.ParseFrom(payload.Data);
            if (transaction.Actions.Count != 1)
                return $"it holds {transaction.Actions.Count} actions instead of one";

            var action = transaction.Actions[0];
            if (!action.Header.Equals(wanted.SignatureHeader))
                return "its action's header is not that of the proposal";

            return ActionFault(ChaincodeProposalPayload.Parser.ParseFrom(proposal.Payload), wanted,
                ChaincodeActionPayload.Parser.ParseFrom(action.Payload), members);
        }
        catch (InvalidProtocolBufferException e)
        {
            return $"it cannot be read: {e.Message}";
        }
    }

    private static string? ActionFault(ChaincodeProposalPayload wanted, Header header, ChaincodeActionPayload action, MemberCache? members)
    {
        var call = ChaincodeProposalPayload.Parser.ParseFrom(action.ChaincodeProposalPayload);
        if (!call.Input.Equals(wanted.Input))
            return "its chaincode call is not that of the proposal";

        if (call.TransientMap.Count > 0)
            return "it would publish the transient data";

        if (action.Action is not { } endorsed || endorsed.Endorsements.Count == 0)
            return "it bears no endorsement";

        var response = ProposalResponsePayload.Parser.ParseFrom(endorsed.ProposalResponsePayload);
        if (!response.ProposalHash.Span.SequenceEqual(ProposalHash.Of(header.ChannelHeader, header.SignatureHeader, action.ChaincodeProposalPayload)))
            return "the endorsed result is that of another proposal";

        return members is null ? null : EndorsementFault(endorsed, members);
    }

    private static string? EndorsementFault(ChaincodeEndorsedAction endorsed, MemberCache members)
    {
        foreach (var endorsement in endorsed.Endorsements)
        {
            if (!members.TryRead(endorsement.Endorser, out var endorser, out var fault))
                return $"an endorser cannot be read: {fault}";

            if (!endorser.Certificate.Verify(endorsement.Signature.Span, endorsed.ProposalResponsePayload.Span, endorsement.Endorser.Span))
                return $"the endorsement by {endorser} is not over this result, or its s is high";
        }

        return null;
    }
}
