using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Who may make which call: one line for each method of every service a node hosts. What is not listed, nobody may call.
/// Limits that depend on the request (who may ask for which act; a bank sees its own records only) are the method's.
/// </summary>
public static class AccessTable
{
    private static readonly Dictionary<string, CallerKind> Rules = new(StringComparer.Ordinal)
    {
        // An administrator enrols staff, and sees its own records alone.
        ["/ledger.v1.TransactionService/Write"] = ActAccess.Through(DepartmentNames.Transaction),
        ["/ledger.v1.TransactionService/GetRecord"] = CallerKind.OwnOperator | CallerKind.OwnAdministrator,
        ["/ledger.v1.TransactionService/ListRecords"] = CallerKind.OwnOperator,
        ["/ledger.v1.TransactionService/WatchRecords"] = CallerKind.OwnOperator,

        ["/ledger.v1.TaxService/Write"] = ActAccess.Through(DepartmentNames.Tax),
        ["/ledger.v1.TaxService/GetRecord"] = CallerKind.OwnOperator | CallerKind.OwnAdministrator,
        ["/ledger.v1.TaxService/ListRecords"] = CallerKind.OwnOperator,
        ["/ledger.v1.TaxService/WatchRecords"] = CallerKind.OwnOperator,

        ["/ledger.v1.RegistrationService/Write"] = ActAccess.Through(DepartmentNames.Registration),
        ["/ledger.v1.RegistrationService/GetRecord"] = CallerKind.OwnOperator | CallerKind.OwnAdministrator,
        ["/ledger.v1.RegistrationService/ListRecords"] = CallerKind.OwnOperator,
        ["/ledger.v1.RegistrationService/WatchRecords"] = CallerKind.OwnOperator,
        // Clear text with identity numbers: beside the table, the caller needs the duty RECORD.
        ["/ledger.v1.RegistrationService/ListRecordedRequests"] = CallerKind.OwnOperator,

        // The bank acts; the department keeps the record and may look, but a bank's document is shown to the bank only.
        ["/ledger.v1.FinanceService/Prepare"] = ActAccess.Through(DepartmentNames.Finance),
        ["/ledger.v1.FinanceService/Submit"] = CallerKind.BankOperator,
        ["/ledger.v1.FinanceService/GetRecord"] = CallerKind.BankOperator | CallerKind.OwnOperator,
        ["/ledger.v1.FinanceService/ListRecords"] = CallerKind.BankOperator | CallerKind.OwnOperator,
        ["/ledger.v1.FinanceService/WatchRecords"] = CallerKind.BankOperator | CallerKind.OwnOperator,

        ["/ledger.v1.LedgerService/GetCheckpoint"] = CallerKind.Members,
        ["/ledger.v1.LedgerService/GetConsistency"] = CallerKind.Members,
        ["/ledger.v1.LedgerService/GetInclusion"] = CallerKind.Members,
        // The envelope's signer and the service that submitted it: judged by the envelope.
        ["/ledger.v1.LedgerService/GetReceipt"] = CallerKind.Departments | CallerKind.BankOperator | CallerKind.OwnAdministrator,
        ["/ledger.v1.LedgerService/ReadEntries"] = CallerKind.Departments | CallerKind.Auditor | CallerKind.OwnAdministrator,
        ["/ledger.v1.LedgerService/GetPage"] = CallerKind.Departments | CallerKind.Auditor | CallerKind.OwnAdministrator,
        ["/ledger.v1.LedgerService/ListSystemPages"] = CallerKind.Departments | CallerKind.Auditor | CallerKind.OwnAdministrator,
        ["/ledger.v1.LedgerService/SearchEntries"] = CallerKind.Departments | CallerKind.Auditor | CallerKind.OwnAdministrator,

        ["/ledger.v1.VerificationService/CheckTitle"] = CallerKind.Departments | CallerKind.BankOperator,
        ["/ledger.v1.VerificationService/CheckLien"] = CallerKind.Departments | CallerKind.BankOperator,
        ["/ledger.v1.VerificationService/ListChecks"] = CallerKind.OwnOperator | CallerKind.Auditor,

        // What the rules found in the department's own acts: its clerks see it in its records anyway.
        ["/ledger.v1.SupervisionService/ListVerdicts"] = CallerKind.OwnOperator | CallerKind.Auditor,
        ["/ledger.v1.SupervisionService/CountVerdicts"] = CallerKind.OwnOperator | CallerKind.Auditor,
        // Names of people: nobody outside of the department.
        ["/ledger.v1.SupervisionService/ListOperators"] = CallerKind.OwnOperator | CallerKind.OwnAdministrator,

        // Cases go through all departments: each sees whose step is next. No clear text: parties are tokens and credit codes.
        ["/ledger.v1.CaseService/GetCase"] = CallerKind.Departments,
        ["/ledger.v1.CaseService/ListCases"] = CallerKind.Departments,
        ["/ledger.v1.CaseService/WatchCases"] = CallerKind.Departments,

        // What is offered is for all to see, and its department alone changes it. Who is answered says the catalogue, the owner or an officer.
        ["/ledger.v1.SharingService/GetCatalogue"] = CallerKind.Members,
        ["/ledger.v1.SharingService/PublishCatalogue"] = CallerKind.OwnAdministrator,
        ["/ledger.v1.SharingService/Ask"] = CallerKind.Departments | CallerKind.BankOperator,
        ["/ledger.v1.SharingService/ListQuestions"] = CallerKind.OwnOperator,
        ["/ledger.v1.SharingService/Decide"] = CallerKind.OwnOperator,
        ["/ledger.v1.SharingService/Authorise"] = CallerKind.OwnOperator,
        ["/ledger.v1.SharingService/GetTraceCode"] = CallerKind.OwnOperator,
        // By the counter at which the owner is, with the owner's code.
        ["/ledger.v1.SharingService/ListTraces"] = CallerKind.Departments,

        ["/ledger.v1.NodeService/SubmitEnvelope"] = CallerKind.Node,
        ["/ledger.v1.NodeService/ReadBlocks"] = CallerKind.Node,
        ["/ledger.v1.NodeService/ReadCosigned"] = CallerKind.Node,
        ["/ledger.v1.NodeService/ReadBlockWrites"] = CallerKind.Node,
        ["/ledger.v1.NodeService/GetStanding"] = CallerKind.Node,
        ["/ledger.v1.NodeService/ReadHeldBlocks"] = CallerKind.Node,
        ["/ledger.v1.NodeService/GetClock"] = CallerKind.Node,
        ["/ledger.v1.NodeService/GetStatus"] = CallerKind.Node,

        ["/ledger.v1.AdministrationService/GetStatus"] = CallerKind.OwnAdministrator,
        ["/ledger.v1.AdministrationService/Propose"] = CallerKind.OwnAdministrator,
        ["/ledger.v1.AdministrationService/Approve"] = CallerKind.OwnAdministrator,
        ["/ledger.v1.AdministrationService/KeepOperator"] = CallerKind.OwnAdministrator,
        ["/ledger.v1.AdministrationService/CheckRecords"] = CallerKind.OwnAdministrator | CallerKind.Auditor,
        ["/ledger.v1.AdministrationService/VerifyStore"] = CallerKind.OwnAdministrator | CallerKind.Auditor,

        // Health says whether the node serves and nothing else; probes hold no certificate. What can be held open is for members.
        ["/grpc.health.v1.Health/Check"] = CallerKind.Everyone,
        ["/grpc.health.v1.Health/Watch"] = CallerKind.Members,

        // Mapped in development only.
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = CallerKind.Members,
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = CallerKind.Members,
    };

    /// <summary>Every method listed.</summary>
    public static IReadOnlyCollection<string> Methods => Rules.Keys;

    /// <summary>Whether a method has a line.</summary>
    /// <param name="method">Full name as gRPC gives it, with its leading slash.</param>
    public static bool Lists(string method) => Rules.ContainsKey(method);

    /// <summary>Who may call a method.</summary>
    /// <param name="method">Full name as gRPC gives it, with its leading slash.</param>
    /// <returns><see cref="CallerKind.None"/> for a method that is not listed.</returns>
    public static CallerKind Allowed(string method) => Rules.GetValueOrDefault(method);

    /// <summary>What a member's certificate is to a department.</summary>
    /// <param name="role">Role of the certificate.</param>
    /// <param name="member">Member whose root issued it.</param>
    /// <param name="own">Organisation of the department called.</param>
    public static CallerKind KindOf(CertificateRole role, Member member, string own)
    {
        ArgumentNullException.ThrowIfNull(member);
        var isOwn = member.Organisation == own;
        return role switch
        {
            CertificateRole.Signer => CallerKind.Signer,
            CertificateRole.Administrator => isOwn ? CallerKind.OwnAdministrator : CallerKind.OtherAdministrator,
            CertificateRole.Node => member.IsDepartment() ? CallerKind.Node : CallerKind.None,
            _ when isOwn => CallerKind.OwnOperator,
            _ when member.IsBank() => CallerKind.BankOperator,
            _ when member.IsDepartment() => CallerKind.DepartmentOperator,
            _ when member.Department == DepartmentNames.Audit => CallerKind.Auditor,
            _ => CallerKind.None,
        };
    }
}
