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

    private static readonly WriteMethod<AssessTaxRequest> AssessTaxMethod = new(DepartmentNames.Tax, Service + "/AssessTax", TaxActs.Of);
    private static readonly WriteMethod<PayTaxRequest> PayTaxMethod = new(DepartmentNames.Tax, Service + "/PayTax", TaxActs.Of);
    private static readonly WriteMethod<ExemptTaxRequest> ExemptTaxMethod = new(DepartmentNames.Tax, Service + "/ExemptTax", TaxActs.Of);
    private static readonly WriteMethod<RefundTaxRequest> RefundTaxMethod = new(DepartmentNames.Tax, Service + "/RefundTax", TaxActs.Of);
    private static readonly WriteMethod<TaxBatchRequest> SubmitBatchMethod = new(DepartmentNames.Tax, Service + "/SubmitBatch", TaxActs.Of);

    private readonly LedgerCalls calls;

    internal TaxClient(LedgerCalls calls)
    {
        this.calls = calls;
        Records = new RecordCalls(calls, DepartmentNames.Tax, Service);
    }

    /// <summary>All writes of this department.</summary>
    internal static IReadOnlyList<WriteMethod> Methods { get; } = [AssessTaxMethod, PayTaxMethod, ExemptTaxMethod, RefundTaxMethod, SubmitBatchMethod];

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Assesses the taxes on a contract.</summary>
    public Task<WriteOutcome> AssessTaxAsync(AssessTaxRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(AssessTaxMethod, request, cancellationToken);

    /// <summary>Books payments by their tickets.</summary>
    public Task<WriteOutcome> PayTaxAsync(PayTaxRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(PayTaxMethod, request, cancellationToken);

    /// <summary>Grants an exemption after assessment.</summary>
    public Task<WriteOutcome> ExemptTaxAsync(ExemptTaxRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(ExemptTaxMethod, request, cancellationToken);

    /// <summary>Refunds tickets.</summary>
    public Task<WriteOutcome> RefundTaxAsync(RefundTaxRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(RefundTaxMethod, request, cancellationToken);

    /// <summary>Several acts in one envelope: applied in order, all or none.</summary>
    public Task<WriteOutcome> SubmitBatchAsync(TaxBatchRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(SubmitBatchMethod, request, cancellationToken);
}
