using static Ledger.Network.Tests.Callers;

namespace Ledger.Network.Tests;

/// <summary>Who may make which call, written out by hand and not taken from the program's own table.</summary>
internal static class AllowedCallers
{
    private static readonly string[] Members =
    [
        Operator, OtherOperator, Bank, Auditor, Administrator, OtherAdministrator, BankAdministrator, "administrator of the audit office", OwnNode, OtherNode,
    ];

    /// <summary>Callers by method; who is not listed is refused. A health check answers everyone and is not here.</summary>
    public static IReadOnlyDictionary<string, string[]> ByMethod { get; } = new (string Service, string Methods, string[] Callers)[]
    {
        ("TransactionService", "Write GetRecord", [Operator, Administrator]),
        ("TransactionService", "ListRecords WatchRecords", [Operator]),
        ("TaxService", "Write GetRecord", [Operator, Administrator]),
        ("TaxService", "ListRecords WatchRecords", [Operator]),
        ("RegistrationService", "Write GetRecord", [Operator, Administrator]),
        ("RegistrationService", "ListRecords WatchRecords ListRecordedRequests", [Operator]),
        ("FinanceService", "Prepare Submit", [Bank]),
        ("FinanceService", "GetRecord ListRecords WatchRecords", [Bank, Operator]),
        ("LedgerService", "GetCheckpoint GetConsistency GetInclusion", Members),
        ("LedgerService", "GetReceipt", [Operator, OtherOperator, Bank, Administrator]),
        ("LedgerService", "ReadEntries GetPage ListSystemPages SearchEntries", [Operator, OtherOperator, Auditor, Administrator]),
        ("VerificationService", "CheckTitle CheckLien", [Operator, OtherOperator, Bank]),
        ("VerificationService", "ListChecks", [Operator, Auditor]),
        ("SupervisionService", "ListVerdicts CountVerdicts", [Operator, Auditor]),
        ("SupervisionService", "ListOperators", [Operator, Administrator]),
        ("SharingService", "GetCatalogue", Members),
        ("SharingService", "PublishCatalogue", [Administrator]),
        ("SharingService", "Ask", [Operator, OtherOperator, Bank]),
        ("SharingService", "ListQuestions Decide Authorise GetTraceCode", [Operator]),
        ("SharingService", "ListTraces", [Operator, OtherOperator]),
        ("CaseService", "GetCase ListCases WatchCases", [Operator, OtherOperator]),
        ("NodeService", "SubmitEnvelope ReadBlocks ReadCosigned ReadBlockWrites GetStanding ReadHeldBlocks GetClock GetStatus", [OwnNode, OtherNode]),
        ("AdministrationService", "GetStatus Propose Approve KeepOperator", [Administrator]),
        ("AdministrationService", "CheckRecords VerifyStore", [Administrator, Auditor]),
    }
    .SelectMany(line => line.Methods.Split(' ').Select(method => (Name: $"/ledger.v1.{line.Service}/{method}", line.Callers)))
    .Append((Name: "/grpc.health.v1.Health/Watch", Callers: Members))
    .Append((Name: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", Callers: Members))
    .Append((Name: "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", Callers: Members))
    .ToDictionary(line => line.Name, line => line.Callers, StringComparer.Ordinal);

    /// <summary>Methods that answer whoever asks.</summary>
    public static IReadOnlyList<string> ForEveryone { get; } = ["/grpc.health.v1.Health/Check"];

    /// <summary>The departments' own services, each served by its department only.</summary>
    public static IReadOnlyDictionary<string, string> OwnService { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [LocalMember.Transaction] = "/ledger.v1.TransactionService/",
        [LocalMember.Tax] = "/ledger.v1.TaxService/",
        [LocalMember.Registration] = "/ledger.v1.RegistrationService/",
        [LocalMember.Finance] = "/ledger.v1.FinanceService/",
    };
}
