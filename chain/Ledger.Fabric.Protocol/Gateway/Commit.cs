using Google.Protobuf;
using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>A transaction that ordering has accepted, and the question what became of it.</summary>
public sealed class Commit
{
    private readonly GatewaySession session;
    private readonly SignedCommitStatusRequest request;

    private Commit(GatewaySession session, string transactionId, SignedCommitStatusRequest request)
    {
        this.session = session;
        this.request = request;
        TransactionId = transactionId;
    }

    /// <summary>The transaction's id.</summary>
    public string TransactionId { get; }

    /// <summary>What is signed: the SHA-256 of the request's bytes.</summary>
    public byte[] Digest => GatewaySession.Digest(request.Request);

    /// <summary>Its bytes, a <c>gateway.SignedCommitStatusRequest</c>; see <see cref="Gateway.ReadCommit"/>.</summary>
    public byte[] ToBytes() => request.ToByteArray();

    /// <summary>The same question with a signature made elsewhere over <see cref="Digest"/>.</summary>
    /// <param name="signature">ASN.1 DER; a high s is replaced.</param>
    /// <exception cref="ArgumentException">The bytes are no signature.</exception>
    public Commit WithSignature(ReadOnlySpan<byte> signature) =>
        new(session, TransactionId, new SignedCommitStatusRequest { Request = request.Request, Signature = GatewaySession.LowS(signature) });

    /// <summary>Waits until the transaction is in a block of the peer and returns the peer's verdict. May be asked again.</summary>
    /// <param name="settings">Differences from the gateway's defaults.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The verdict, valid or not; one peer's word.</returns>
    /// <exception cref="CommitStatusException">The peer could not tell within the limit: the transaction's fate is not known.</exception>
    public async Task<CommitStatus> StatusAsync(CallSettings? settings = null, CancellationToken ct = default)
    {
        var signed = new SignedCommitStatusRequest { Request = request.Request, Signature = session.Sign(request.Request, request.Signature) };
        var response = await GatewaySession.CallAsync(
            o => session.Gateway.CommitStatusAsync(signed, o), settings, session.Options.CommitStatusTimeout,
            e => new CommitStatusException(TransactionId, e), ct);
        return new CommitStatus(TransactionId, response.Result, response.BlockNumber);
    }

    internal static Commit New(GatewaySession session, string channelName, string transactionId) =>
        new(session, transactionId, new SignedCommitStatusRequest
        {
            Request = new CommitStatusRequest { TransactionId = transactionId, ChannelId = channelName, Identity = session.Identity.Serialized }.ToByteString(),
        });

    internal static Commit Read(GatewaySession session, ReadOnlySpan<byte> bytes)
    {
        const string What = "commit status request";
        var signed = Gateway.Parse(SignedCommitStatusRequest.Parser, bytes, What);
        var status = Gateway.Parse(CommitStatusRequest.Parser, signed.Request.Span, What);
        return status.TransactionId.Length > 0
            ? new Commit(session, status.TransactionId, signed)
            : throw new FormatException($"The bytes are no {What}: they name no transaction.");
    }
}
