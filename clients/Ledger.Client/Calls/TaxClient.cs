using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>税务: assessment, payment, exemption and refund of the taxes on a contract.</summary>
/// <remarks>
/// Every write is signed by the operator, kept as a draft, sent until it is answered, and its receipt verified and compared
/// with the request. It throws <see cref="RefusedException"/> (rules), <see cref="InputException"/>, <see cref="AccessException"/>,
/// <see cref="BusyException"/>, <see cref="UnavailableException"/> or <see cref="UntrustedReplyException"/>.
/// </remarks>
public sealed class TaxClient
{
    private const string Service = "/ledger.v1.TaxService";

    internal const string WritePath = Service + "/Write";

    private readonly LedgerCalls calls;

    internal TaxClient(LedgerCalls calls)
    {
        this.calls = calls;
        Records = new RecordCalls(calls, DepartmentNames.Tax, Service);
    }

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Assesses the taxes on a contract.</summary>
    public Task<WriteOutcome> AssessTaxAsync(AssessTaxRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { Assess = request }], cancellationToken: cancellationToken);

    /// <summary>Books payments by their tickets.</summary>
    public Task<WriteOutcome> PayTaxAsync(PayTaxRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { Pay = request }], cancellationToken: cancellationToken);

    /// <summary>Grants an exemption after assessment.</summary>
    public Task<WriteOutcome> ExemptTaxAsync(ExemptTaxRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { Exempt = request }], cancellationToken: cancellationToken);

    /// <summary>Refunds tickets.</summary>
    public Task<WriteOutcome> RefundTaxAsync(RefundTaxRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { Refund = request }], cancellationToken: cancellationToken);

    /// <summary>Acts in one envelope: applied in order, all or none.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="context">
    /// Whether it is a dry run; id and time of the request, filled in when it is first sent. Whoever sends the same acts again gives the
    /// same context again: they are recorded once.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    public Task<WriteOutcome> WriteAsync(IReadOnlyList<TaxAct> acts, RequestContext? context = null, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(DepartmentNames.Tax, WritePath, new TaxWriteRequest { Context = context, Acts = { acts } }, acts, cancellationToken);
}
