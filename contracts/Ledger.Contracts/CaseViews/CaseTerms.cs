using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The two terms of a case, counted as C-58 counts them (<see cref="CaseTime"/>): from the day after the acceptance, without the days on
/// which its clock stood still. A hand-over to another town stops nothing.
/// </summary>
/// <param name="book">The state.</param>
/// <param name="page">The case.</param>
/// <param name="state">Its state on the day of the view.</param>
internal sealed class CaseTerms(Book book, CasePage page, CaseState state)
{
    /// <summary>The promise of the city's file.</summary>
    public CaseTermView Promise => Of((int)page.PromisedDays);

    /// <summary>The law's limit.</summary>
    public CaseTermView Limit => Of(Promises.LimitOf(
        book.Table(TableKind.Limits), page.Flows.Select(static flow => flow.Flow).Concat(page.Projects.Select(static project => project.Flow)), Accepted));

    private Day Accepted => Day.At(page.AcceptanceMs);

    // What is recorded or over uses no more days.
    private Day Through
    {
        get
        {
            var last = state is CaseState.Withdrawn or CaseState.Refused || (state == CaseState.Archived && page.RecordedMs == 0) ? Day.FromNumber(page.Ended)
                : state is CaseState.Recorded or CaseState.Archived ? Day.At(page.RecordedMs)
                : book.Today;
            return last < Accepted ? Accepted : last;
        }
    }

    /// <summary>When the clock stood still, and why as far as the page says it.</summary>
    public static IEnumerable<CaseStopView> Stops(CasePage page, CaseState state) => page.Stops.Select(stop => new CaseStopView
    {
        From = stop.From,
        Through = stop.Until == 0 ? 0 : Day.FromNumber(stop.Until).AddDays(-1).Number,
        Why = page.Notices.Any(notice => notice.Posted == stop.From && notice.Until == stop.Until) ? CaseState.Notice
            : stop.Until == 0 && state is CaseState.Supplement or CaseState.Suspended ? state
            : CaseState.Unspecified,
        BySeizure = stop.Until == 0 && page.SeizedMs > 0 && state == CaseState.Suspended,
    });

    private CaseTermView Of(int days)
    {
        var used = CaseTime.DaysUsed(book.WorkingDays, page, Accepted, Through);
        return new CaseTermView { WorkingDays = (uint)days, Used = (uint)used, Ends = EndOf(days), Exceeded = used > days };
    }

    private uint EndOf(int days)
    {
        var (day, left) = (Accepted, days);
        while (left > 0 && day < Day.Last)
        {
            day = day.AddDays(1);
            if (page.Stops.Any(stop => stop.Until == 0 && stop.From <= day.Number))
                return 0;
            if (book.WorkingDays.IsWorkingDay(day) && !CaseStops.StandsStill(page, day))
                left--;
        }

        return left > 0 ? 0 : day.Number;
    }
}
