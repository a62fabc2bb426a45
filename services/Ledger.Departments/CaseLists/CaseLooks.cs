using Ledger.Chain;
using Ledger.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Ledger.Departments;

/// <summary>
/// Puts cases on the work lists as they stand now. A case that cannot be looked at stays as it was last seen, and the log says so: one
/// case never keeps the others from the lists.
/// </summary>
internal sealed class CaseLooks(ILogger logger)
{
    /// <summary>Looks at some cases and puts them.</summary>
    /// <param name="open">The lists, while several things are written at once.</param>
    /// <param name="numbers">Their numbers.</param>
    /// <param name="find">How a case stands; null when there is none.</param>
    public void Put(CaseIndex open, IReadOnlyList<string> numbers, Func<string, CaseView?> find)
    {
        foreach (var row in numbers.Select(number => Look(number, find)).OfType<Row>())
            open.Put(row.Summary, row.Units, row.Wakes);
    }

    // The lists and the peer's store fail for all cases alike: that is no fault of a case, and is tried again.
    private Row? Look(string number, Func<string, CaseView?> find)
    {
        try
        {
            return find(number) is { } view
                ? new(CaseSummaries.Of(view), view.State == CaseState.Archived ? [] : CaseSummaries.UnitsOf(view.Page), CaseSummaries.Wakes(view))
                : null;
        }
        catch (Exception e) when (e is not (SqliteException or IOException or StoreException or OperationCanceledException or ObjectDisposedException))
        {
            CaseListLog.LeftOut(logger, number, e.GetType().Name);
            return null;
        }
    }

    private sealed record Row(CaseSummary Summary, IReadOnlyList<string> Units, uint Wakes);
}
