using Ledger.V1;

namespace Ledger.Departments;

/// <summary>A work list as somebody who watches it has seen it.</summary>
internal sealed class CaseListShown
{
    private Dictionary<string, CaseSummary> shown = new(StringComparer.Ordinal);

    /// <summary>What is otherwise on the list now; null when nothing is and <paramref name="always"/> is not asked.</summary>
    /// <param name="cases">The list now.</param>
    /// <param name="block">Newest block that it knows.</param>
    /// <param name="day">Day for which it is, yyyymmdd.</param>
    /// <param name="always">Whether a list without change is told too.</param>
    public CaseListChange? Next(IReadOnlyList<CaseSummary> cases, ulong block, uint day, bool always)
    {
        var now = cases.ToDictionary(static found => found.AcceptanceNumber, StringComparer.Ordinal);
        var change = new CaseListChange { Block = block, Day = day };
        change.Cases.AddRange(cases.Where(found => !found.Equals(shown.GetValueOrDefault(found.AcceptanceNumber))));
        change.Gone.AddRange(shown.Keys.Where(number => !now.ContainsKey(number)).Order(StringComparer.Ordinal));
        shown = now;
        return always || change.Cases.Count > 0 || change.Gone.Count > 0 ? change : null;
    }
}
