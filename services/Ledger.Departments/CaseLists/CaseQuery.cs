using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Which cases a list holds.</summary>
/// <param name="Request">As asked, checked.</param>
/// <param name="Today">Day in UTC+8, yyyymmdd.</param>
/// <param name="DueBy">Promises that end by this day; 0 = not asked.</param>
/// <param name="After">Deadline and number behind which the page begins; null: at the first.</param>
internal sealed record CaseQuery(ListCasesRequest Request, uint Today, uint DueBy, (uint Deadline, string Number)? After);
