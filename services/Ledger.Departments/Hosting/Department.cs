using System.Security.Cryptography;
using Ledger.Departments.Access;

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

    /// <summary>Private key (P-256) of the node, which signs the department's envelopes; in finance it signs governance only. The caller keeps owning it.</summary>
    public required ECDsa SigningKey { get; init; }

    /// <summary>Consortium keys (32 bytes) by epoch; the highest epoch serves new units.</summary>
    public required IReadOnlyDictionary<uint, byte[]> ConsortiumKeys { get; init; }

    /// <summary>Path of the record store's file; its folder must exist.</summary>
    public required string RecordStorePath { get; init; }

    /// <summary>Limits.</summary>
    public DepartmentLimits Limits { get; init; } = new();

    /// <summary>Checks what was given.</summary>
    /// <exception cref="ArgumentException">Something is missing or unknown; the message says what.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Organisation);
        ArgumentException.ThrowIfNullOrEmpty(RecordStorePath);
        if (Name is not (DepartmentNames.Transaction or DepartmentNames.Registration or DepartmentNames.Tax or DepartmentNames.Finance))
        {
            throw new ArgumentException($"Department '{Name}' is unknown; transaction, registration, tax and finance have services.");
        }

        if (!Facts.CreditCode.TryParse(CreditCode, out _, out var error))
        {
            throw new ArgumentException($"The credit code of {Organisation}: {error.English}");
        }

        if (Limits is { RequestBytes: <= 0 } or { PageSize: <= 0 } or { OpenRecords: <= 0 })
        {
            throw new ArgumentException("Limits must be above 0.");
        }
    }
}
