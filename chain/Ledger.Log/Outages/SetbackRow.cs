namespace Ledger.Log;

/// <summary>Failures in a row.</summary>
/// <param name="Reason">Why the newest failed.</param>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Since">When the first was.</param>
public sealed record SetbackRow(OutageReason Reason, ulong Count, DateTimeOffset Since);
