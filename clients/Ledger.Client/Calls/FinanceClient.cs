using Google.Protobuf;
using Ledger.Acts;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>
/// 金融: a bank's mortgage contracts, consents and releases. The bank's key never leaves the bank: the finance department
/// prepares the payload, this client compares every field of it with what was asked, recomputes tokens and document roots,
/// signs, and hands the envelope in.
/// </summary>
public sealed class FinanceClient
{
    private const string Service = "/ledger.v1.FinanceService";

    internal const string SubmitPath = Service + "/Submit";

    private readonly LedgerCalls calls;
    private readonly string origin;
    private readonly EnvelopeSigner? signer;
    private readonly TimeProvider clock;

    internal FinanceClient(LedgerCalls calls, string origin, EnvelopeSigner? signer, TimeProvider clock)
    {
        this.calls = calls;
        this.origin = origin;
        this.signer = signer;
        this.clock = clock;
        Records = new RecordCalls(calls, DepartmentNames.Finance, Service);
    }

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Signs a mortgage contract on the ledger.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, bool, CancellationToken)"/>
    public Task<WriteOutcome> SignMortgageContractAsync(SignMortgageContractAct act, bool dryRun = false, CancellationToken cancellationToken = default) =>
        SubmitAsync([new FinanceAct { SignMortgageContract = act }], dryRun, cancellationToken);

    /// <summary>Consents to the transfer of mortgaged units under a contract.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, bool, CancellationToken)"/>
    public Task<WriteOutcome> ConsentAsync(ConsentAct act, bool dryRun = false, CancellationToken cancellationToken = default) =>
        SubmitAsync([new FinanceAct { Consent = act }], dryRun, cancellationToken);

    /// <summary>Instructs the release of a mortgage.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, bool, CancellationToken)"/>
    public Task<WriteOutcome> ReleaseAsync(ReleaseAct act, bool dryRun = false, CancellationToken cancellationToken = default) =>
        SubmitAsync([new FinanceAct { Release = act }], dryRun, cancellationToken);

    /// <summary>Prepares, checks, signs and submits acts in one envelope: applied in order, all or none.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="dryRun">Have them judged and nothing else: nothing is prepared or signed.</param>
    /// <param name="cancellationToken">Ends the attempts; a draft stays open.</param>
    /// <exception cref="ProfileException">The profile has no signing key.</exception>
    /// <exception cref="UntrustedReplyException">What was prepared differs from what was asked (nothing was signed), or the
    /// receipt does not verify.</exception>
    /// <exception cref="LedgerException">Refused, no access, busy or unreachable.</exception>
    public async Task<WriteOutcome> SubmitAsync(IReadOnlyList<FinanceAct> acts, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        var (signed, reply) = await AskAsync(acts, dryRun, cancellationToken);
        if (dryRun)
            return LedgerCalls.DryRun(signed, reply.Notices, reply.Cautions);

        var outcome = await SubmitAsync(Key().Sign(reply.Payload.Memory), signed.Input, cancellationToken);
        return outcome with { Cautions = [.. reply.Cautions] };
    }

    /// <summary>Prepares, checks and signs acts without handing them in; nothing is on the ledger until the envelope is submitted.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, bool, CancellationToken)"/>
    public async Task<Envelope> PrepareAsync(IReadOnlyList<FinanceAct> acts, CancellationToken cancellationToken = default)
    {
        var (_, reply) = await AskAsync(acts, dryRun: false, cancellationToken);
        return Key().Sign(reply.Payload.Memory);
    }

    /// <summary>Hands in a signed envelope; the very same bytes may be handed in again.</summary>
    /// <exception cref="LedgerException">Refused, no access, busy, unreachable, or a receipt that does not verify.</exception>
    public Task<WriteOutcome> SubmitAsync(Envelope envelope, CancellationToken cancellationToken = default) => SubmitAsync(envelope, [], cancellationToken);

    private Task<WriteOutcome> SubmitAsync(Envelope envelope, byte[] input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var request = new SubmitRequest { Envelope = ByteString.CopyFrom(Canonical.Encode(envelope)) };
        var signed = calls.Writer.Write(DepartmentNames.Finance, SubmitPath, request);
        return calls.SendAsync(input.Length > 0 ? signed with { Input = input } : signed, cancellationToken);
    }

    private EnvelopeSigner Key() => signer
        ?? throw new ProfileException(ClientProfile.FileName, "signer 缺失：只有持签名密钥的银行能够提交", "signer is missing: only a bank with its signing key can submit");

    /// <summary>Has acts prepared, or only judged, and checks what was prepared.</summary>
    private async Task<(SignedRequest Signed, PrepareReply Reply)> AskAsync(IReadOnlyList<FinanceAct> acts, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(acts);
        var request = new PrepareRequest { KeyId = ByteString.CopyFrom(Key().KeyId.Span), Context = dryRun ? new RequestContext { DryRun = true } : null };
        request.Acts.AddRange(acts);
        // A single act is asked for by itself, whichever key signs.
        var signed = calls.Writer.Write(DepartmentNames.Finance, Service + "/Prepare", request) with { Input = RequestInput.Of(request, AskedAct.Of(acts)) };
        var reply = await calls.Caller.SendAsync<PrepareReply>(signed, static () => 0, cancellationToken);
        if (dryRun != reply.Payload.IsEmpty)
            throw new UntrustedReplyException(new LogFault("reply.dry-run", "a dry run was answered as a real act, or the other way round", "试算与正式行为的答复混淆"));

        if (!dryRun)
            PreparedCheck.Check(signed, reply, origin, clock.GetUtcNow());

        return (signed, reply);
    }
}
