using Google.Protobuf.Reflection;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Every service of the protocol.</summary>
internal static class Services
{
    public static IReadOnlyList<ServiceDescriptor> All { get; } =
    [
        TransactionService.Descriptor, TaxService.Descriptor, RegistrationService.Descriptor, FinanceService.Descriptor,
        LedgerService.Descriptor, VerificationService.Descriptor, SupervisionService.Descriptor, CaseService.Descriptor,
        SharingService.Descriptor,
        NodeService.Descriptor, AdministrationService.Descriptor,
    ];
}
