using Google.Protobuf;
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
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, CancellationToken)"/>
    public Task<WriteOutcome> SignMortgageContractAsync(SignMortgageContractAct act, CancellationToken cancellationToken = default) =>
        SubmitAsync([new FinanceAct { SignMortgageContract = act }], cancellationToken);

    /// <summary>Consents to the transfer of mortgaged units under a contract.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, CancellationToken)"/>
    public Task<WriteOutcome> ConsentAsync(ConsentAct act, CancellationToken cancellationToken = default) =>
        SubmitAsync([new FinanceAct { Consent = act }], cancellationToken);

    /// <summary>Instructs the release of a mortgage.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, CancellationToken)"/>
    public Task<WriteOutcome> ReleaseAsync(ReleaseAct act, CancellationToken cancellationToken = default) =>
        SubmitAsync([new FinanceAct { Release = act }], cancellationToken);

    /// <summary>Prepares, checks, signs and submits acts in one envelope: applied in order, all or none.</summary>
    /// <exception cref="ProfileException">The profile has no signing key.</exception>
    /// <exception cref="UntrustedReplyException">What was prepared differs from what was asked (nothing was signed), or the receipt does not verify.</exception>
    /// <exception cref="LedgerException">Refused, no access, busy or unreachable.</exception>
    public async Task<WriteOutcome> SubmitAsync(IReadOnlyList<FinanceAct> acts, CancellationToken cancellationToken = default)
    {
        var prepared = await PrepareAsync(acts, cancellationToken);
        return await SubmitAsync(prepared, cancellationToken);
    }

    /// <summary>Prepares, checks and signs acts without handing them in; nothing is on the ledger until the envelope is submitted.</summary>
    /// <inheritdoc cref="SubmitAsync(IReadOnlyList{FinanceAct}, CancellationToken)"/>
    public async Task<Envelope> PrepareAsync(IReadOnlyList<FinanceAct> acts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(acts);
        var key = signer ?? throw new ProfileException(ClientProfile.FileName, "signer 缺失：只有持签名密钥的银行能够提交", "signer is missing: only a bank with its signing key can submit");
        var request = new PrepareRequest { KeyId = ByteString.CopyFrom(key.KeyId.Span) };
        request.Acts.AddRange(acts);
        var signed = calls.Writer.Write(DepartmentNames.Finance, Service + "/Prepare", request);
        var reply = await calls.Caller.SendAsync<PrepareReply>(signed, static () => 0, cancellationToken);
        PreparedPayload.Check(request, signed, reply, origin, clock.GetUtcNow());
        return key.Sign(reply.Payload.Memory);
    }

    /// <summary>Hands in a signed envelope; the very same bytes may be handed in again.</summary>
    /// <exception cref="LedgerException">Refused, no access, busy, unreachable, or a receipt that does not verify.</exception>
    public Task<WriteOutcome> SubmitAsync(Envelope envelope, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var request = new SubmitRequest { Envelope = ByteString.CopyFrom(Canonical.Encode(envelope)) };
        var signed = calls.Writer.Write(DepartmentNames.Finance, SubmitPath, request);
        return calls.SendAsync(signed, payload => SamePayload(envelope, payload), cancellationToken);
    }

    internal static void SamePayload(Envelope envelope, Payload payload)
    {
        if (!payload.ToByteString().Equals(envelope.Payload))
        {
            throw new UntrustedReplyException(new LogFault("act.differs", "the receipt is of another payload than the one signed", "回执所证明的不是所签名的载荷"));
        }
    }
}
