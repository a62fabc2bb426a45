using System.Security.Cryptography;
using Ledger.Facts;

namespace Ledger.Departments;

/// <summary>What a department's services run with.</summary>
public sealed class Department
{
    /// <summary>Organisation of the department, as genesis names it.</summary>
    public required string Organisation { get; init; }

    /// <summary>Unified social credit code of the organisation.</summary>
    public required string CreditCode { get; init; }

    /// <summary>The part it plays: one of <see cref="DepartmentNames"/>, not audit.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Private key (P-256) of the node, which signs the department's envelopes; in finance it signs governance only. The caller
    /// keeps owning it.
    /// </summary>
    public required ECDsa SigningKey { get; init; }

    /// <summary>Consortium keys (32 bytes) by epoch; the highest epoch serves new units.</summary>
    public required IReadOnlyDictionary<uint, byte[]> ConsortiumKeys { get; init; }

    /// <summary>Path of the record store's file; its folder must exist.</summary>
    public required string RecordStorePath { get; init; }

    /// <summary>
    /// Size of the log, in entries, below which an own envelope may lack its record: the store was lost for good and its
    /// operator accepts that. 0: none may.
    /// </summary>
    public ulong AcceptMissingRecordsBefore { get; init; }

    /// <summary>Whose peer judges what is submitted, as verdicts name it; null = the own one.</summary>
    public string? Evaluator { get; init; }

    /// <summary>Limits.</summary>
    public DepartmentLimits Limits { get; init; } = new();

    /// <summary>Checks what was given.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or unknown; the message says what.</exception>
    public void Validate()
    {
        Require(Organisation.Length > 0, "no organisation is stated");
        Require(RecordStorePath.Length > 0, "no path of the record store is stated");
        Require(
            Name is DepartmentNames.Transaction or DepartmentNames.Registration or DepartmentNames.Tax or DepartmentNames.Finance,
            $"department '{Name}' is unknown; transaction, registration, tax and finance have services");
        Require(Facts.CreditCode.TryParse(CreditCode, out _, out var error), $"the credit code of {Organisation}: {error?.English}");
        Require(
            Limits is
            {
                RequestBytes: > 0, PageSize: > 0, OpenRecords: > 0, StreamsPerConnection: > 0, Watches: > 0, WatchesPerMember: > 0, WatchesPerCertificate: > 0,
                PreparedRecordsPerBank: > 0, PreparedBytesPerBank: > 0, OpenRecordsPerBank: > 0, ChecksPerDay: > 0, RefusedPerDay: > 0,
                StoredBytesPerDay: > 0, AuthorisationDays: > 0,
            },
            "limits must be above 0");
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
            throw new InvalidOperationException($"The department cannot start: {fault}.");
    }
}
