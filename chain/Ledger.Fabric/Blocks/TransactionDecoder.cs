using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric;

/// <summary>Takes a transaction apart. What cannot be read becomes the transaction's fault, never an exception.</summary>
internal static class TransactionDecoder
{
    public static ChannelTransaction Decode(int index, ByteString envelopeBytes, byte? code)
    {
        var transaction = new ChannelTransaction { Index = index, EnvelopeBytes = envelopeBytes, ValidationCode = (TxValidationCode?)code };
        try
        {
            var envelope = Envelope.Parser.ParseFrom(envelopeBytes);
            transaction = transaction with { Envelope = envelope };
            var payload = Payload.Parser.ParseFrom(envelope.Payload);
            if (payload.Header is not { } header)
            {
                return transaction with { Fault = "it has no header" };
            }

            var channelHeader = ChannelHeader.Parser.ParseFrom(header.ChannelHeader);
            var signatureHeader = SignatureHeader.Parser.ParseFrom(header.SignatureHeader);
            transaction = transaction with
            {
                TransactionId = channelHeader.TxId,
                Type = (HeaderType)channelHeader.Type,
                ChannelName = channelHeader.ChannelId,
                Timestamp = TimeOf(channelHeader.Timestamp),
                Epoch = channelHeader.Epoch,
                Creator = signatureHeader.Creator,
                Nonce = signatureHeader.Nonce,
            };
            return transaction.Type switch
            {
                HeaderType.EndorserTransaction => DecodeCall(transaction, header, channelHeader, payload.Data),
                HeaderType.Config => transaction with { ConfigurationBytes = payload.Data },
                _ => transaction,
            };
        }
        catch (InvalidProtocolBufferException e)
        {
            return transaction with { Fault = $"it cannot be read: {e.Message}" };
        }
    }

    private static ChannelTransaction DecodeCall(ChannelTransaction transaction, Header header, ChannelHeader channelHeader, ByteString data)
    {
        var actions = Protos.Transaction.Parser.ParseFrom(data).Actions;
        if (actions.Count != 1)
        {
            return transaction with { Fault = $"it holds {actions.Count} actions instead of one" };
        }

        var actionHeader = SignatureHeader.Parser.ParseFrom(actions[0].Header);
        if (actionHeader.Nonce.IsEmpty || actionHeader.Creator.IsEmpty)
        {
            return transaction with { Fault = "its action has no creator or no nonce" };
        }

        var payload = ChaincodeActionPayload.Parser.ParseFrom(actions[0].Payload);
        if (payload.Action is not { } endorsed)
        {
            return transaction with { Fault = "it holds no endorsed action" };
        }

        var proposal = ChaincodeProposalPayload.Parser.ParseFrom(payload.ChaincodeProposalPayload);
        var input = ChaincodeInvocationSpec.Parser.ParseFrom(proposal.Input).ChaincodeSpec?.Input;
        var response = ProposalResponsePayload.Parser.ParseFrom(endorsed.ProposalResponsePayload);
        var action = ChaincodeAction.Parser.ParseFrom(response.Extension);
        return transaction with
        {
            Call = new EndorsedCall
            {
                ChaincodeName = action.ChaincodeId?.Name ?? "",
                ChaincodeVersion = action.ChaincodeId?.Version ?? "",
                Arguments = [.. input?.Args ?? []],
                Response = action.Response ?? new Response(),
                ReadWriteSets = [.. TxReadWriteSet.Parser.ParseFrom(action.Results).NsRwset.Select(DecodeNamespace)],
                Event = action.Events.IsEmpty ? null : Protos.ChaincodeEvent.Parser.ParseFrom(action.Events),
                Endorsements = [.. endorsed.Endorsements],
                ResponsePayloadBytes = endorsed.ProposalResponsePayload,
                ProposedChaincodeName = ChaincodeHeaderExtension.Parser.ParseFrom(channelHeader.Extension).ChaincodeId?.Name ?? "",
                ProposalHashMatches = response.ProposalHash.Span.SequenceEqual(ProposalHash.Of(header.ChannelHeader, actions[0].Header, payload.ChaincodeProposalPayload)),
            },
        };
    }

    private static NamespaceReadWriteSet DecodeNamespace(NsReadWriteSet set) => new(
        set.Namespace,
        KVRWSet.Parser.ParseFrom(set.Rwset),
        [.. set.CollectionHashedRwset.Select(c => new CollectionReadWriteSet(c.CollectionName, HashedRWSet.Parser.ParseFrom(c.HashedRwset), c.PvtRwsetHash.Memory))]);

    // Any signed 64-bit seconds may arrive.
    private static DateTimeOffset? TimeOf(Timestamp? timestamp)
    {
        try
        {
            return timestamp?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
