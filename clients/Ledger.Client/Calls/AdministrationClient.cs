using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// What an administrator does with the department's own node: its status, governance acts that the node signs, checks of its stores.
/// Governance acts are signed, kept, sent and verified like every write.
/// </summary>
public sealed class AdministrationClient
{
    private const string Service = "/ledger.v1.AdministrationService";

    internal const string ProposePath = Service + "/Propose";
    internal const string ApprovePath = Service + "/Approve";

    private const string ApproveType = "ledger.v1.Approve";
    private const int ProposalField = 1;

    private readonly LedgerCalls calls;

    internal AdministrationClient(LedgerCalls calls) => this.calls = calls;

    /// <summary>How the node fares.</summary>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="LedgerException">No access, or unreachable.</exception>
    public Task<NodeStatusReply> GetStatusAsync(CancellationToken cancellationToken = default) =>
        calls.Caller.ReadAsync<NodeStatusRequest, NodeStatusReply>(calls.Home, Service + "/GetStatus", new NodeStatusRequest(), cancellationToken);

    /// <summary>Proposes a governance event, or has one carried out that needs the own organisation's signature alone.</summary>
    /// <param name="e">E.g. <c>RevokeCertificate</c> or <see cref="TablePublished"/>.</param>
    /// <param name="dryRun">Have it judged and nothing else.</param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    /// <exception cref="LedgerException">Refused, no access, busy, unreachable, or a receipt that does not verify.</exception>
    public Task<WriteOutcome> ProposeAsync(IMessage e, bool dryRun = false, CancellationToken cancellationToken = default) =>
        WriteAsync(ProposePath, Request(e, dryRun), cancellationToken);

    /// <summary>Approves a proposal that is on the ledger.</summary>
    /// <param name="proposal">Leaf hash of the proposing entry, 32 bytes.</param>
    /// <param name="dryRun">Have it judged and nothing else.</param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    /// <exception cref="LedgerException">Refused, no access, busy, unreachable, or a receipt that does not verify.</exception>
    public Task<WriteOutcome> ApproveAsync(ReadOnlyMemory<byte> proposal, bool dryRun = false, CancellationToken cancellationToken = default) =>
        WriteAsync(
            ApprovePath, new ApproveRequest { Context = Context(dryRun), Proposal = ByteString.CopyFrom(proposal.Span) }, cancellationToken);

    /// <summary>Makes the certificate of one of the department's own operators known to its record store, and so its name.</summary>
    /// <param name="certificate">The certificate, DER.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <exception cref="LedgerException">It is none of the department's own; no access, or unreachable.</exception>
    public Task<KeepOperatorReply> KeepOperatorAsync(ReadOnlyMemory<byte> certificate, CancellationToken cancellationToken = default) =>
        calls.Caller.ReadAsync<KeepOperatorRequest, KeepOperatorReply>(
            calls.Home, Service + "/KeepOperator", new KeepOperatorRequest { Certificate = ByteString.CopyFrom(certificate.Span) }, cancellationToken);

    /// <summary>Has the node compare every record of the department with the ledger; also for auditors, of any department.</summary>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Every fault found, then a closing message with the number of records checked.</returns>
    public IAsyncEnumerable<RecordFault> CheckRecordsAsync(string? department = null, CancellationToken cancellationToken = default) =>
        calls.Caller.StreamAsync<CheckRecordsRequest, RecordFault>(
            department ?? calls.Home, Service + "/CheckRecords", new CheckRecordsRequest(), cancellationToken);

    /// <summary>Has the node read its peer's whole store; also for auditors, of any department.</summary>
    /// <param name="department">Whom to ask; null = the user's own department.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Every fault found, then a closing message with the number of blocks checked.</returns>
    public IAsyncEnumerable<StoreFault> VerifyStoreAsync(string? department = null, CancellationToken cancellationToken = default) =>
        calls.Caller.StreamAsync<VerifyStoreRequest, StoreFault>(
            department ?? calls.Home, Service + "/VerifyStore", new VerifyStoreRequest(), cancellationToken);

    /// <summary>The event that a signed request of an administrator became.</summary>
    internal static Event Asked(SignedRequest signed)
    {
        if (signed.Method == ProposePath)
        {
            var proposal = ProposeRequest.Parser.ParseFrom(signed.Bytes);
            return new Event { Type = proposal.Type, Body = proposal.Body };
        }

        return new Event { Type = ApproveType, Body = Approval(ApproveRequest.Parser.ParseFrom(signed.Bytes).Proposal) };
    }

    /// <summary>The chain's message, which a client does without otherwise: the proposal as field 1.</summary>
    private static ByteString Approval(ByteString proposal)
    {
        var bytes = new byte[CodedOutputStream.ComputeTagSize(ProposalField) + CodedOutputStream.ComputeBytesSize(proposal)];
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(ProposalField, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(proposal);
        output.Flush();
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    private static ProposeRequest Request(IMessage e, bool dryRun)
    {
        ArgumentNullException.ThrowIfNull(e);
        return new ProposeRequest { Context = Context(dryRun), Type = e.Descriptor.FullName, Body = UnsafeByteOperations.UnsafeWrap(Canonical.Bytes(e)) };
    }

    private static RequestContext? Context(bool dryRun) => dryRun ? new RequestContext { DryRun = true } : null;

    private Task<WriteOutcome> WriteAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>, new()
    {
        var signed = calls.Writer.Write(calls.Home, path, request);
        return signed.IsDryRun ? calls.JudgeAsync(signed, cancellationToken) : calls.SendAsync(signed, cancellationToken);
    }
}
