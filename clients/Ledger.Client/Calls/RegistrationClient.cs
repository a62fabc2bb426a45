using Ledger.Facts;
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

    private static readonly WriteMethod<OpenFirstRegistrationRequest> OpenFirstRegistrationMethod = new(DepartmentNames.Registration, Service + "/OpenFirstRegistration", RegistrationActs.Of);
    private static readonly WriteMethod<OpenMigratedRequest> OpenMigratedMethod = new(DepartmentNames.Registration, Service + "/OpenMigrated", RegistrationActs.Of);
    private static readonly WriteMethod<RecordTransferRequest> RecordTransferMethod = new(DepartmentNames.Registration, Service + "/RecordTransfer", RegistrationActs.Of);
    private static readonly WriteMethod<RegisterMortgageRequest> RegisterMortgageMethod = new(DepartmentNames.Registration, Service + "/RegisterMortgage", RegistrationActs.Of);
    private static readonly WriteMethod<CancelMortgageRequest> CancelMortgageMethod = new(DepartmentNames.Registration, Service + "/CancelMortgage", RegistrationActs.Of);
    private static readonly WriteMethod<NotifyMortgageeRequest> NotifyMortgageeMethod = new(DepartmentNames.Registration, Service + "/NotifyMortgagee", RegistrationActs.Of);
    private static readonly WriteMethod<EnterSeizureRequest> EnterSeizureMethod = new(DepartmentNames.Registration, Service + "/EnterSeizure", RegistrationActs.Of);
    private static readonly WriteMethod<RenewSeizureRequest> RenewSeizureMethod = new(DepartmentNames.Registration, Service + "/RenewSeizure", RegistrationActs.Of);
    private static readonly WriteMethod<LiftSeizureRequest> LiftSeizureMethod = new(DepartmentNames.Registration, Service + "/LiftSeizure", RegistrationActs.Of);
    private static readonly WriteMethod<RegistrationBatchRequest> SubmitBatchMethod = new(DepartmentNames.Registration, Service + "/SubmitBatch", RegistrationActs.Of);

    private readonly LedgerCalls calls;

    internal RegistrationClient(LedgerCalls calls)
    {
        this.calls = calls;
        Records = new RecordCalls(calls, DepartmentNames.Registration, Service);
    }

    /// <summary>All writes of this department.</summary>
    internal static IReadOnlyList<WriteMethod> Methods { get; } = [OpenFirstRegistrationMethod, OpenMigratedMethod, RecordTransferMethod, RegisterMortgageMethod, CancelMortgageMethod, NotifyMortgageeMethod, EnterSeizureMethod, RenewSeizureMethod, LiftSeizureMethod, SubmitBatchMethod];

    /// <summary>What was asked of this department and what became of it.</summary>
    public RecordCalls Records { get; }

    /// <summary>Opens a unit by first registration: its encumbrances are completely known from here on.</summary>
    public Task<WriteOutcome> OpenFirstRegistrationAsync(OpenFirstRegistrationRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(OpenFirstRegistrationMethod, request, cancellationToken);

    /// <summary>Takes a unit over from the old book, not verified, with every mortgage and seizure live there.</summary>
    public Task<WriteOutcome> OpenMigratedAsync(OpenMigratedRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(OpenMigratedMethod, request, cancellationToken);

    /// <summary>Records the transfer of all units of a contract.</summary>
    public Task<WriteOutcome> RecordTransferAsync(RecordTransferRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(RecordTransferMethod, request, cancellationToken);

    /// <summary>Registers a mortgage whose contract the bank has signed.</summary>
    public Task<WriteOutcome> RegisterMortgageAsync(RegisterMortgageRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(RegisterMortgageMethod, request, cancellationToken);

    /// <summary>Cancels a mortgage that its bank has released.</summary>
    public Task<WriteOutcome> CancelMortgageAsync(CancelMortgageRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(CancelMortgageMethod, request, cancellationToken);

    /// <summary>Notes that a mortgagee was told of a transfer with its mortgage carried over.</summary>
    public Task<WriteOutcome> NotifyMortgageeAsync(NotifyMortgageeRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(NotifyMortgageeMethod, request, cancellationToken);

    /// <summary>Enters a court's seizure.</summary>
    public Task<WriteOutcome> EnterSeizureAsync(EnterSeizureRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(EnterSeizureMethod, request, cancellationToken);

    /// <summary>Renews a seizure before it ends.</summary>
    public Task<WriteOutcome> RenewSeizureAsync(RenewSeizureRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(RenewSeizureMethod, request, cancellationToken);

    /// <summary>Lifts a seizure.</summary>
    public Task<WriteOutcome> LiftSeizureAsync(LiftSeizureRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(LiftSeizureMethod, request, cancellationToken);

    /// <summary>Several acts in one envelope: applied in order, all or none.</summary>
    public Task<WriteOutcome> SubmitBatchAsync(RegistrationBatchRequest request, CancellationToken cancellationToken = default) =>
        calls.WriteAsync(SubmitBatchMethod, request, cancellationToken);
}
