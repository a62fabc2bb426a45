using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>交易: sale contracts signed, filed and revoked.</summary>
/// <remarks>
/// Every write is signed by the operator, kept as a draft, sent until it is answered, and its receipt verified and compared
/// with the request. It throws <see cref="RefusedException"/> (rules), <see cref="InputException"/>, <see cref="AccessException"/>,
/// <see cref="BusyException"/>, <see cref="UnavailableException"/> or <see cref="UntrustedReplyException"/>.
/// </remarks>
public sealed class TransactionClient
{
    private const string Service = "/ledger.v1.TransactionService";

    private static readonly WriteMethod<SignContractRequest> SignContractMethod = new(DepartmentNames.Transaction, Service + "/SignContract", TransactionActs.Of);
    private static readonly WriteMethod<FileContractRequest> FileContractMethod = new(DepartmentNames.Transaction, Service + "/FileContract", TransactionActs.Of);
    private static readonly WriteMethod<RevokeContractRequest> RevokeContractMethod = new(DepartmentNames.Transaction, Service + "/RevokeContract", TransactionActs.Of);
    private static readonly WriteMethod<TransactionBatchRequest> SubmitBatchMethod = new(DepartmentNames.Transaction, Service + "/SubmitBatch", TransactionActs.Of);

    private readonly LedgerCalls calls;

    internal TransactionClient(LedgerCalls calls)
    {
        this.calls = calls;
        Records = new RecordCalls(calls, DepartmentNames.Transaction, Service);
    }

    /// <summary>All writes of this department.</summary>
    internal static IReadOnlyList<WriteMethod> Methods { get; } = [SignContractMethod, FileContractMethod, RevokeContractMethod, SubmitBatchMethod];

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Records that a sale contract was signed.</summary>
    public Task<WriteOutcome> SignContractAsync(SignContractRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(SignContractMethod, request, cancellationToken);

    /// <summary>Files a signed contract (网签备案).</summary>
    public Task<WriteOutcome> FileContractAsync(FileContractRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(FileContractMethod, request, cancellationToken);

    /// <summary>Revokes a contract that is not registered.</summary>
    public Task<WriteOutcome> RevokeContractAsync(RevokeContractRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(RevokeContractMethod, request, cancellationToken);

    /// <summary>Several acts in one envelope: applied in order, all or none.</summary>
    public Task<WriteOutcome> SubmitBatchAsync(TransactionBatchRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(SubmitBatchMethod, request, cancellationToken);
}
