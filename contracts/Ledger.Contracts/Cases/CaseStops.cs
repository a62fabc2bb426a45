using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// When a case's clock stands still: from the day of a request or suspension to the day on which the case goes on, both days
/// included, and while a public notice is posted.
/// </summary>
internal static class CaseStops
{
    /// <summary>Stops the clock: the case waits in this state and returns to its present one.</summary>
    public static void Stop(CasePage page, CaseState state, uint day)
    {
        // One that waits already goes back to where it was before.
        if (page.State is CaseState.Accepted or CaseState.Reviewed)
            page.Former = page.State;
        page.State = state;
        page.Stops.Add(new CaseStop { From = day });
    }

    /// <summary>The clock runs again after this day.</summary>
    public static void Resume(CasePage page, uint day)
    {
        page.State = page.Former;
        page.Former = CaseState.Unspecified;
        foreach (var stop in page.Stops.Where(static stop => stop.Until == 0))
            stop.Until = Day.FromNumber(day).AddDays(1).Number;
    }

    /// <summary>Whether the clock stands still on a day.</summary>
    public static bool StandsStill(CasePage page, Day day)
        => page.Stops.Any(stop => stop.From <= day.Number && (stop.Until == 0 || day.Number < stop.Until));

    /// <summary>
    /// A seizure stops the open cases of a unit at its delivery: they go on when they are resumed. What was recorded in the
    /// book before that stays so.
    /// </summary>
    /// <param name="book">The state.</param>
    /// <param name="cases">Open cases of the unit, as <see cref="CaseDesks.CasesOn"/> found them.</param>
    /// <param name="deliveryMs">Instant of the delivery.</param>
    public static void StopBySeizure(Book book, IEnumerable<PageView<CasePage>> cases, ulong deliveryMs)
    {
        foreach (var view in cases)
        {
            if (view.Body is not { } known || CaseStates.At(known, book.Today) is not (CaseState.Accepted or CaseState.Reviewed or CaseState.Notice))
                continue;
            var page = known.Clone();
            page.State = CaseStates.At(known, book.Today);
            Stop(page, CaseState.Suspended, Day.At(deliveryMs).Number);
            page.SeizedMs = deliveryMs;
            book.Write(view.Key, page);
        }
    }
}
