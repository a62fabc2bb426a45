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

    internal const string WritePath = Service + "/Write";

    private readonly LedgerCalls calls;

    internal TransactionClient(LedgerCalls calls)
    {
        this.calls = calls;
        Records = new RecordCalls(calls, DepartmentNames.Transaction, Service);
    }

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Records that a sale contract was signed.</summary>
    public Task<WriteOutcome> SignContractAsync(SignContractRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { SignContract = request }], cancellationToken: cancellationToken);

    /// <summary>Files a signed contract (网签备案).</summary>
    public Task<WriteOutcome> FileContractAsync(FileContractRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { FileContract = request }], cancellationToken: cancellationToken);

    /// <summary>Revokes a contract that is not registered.</summary>
    public Task<WriteOutcome> RevokeContractAsync(RevokeContractRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { RevokeContract = request }], cancellationToken: cancellationToken);

    /// <summary>Acts in one envelope: applied in order, all or none.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="context">
    /// Whether it is a dry run; id and time of the request, filled in when it is first sent. Whoever sends the same acts again gives the
    /// same context again: they are recorded once.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    public Task<WriteOutcome> WriteAsync(IReadOnlyList<TransactionAct> acts, RequestContext? context = null, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(DepartmentNames.Transaction, WritePath, new TransactionWriteRequest { Context = context, Acts = { acts } }, acts, cancellationToken);
}
