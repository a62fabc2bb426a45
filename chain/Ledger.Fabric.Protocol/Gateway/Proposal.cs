using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>
/// A call of a chaincode, ready to be signed. To sign elsewhere: have <see cref="Digest"/> signed and go on with
/// <see cref="WithSignature"/>; <see cref="ToBytes"/> carries it to another process.
/// </summary>
public sealed class Proposal
{
    private readonly GatewaySession session;
    private readonly ProposedTransaction proposed;

    private Proposal(GatewaySession session, string channelName, ProposedTransaction proposed)
    {
        this.session = session;
        this.proposed = proposed;
        ChannelName = channelName;
    }

    /// <summary>Id of the transaction to be.</summary>
    public string TransactionId => proposed.TransactionId;

    /// <summary>The channel.</summary>
    public string ChannelName { get; }

    /// <summary>What is signed: the SHA-256 of the proposal's bytes.</summary>
    public byte[] Digest => GatewaySession.Digest(proposed.Proposal.ProposalBytes);

    /// <summary>Its bytes, a <c>gateway.ProposedTransaction</c>; see <see cref="Gateway.ReadProposal"/>.</summary>
    public byte[] ToBytes() => proposed.ToByteArray();

    /// <summary>The same proposal with a signature made elsewhere over <see cref="Digest"/>.</summary>
    /// <param name="signature">ASN.1 DER; a high s is replaced.</param>
    /// <exception cref="ArgumentException">The bytes are no signature.</exception>
    public Proposal WithSignature(ReadOnlySpan<byte> signature)
    {
        var signed = proposed.Clone();
        signed.Proposal.Signature = GatewaySession.LowS(signature);
        return new Proposal(session, ChannelName, signed);
    }

    /// <summary>Runs the function on one peer; nothing is recorded.</summary>
    /// <param name="settings">Differences from the gateway's defaults.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>What the function returned. One peer's word: nothing proves it.</returns>
    /// <exception cref="GatewayException">The chaincode or a node refused, or the limit passed.</exception>
    public async Task<byte[]> EvaluateAsync(CallSettings? settings = null, CancellationToken ct = default)
    {
        var request = new EvaluateRequest
        {
            TransactionId = TransactionId,
            ChannelId = ChannelName,
            ProposedTransaction = await SignedAsync(ct),
            TargetOrganizations = { proposed.EndorsingOrganizations },
        };
        var response = await GatewaySession.CallAsync(
            o => session.Gateway.EvaluateAsync(request, o), settings, session.Options.EvaluateTimeout,
            e => new GatewayException("evaluate", TransactionId, e), ct);
        return response.Result?.Payload.ToByteArray() ?? [];
    }

    /// <summary>Has the function run by enough peers to meet the chaincode's policy.</summary>
    /// <param name="settings">Differences from the gateway's defaults.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The transaction, compared with this proposal and ready to be signed and submitted.</returns>
    /// <exception cref="EndorseException">Endorsers refused, disagreed or were out of reach, or the answer is not about this proposal.</exception>
    public async Task<Transaction> EndorseAsync(CallSettings? settings = null, CancellationToken ct = default)
    {
        var request = new EndorseRequest
        {
            TransactionId = TransactionId,
            ChannelId = ChannelName,
            ProposedTransaction = await SignedAsync(ct),
            EndorsingOrganizations = { proposed.EndorsingOrganizations },
        };
        var response = await GatewaySession.CallAsync(
            o => session.Gateway.EndorseAsync(request, o), settings, session.Options.EndorseTimeout, e => new EndorseException(TransactionId, e), ct);
        if (PreparedTransactionCheck.Fault(proposed.Proposal.ProposalBytes, response.PreparedTransaction, session.Options.VerifyEndorsements
            ? session.Members
            : null) is { } fault)
        {
            throw new EndorseException(TransactionId, fault);
        }

        return Transaction.Of(session, new PreparedTransaction { TransactionId = TransactionId, Envelope = response.PreparedTransaction });
    }

    internal static Proposal New(GatewaySession session, string channelName, string chaincodeName, string function, ProposalOptions options)
    {
        var nonce = RandomNumberGenerator.GetBytes(Protocol.TransactionId.NonceSize);
        var creator = session.Identity.Serialized;
        var transactionId = Protocol.TransactionId.Of(nonce, creator.Span);
        var chaincode = new ChaincodeID { Name = chaincodeName };
        var channelHeader = new ChannelHeader
        {
            Type = (int)HeaderType.EndorserTransaction,
            Timestamp = Timestamp.FromDateTimeOffset(session.Options.Time.GetUtcNow()),
            ChannelId = channelName,
            TxId = transactionId,
            Epoch = 0,
            Extension = new ChaincodeHeaderExtension { ChaincodeId = chaincode }.ToByteString(),
        };
        var invocation = new ChaincodeInvocationSpec
        {
            ChaincodeSpec = new ChaincodeSpec
            {
                ChaincodeId = chaincode,
                Input = new ChaincodeInput
                {
                    Args = { ByteString.CopyFrom(function, Encoding.UTF8),
                    options.Arguments.Select(a => ByteString.CopyFrom(a.Span)) }
                },
            },
        };
        var payload = new ChaincodeProposalPayload { Input = invocation.ToByteString() };
        foreach (var (name, value) in options.TransientData)
            payload.TransientMap.Add(name, ByteString.CopyFrom(value.Span));

        var proposal = new Protos.Proposal
        {
            Header = new Header
            {
                ChannelHeader = channelHeader.ToByteString(),
                SignatureHeader = new SignatureHeader { Creator = creator, Nonce = UnsafeByteOperations.UnsafeWrap(nonce) }.ToByteString(),
            }.ToByteString(),
            Payload = payload.ToByteString(),
        };
        return new Proposal(session, channelName, new ProposedTransaction
        {
            TransactionId = transactionId,
            Proposal = new SignedProposal { ProposalBytes = proposal.ToByteString() },
            EndorsingOrganizations = { options.EndorsingOrganizations },
        });
    }

    internal static Proposal Read(GatewaySession session, ReadOnlySpan<byte> bytes)
    {
        const string What = "proposed transaction";
        var read = Gateway.Parse(ProposedTransaction.Parser, bytes, What);
        var proposal = Gateway.Parse(Protos.Proposal.Parser, (read.Proposal?.ProposalBytes ?? ByteString.Empty).Span, What);
        var header = Gateway.Parse(Header.Parser, proposal.Header.Span, What);
        var channelHeader = Gateway.Parse(ChannelHeader.Parser, header.ChannelHeader.Span, What);
        if (read.TransactionId.Length == 0 || channelHeader.TxId != read.TransactionId)
            throw new FormatException($"The bytes are no {What}: its id is \"{read.TransactionId}\", that of its header \"{channelHeader.TxId}\".");

        return new Proposal(session, channelHeader.ChannelId, read);
    }

    private async ValueTask<SignedProposal> SignedAsync(CancellationToken ct)
    {
        var bytes = proposed.Proposal.ProposalBytes;
        return new SignedProposal { ProposalBytes = bytes, Signature = session.Sign(bytes, proposed.Proposal.Signature) };
    }
}
