namespace Ledger.Departments;

/// <summary>What a comparison of the ledger with the record store found.</summary>
/// <param name="Size">Size of the log up to which it read.</param>
/// <param name="Read">Entries it read.</param>
/// <param name="Missing">Own envelopes without a record.</param>
/// <param name="Tolerated">Those without one that stop nobody: a bank signed them, or the operator has accepted their loss
/// (<see cref="Department.AcceptMissingRecordsBefore"/>).</param>
/// <param name="Late">Envelopes on the ledger whose records say that they were refused or have lapsed.</param>
internal sealed record OwnEnvelopesReport(
    ulong Size,
    ulong Read,
    MissingRecords Missing,
    MissingRecords Tolerated,
    IReadOnlyList<LateRecord> Late);

/// <summary>An envelope that was ordered after its refusal had been answered.</summary>
/// <param name="Number">Number of its record.</param>
/// <param name="LeafHash">Its leaf hash, 32 bytes.</param>
internal sealed record LateRecord(long Number, byte[] LeafHash);
