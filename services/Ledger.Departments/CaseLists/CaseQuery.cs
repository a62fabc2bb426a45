using System.Globalization;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>Which cases a list holds.</summary>
/// <param name="Request">As asked, checked.</param>
/// <param name="Today">Day in UTC+8, yyyymmdd.</param>
/// <param name="DueBy">Promises that end by this day; 0 = not asked.</param>
/// <param name="After">Deadline and number behind which the page begins; null: at the first.</param>
internal sealed record CaseQuery(ListCasesRequest Request, uint Today, uint DueBy, (uint Deadline, string Number)? After)
{
    /// <summary>Where a list goes on behind a case: its deadline and its number, which may hold hyphens itself.</summary>
    public static string TokenBehind(CaseSummary last)
        => string.Create(CultureInfo.InvariantCulture, $"{(last.PromiseEnds == 0 ? CaseIndex.NoDeadline : last.PromiseEnds)}-{last.AcceptanceNumber}");

    /// <summary>Reads what <see cref="TokenBehind"/> wrote.</summary>
    public static bool TryReadToken(string token, out (uint Deadline, string Number) after)
    {
        after = default;
        if (token.Split('-', 2) is not [var day, var number] || !uint.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var deadline)
            || !AcceptanceNumber.TryParse(number, out _, out _))
        {
            return false;
        }

        after = (deadline, number);
        return true;
    }
}
