using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// An endorsed transaction, ready to be signed and handed to ordering. To sign elsewhere: have <see cref="Digest"/>
/// signed and go on with <see cref="WithSignature"/>.
/// </summary>
public sealed class Transaction
{
    private readonly GatewaySession session;
    private readonly PreparedTransaction prepared;
    private readonly string channelName;
    private readonly ByteString result;

    private Transaction(GatewaySession session, PreparedTransaction prepared, string channelName, ByteString result)
    {
        this.session = session;
        this.prepared = prepared;
        this.channelName = channelName;
        this.result = result;
    }

    /// <summary>The transaction's id.</summary>
    public string TransactionId => prepared.TransactionId;

    /// <summary>What the function returned, as the endorsers signed it.</summary>
    public ReadOnlyMemory<byte> Result => result.Memory;

    /// <summary>What is signed: the SHA-256 of the envelope's payload.</summary>
    public byte[] Digest => GatewaySession.Digest(prepared.Envelope.Payload);

    /// <summary>Its bytes, a <c>gateway.PreparedTransaction</c>; see <see cref="Gateway.ReadTransaction"/>.</summary>
    public byte[] ToBytes() => prepared.ToByteArray();

    /// <summary>The same transaction with a signature made elsewhere over <see cref="Digest"/>.</summary>
    /// <param name="signature">ASN.1 DER; a high s is replaced.</param>
    /// <exception cref="ArgumentException">The bytes are no signature.</exception>
    public Transaction WithSignature(ReadOnlySpan<byte> signature)
    {
        var signed = prepared.Clone();
        signed.Envelope.Signature = GatewaySession.LowS(signature);
        return new Transaction(session, signed, channelName, result);
    }

    /// <summary>Hands the transaction to ordering.</summary>
    /// <param name="settings">Differences from the gateway's defaults.</param>
    /// <param name="ct">Gives up waiting; the transaction may be ordered all the same.</param>
    /// <returns>What is needed to learn its fate; ordering has only accepted it.</returns>
    /// <exception cref="SubmitException">Ordering refused or was out of reach.</exception>
    public async Task<Commit> SubmitAsync(CallSettings? settings = null, CancellationToken ct = default)
    {
        var payload = prepared.Envelope.Payload;
        var request = new SubmitRequest
        {
            TransactionId = TransactionId,
            ChannelId = channelName,
            PreparedTransaction = new Envelope { Payload = payload, Signature = session.Sign(payload, prepared.Envelope.Signature) },
        };
        await GatewaySession.CallAsync(
            o => session.Gateway.SubmitAsync(request, o), settings, session.Options.SubmitTimeout, e => new SubmitException(TransactionId, e), ct);
        return Commit.New(session, channelName, TransactionId);
    }

    /// <summary>Takes a transaction that <see cref="PreparedTransactionCheck"/> has accepted.</summary>
    internal static Transaction Of(GatewaySession session, PreparedTransaction prepared)
    {
        const string What = "prepared transaction";
        var payload = Gateway.Parse(Payload.Parser, (prepared.Envelope?.Payload ?? ByteString.Empty).Span, What);
        var header = Gateway.Parse(ChannelHeader.Parser, (payload.Header?.ChannelHeader ?? ByteString.Empty).Span, What);
        if (prepared.TransactionId.Length == 0 || header.TxId != prepared.TransactionId)
            throw new FormatException($"The bytes are no {What}: its id is \"{prepared.TransactionId}\", that of its header \"{header.TxId}\".");

        var actions = Gateway.Parse(Protos.Transaction.Parser, payload.Data.Span, What).Actions;
        if (actions.Count != 1)
            throw new FormatException($"The bytes are no {What}: it holds {actions.Count} actions.");

        var action = Gateway.Parse(ChaincodeActionPayload.Parser, actions[0].Payload.Span, What);
        var response = Gateway.Parse(ProposalResponsePayload.Parser, (action.Action?.ProposalResponsePayload ?? ByteString.Empty).Span, What);
        var chaincodeAction = Gateway.Parse(ChaincodeAction.Parser, response.Extension.Span, What);
        return new Transaction(session, prepared, header.ChannelId, chaincodeAction.Response?.Payload ?? ByteString.Empty);
    }

    internal static Transaction Read(GatewaySession session, ReadOnlySpan<byte> bytes) =>
        Of(session, Gateway.Parse(PreparedTransaction.Parser, bytes, "prepared transaction"));
}
