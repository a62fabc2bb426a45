using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Takes a transaction apart. What cannot be read becomes the transaction's fault, never an exception.</summary>
internal static class TransactionDecoder
{
    public static ChannelTransaction Decode(int index, ByteString envelopeBytes, byte? code)
    {
        var transaction = new ChannelTransaction { Index = index, EnvelopeBytes = envelopeBytes, ValidationCode = (TxValidationCode?)code };
        try
        {
            var fault = EnvelopeForm.Read(envelopeBytes, out var signed, out var signature);
            var envelope = fault is null ? new Envelope { Payload = signed, Signature = signature } : EnvelopeForm.ReadConfiguration(envelopeBytes);
            if (envelope is null)
                return transaction with { Fault = fault };

            transaction = transaction with { Envelope = envelope };
            var payload = Wire.Parse(Payload.Parser, envelope.Payload);
            if (payload.Header is not { } header)
                return transaction with { Fault = "it has no header" };

            var channelHeader = Wire.Parse(ChannelHeader.Parser, header.ChannelHeader);
            var signatureHeader = Wire.Parse(SignatureHeader.Parser, header.SignatureHeader);
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
        var actions = Wire.Parse(Protos.Transaction.Parser, data).Actions;
        if (actions.Count != 1)
            return transaction with { Fault = $"it holds {actions.Count} actions instead of one" };

        var actionHeader = Wire.Parse(SignatureHeader.Parser, actions[0].Header);
        if (actionHeader.Nonce.IsEmpty || actionHeader.Creator.IsEmpty)
            return transaction with { Fault = "its action has no creator or no nonce" };

        var payload = Wire.Parse(ChaincodeActionPayload.Parser, actions[0].Payload);
        if (payload.Action is not { } endorsed)
            return transaction with { Fault = "it holds no endorsed action" };

        var (arguments, argumentsFault) = ArgumentsIn(payload.ChaincodeProposalPayload);
        var response = Wire.Parse(ProposalResponsePayload.Parser, endorsed.ProposalResponsePayload);
        var action = Wire.Parse(ChaincodeAction.Parser, response.Extension);
        return transaction with
        {
            Call = new EndorsedCall
            {
                ChaincodeName = action.ChaincodeId?.Name ?? "",
                ChaincodeVersion = action.ChaincodeId?.Version ?? "",
                Arguments = arguments,
                ArgumentsFault = argumentsFault,
                Response = action.Response ?? new Response(),
                ReadWriteSets = [.. Wire.Parse(TxReadWriteSet.Parser, action.Results).NsRwset.Select(DecodeNamespace)],
                Event = action.Events.IsEmpty ? null : Wire.Parse(Protos.ChaincodeEvent.Parser, action.Events),
                Endorsements = [.. endorsed.Endorsements],
                ResponsePayloadBytes = endorsed.ProposalResponsePayload,
                ProposedChaincodeName = Wire.Parse(ChaincodeHeaderExtension.Parser, channelHeader.Extension).ChaincodeId?.Name ?? "",
                ProposalHashMatches = response.ProposalHash.Span.SequenceEqual(
                    ProposalHash.Of(header.ChannelHeader, actions[0].Header, payload.ChaincodeProposalPayload)),
            },
        };
    }

    private static (IReadOnlyList<ByteString> Arguments, string? Fault) ArgumentsIn(ByteString proposalPayload)
    {
        try
        {
            var proposal = Wire.Parse(ChaincodeProposalPayload.Parser, proposalPayload);
            return ([.. Wire.Parse(ChaincodeInvocationSpec.Parser, proposal.Input).ChaincodeSpec?.Input?.Args ?? []], null);
        }
        catch (InvalidProtocolBufferException e)
        {
            return ([], $"its arguments cannot be read: {e.Message}");
        }
    }

    private static NamespaceReadWriteSet DecodeNamespace(NsReadWriteSet set) => new(
        set.Namespace,
        Wire.Parse(KVRWSet.Parser, set.Rwset),
        [.. set.CollectionHashedRwset.Select(
            c => new CollectionReadWriteSet(c.CollectionName, Wire.Parse(HashedRWSet.Parser, c.HashedRwset), c.PvtRwsetHash.Memory))]);

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
