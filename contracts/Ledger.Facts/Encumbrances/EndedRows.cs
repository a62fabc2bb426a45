using Google.Protobuf.Collections;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Ended rows of an encumbrance page keep their end and stay, so that no unrelated act decides what a late entry finds. Only an
/// act that comes 90 days after the end, and was recorded after it, drops them.
/// </summary>
public static class EndedRows
{
    /// <summary>Days that an ended row stays at least.</summary>
    public const int DaysKept = 90;

    /// <summary>Drops what may be dropped by an act.</summary>
    /// <param name="page">The page as the act leaves it; changed.</param>
    /// <param name="today">Day of the act's envelope.</param>
    /// <param name="recordingMs">Instant of its recording.</param>
    /// <param name="keeps">Whether an open case keeps a notice that has lapsed (C-35); null: none does.</param>
    /// <exception cref="FactFormatException">A row contradicts itself.</exception>
    public static void DropEnded(this EncumbrancePage page, Day today, ulong recordingMs, Func<AdvanceNoticeRow, bool>? keeps = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        Drop(page.Notices, row => MayGo(row.Span().End, today, recordingMs) && (row.Ended != 0 || keeps?.Invoke(row) != true));
        Drop(page.Objections, row => MayGo(row.Span().End, today, recordingMs));
        Drop(page.Easements, row => MayGo(row.Span().End, today, recordingMs));
        Drop(page.Residences, row => MayGo(row.Span().End, today, recordingMs));
        Drop(page.Locks, row => MayGo(row.Span().End, today, recordingMs));
        DropSeizures(page.Seizures, today, recordingMs);
    }

    /// <summary>Whether anything on the page has not ended by a day: counts, waits or will count.</summary>
    /// <param name="page">The page.</param>
    /// <param name="day">The day.</param>
    /// <exception cref="FactFormatException">A row contradicts itself.</exception>
    public static bool HasLive(this EncumbrancePage page, Day day)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Mortgages.Count > 0
            || page.Notices.Any(row => !row.Span().IsOverOn(day)) || page.Objections.Any(row => !row.Span().IsOverOn(day))
            || page.Easements.Any(row => !row.Span().IsOverOn(day)) || page.Residences.Any(row => !row.Span().IsOverOn(day))
            || page.Locks.Any(row => !row.Span().IsOverOn(day)) || SeizureQueue.EndsOf(page.Seizures).Any(end => end > day);
    }

    /// <summary>Whether a row that ended is dropped by an act of this day and recording.</summary>
    internal static bool MayGo(Day? end, Day today, ulong recordingMs)
        => end is { } day && today.DaysSince(day) >= DaysKept && Day.At(recordingMs) >= day;

    // The last first: one that a later row took its start from stays as long as that row does.
    private static void DropSeizures(RepeatedField<SeizureRow> rows, Day today, ulong recordingMs)
    {
        var ended = SeizureQueue.EndsOf(rows);
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (!MayGo(ended[i], today, recordingMs))
                continue;
            List<SeizureRow> others = [.. rows.Where((_, place) => place != i)];
            if (SeizureQueue.AreUnchanged(rows, others))
                rows.RemoveAt(i);
        }
    }

    private static void Drop<T>(RepeatedField<T> rows, Func<T, bool> mayGo)
    {
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            if (mayGo(rows[i]))
                rows.RemoveAt(i);
        }
    }
}
