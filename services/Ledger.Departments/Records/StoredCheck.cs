using Ledger.Departments.Records.Rows;

namespace Ledger.Departments;

/// <summary>A title or lien check that was asked, with its answer.</summary>
/// <param name="Number">Number of the check; at least 1.</param>
/// <param name="Row">Question and answer.</param>
public sealed record StoredCheck(long Number, CheckRow Row);
