using System.Diagnostics.CodeAnalysis;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// The queue of seizures on a unit at one day (查封规定 26, 27): which one is active, which wait, which have lapsed. Rules
/// and readers fold the rows of an encumbrance page through this one function, so that a ledger on which nothing happens
/// still tells the truth.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "The field's word: a queue of seizures (轮候查封).")]
public sealed class SeizureQueue
{
    /// <summary>Longest term in months and in days that is folded; rule C-32 allows far less.</summary>
    private const uint MostMonths = 1_200;
    private const uint MostDays = 36_600;

    private static readonly Wording Subject = new("查封行", "seizure row");

    private SeizureQueue(SeizurePlace? active, IReadOnlyList<SeizurePlace> queued, IReadOnlyList<SeizurePlace> lapsed)
        => (Active, Queued, Lapsed) = (active, queued, lapsed);

    /// <summary>The seizure in force, if any: start ≤ day &lt; end.</summary>
    public SeizurePlace? Active { get; }

    /// <summary>Those that wait, in order, with the days they would start and end.</summary>
    public IReadOnlyList<SeizurePlace> Queued { get; }

    /// <summary>Those whose term is over, in order; still on the page because nothing was recorded since.</summary>
    public IReadOnlyList<SeizurePlace> Lapsed { get; }

    /// <summary>The queue at the day of UTC+8 in which an instant lies.</summary>
    /// <param name="rows">Rows of an encumbrance page in their order.</param>
    /// <param name="timeMs">Envelope time for rules, evidence time for readers; ms since the epoch.</param>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static SeizureQueue At(IReadOnlyList<SeizureRow> rows, ulong timeMs) => At(rows, Day.At(timeMs));

    /// <summary>The queue at a day.</summary>
    /// <param name="rows">Rows of an encumbrance page in their order: the first carries start and end, the others follow one another.</param>
    /// <param name="day">Day of UTC+8.</param>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static SeizureQueue At(IReadOnlyList<SeizureRow> rows, Day day)
    {
        ArgumentNullException.ThrowIfNull(rows);
        SeizurePlace? active = null;
        List<SeizurePlace> queued = [];
        List<SeizurePlace> lapsed = [];
        Day? free = null;
        foreach (var row in rows)
        {
            var place = Place(row, free);
            free = place.End;
            if (place.End <= day)
            {
                lapsed.Add(place);
            }
            else if (active is null && place.Start <= day)
            {
                active = place;
            }
            else
            {
                queued.Add(place);
            }
        }

        return new(active, queued, lapsed);
    }

    /// <summary>
    /// The rows as a page written on this day holds them: lapsed ones are dropped, and the first that remains carries its
    /// start and end.
    /// </summary>
    /// <param name="rows">Rows of an encumbrance page; not changed.</param>
    /// <param name="day">Day of UTC+8.</param>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static IReadOnlyList<SeizureRow> Settle(IReadOnlyList<SeizureRow> rows, Day day)
    {
        var queue = At(rows, day);
        List<SeizureRow> settled = [];
        if (queue.Active is { } active)
            settled.Add(Dated(active));

        foreach (var place in queue.Queued)
            settled.Add(settled.Count == 0 ? Dated(place) : place.Row.Clone());

        return settled;
    }

    /// <summary>The same row as it stands once it starts on this day: with its start and end.</summary>
    /// <param name="row">A queued row, or one that is entered on a free unit; not changed.</param>
    /// <param name="start">First day: the day of delivery on a free unit, the day of the lift or end of the one before.</param>
    /// <exception cref="FactFormatException">The term is empty or leaves the calendar.</exception>
    public static SeizureRow Start(SeizureRow row, Day start)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Dated(new(row, start, EndOf(start, row.Term)));
    }

    /// <summary>The day after the last of a term that starts on a day: first the months, then the days.</summary>
    /// <exception cref="FactFormatException">The term is absent, empty or leaves the calendar.</exception>
    public static Day EndOf(Day start, SeizureTerm? term)
        => TryEndOf(start, term, out var end, out var error) ? end : throw new FactFormatException(error);

    /// <summary>The day after the last of a term that starts on a day: first the months, then the days.</summary>
    /// <param name="start">First day.</param>
    /// <param name="term">The term; null counts as absent.</param>
    /// <param name="end">The day after its last day when the result is true.</param>
    /// <param name="error">Why there is none: the term is absent, empty or leaves the calendar.</param>
    public static bool TryEndOf(Day start, SeizureTerm? term, out Day end, [NotNullWhen(false)] out FormatError? error)
    {
        if (term is null || (term.Months == 0 && term.Days == 0) || term.Months > MostMonths || term.Days > MostDays
            || start > Day.Of(9700, 1, 1))
        {
            end = default;
            error = new(
                new("查封期限", "seizure term"),
                0,
                term is null ? null : $"{term.Months}m {term.Days}d, {start}",
                new("1天以上且不超出日历的期限", "a term of at least 1 day within the calendar"));
            return false;
        }

        end = start.AddMonths((int)term.Months).AddDays((int)term.Days);
        error = null;
        return true;
    }

    private static SeizurePlace Place(SeizureRow row, Day? free)
    {
        if (row.Start != 0 || row.End != 0)
        {
            var (start, end) = (Day.FromNumber(row.Start), Day.FromNumber(row.End));
            return start < end
                ? new(row, start, end)
                : throw new FactFormatException(new(Subject, 0, $"{start}, {end}", new("起始日早于截止日", "a start before the end")));
        }

        return free is { } day
            ? new(row, day, EndOf(day, row.Term))
            : throw new FactFormatException(new(Subject, 0, "0", new("首行的起止日期", "start and end on the first row")));
    }

    private static SeizureRow Dated(SeizurePlace place)
    {
        var row = place.Row.Clone();
        row.Start = place.Start.Number;
        row.End = place.End.Number;
        return row;
    }
}
