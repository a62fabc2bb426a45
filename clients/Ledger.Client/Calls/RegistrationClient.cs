using System.Runtime.CompilerServices;
using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>登记: openings, transfers, mortgages and seizures in the registry book.</summary>
/// <remarks>
/// Every write is signed by the operator, kept as a draft, sent until it is answered, and its receipt verified and compared
/// with the request. It throws <see cref="RefusedException"/> (rules), <see cref="InputException"/>, <see cref="AccessException"/>,
/// <see cref="BusyException"/>, <see cref="UnavailableException"/> or <see cref="UntrustedReplyException"/>.
/// </remarks>
public sealed class RegistrationClient
{
    private const string Service = "/ledger.v1.RegistrationService";

    internal const string WritePath = Service + "/Write";

    private readonly LedgerCalls calls;

    internal RegistrationClient(LedgerCalls calls)
    {
        this.calls = calls;
        Records = new RecordCalls(calls, DepartmentNames.Registration, Service);
    }

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Opens a unit by first registration: its encumbrances are completely known from here on.</summary>
    public Task<WriteOutcome> OpenFirstRegistrationAsync(OpenFirstRegistrationRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { OpenFirstRegistration = request }], cancellationToken: cancellationToken);

    /// <summary>Takes a unit over from the old book, not verified, with every mortgage and seizure live there.</summary>
    public Task<WriteOutcome> OpenMigratedAsync(OpenMigratedRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { OpenMigrated = request }], cancellationToken: cancellationToken);

    /// <summary>Records the transfer of all units of a contract.</summary>
    public Task<WriteOutcome> RecordTransferAsync(RecordTransferRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { RecordTransfer = request }], cancellationToken: cancellationToken);

    /// <summary>Registers a mortgage whose contract the bank has signed.</summary>
    public Task<WriteOutcome> RegisterMortgageAsync(RegisterMortgageRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { RegisterMortgage = request }], cancellationToken: cancellationToken);

    /// <summary>Cancels a mortgage that its bank has released.</summary>
    public Task<WriteOutcome> CancelMortgageAsync(CancelMortgageRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { CancelMortgage = request }], cancellationToken: cancellationToken);

    /// <summary>Notes that a mortgagee was told of a transfer with its mortgage carried over.</summary>
    public Task<WriteOutcome> NotifyMortgageeAsync(NotifyMortgageeRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { NotifyMortgagee = request }], cancellationToken: cancellationToken);

    /// <summary>Enters a court's seizure.</summary>
    public Task<WriteOutcome> EnterSeizureAsync(EnterSeizureRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { EnterSeizure = request }], cancellationToken: cancellationToken);

    /// <summary>Renews a seizure before it ends.</summary>
    public Task<WriteOutcome> RenewSeizureAsync(RenewSeizureRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { RenewSeizure = request }], cancellationToken: cancellationToken);

    /// <summary>Lifts a seizure.</summary>
    public Task<WriteOutcome> LiftSeizureAsync(LiftSeizureRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync([new() { LiftSeizure = request }], cancellationToken: cancellationToken);

    /// <summary>Acts in one envelope: applied in order, all or none.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="context">
    /// Whether it is a dry run; id and time of the request, filled in when it is first sent. Whoever sends the same acts again gives the
    /// same context again: they are recorded once.
    /// </param>
    /// <param name="cancellationToken">Ends the attempts; the draft stays open.</param>
    public Task<WriteOutcome> WriteAsync(IReadOnlyList<RegistrationAct> acts, RequestContext? context = null, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(DepartmentNames.Registration, WritePath, new RegistrationWriteRequest { Context = context, Acts = { acts } }, acts, cancellationToken);

    /// <summary>
    /// What was asked for of that which stands on the ledger, in clear text, each verified: the receipt proves events that state the hash
    /// of just this request. For staff with the duty to record.
    /// </summary>
    /// <param name="from">First day of recording in the book; null = not bounded.</param>
    /// <param name="to">Last day.</param>
    /// <param name="subject">Only what names this unit, contract, case or mortgage; empty = all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UntrustedReplyException">A receipt does not verify, or is of another request.</exception>
    public async IAsyncEnumerable<RecordedActs> ListRecordedAsync(
        Day? from = null, Day? to = null, string subject = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = new ListRecordedRequestsRequest { FromDay = from?.Number ?? 0, ToDay = to?.Number ?? 0, Subject = subject };
        do
        {
            var page = await calls.Caller.ReadAsync<ListRecordedRequestsRequest, ListRecordedRequestsReply>(
                DepartmentNames.Registration, Service + "/ListRecordedRequests", asked, cancellationToken);
            foreach (var found in page.Requests)
            {
                var receipt = await calls.VerifyAsync(DepartmentNames.Registration, found.Receipt, offered: null, cancellationToken);
                yield return RecordedActs.Of(found, receipt);
            }

            asked.PageToken = page.NextPageToken;
        }
        while (asked.PageToken.Length > 0);
    }
}
