using Ledger.Departments.Records.Rows;

namespace Ledger.Departments;

/// <summary>A verdict as the store holds it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Row">What was judged, and what was found.</param>
public sealed record StoredVerdict(long Number, VerdictRow Row);
