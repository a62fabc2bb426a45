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
    private SeizureQueue(IReadOnlyList<SeizurePlace> inForce, IReadOnlyList<SeizurePlace> queued, IReadOnlyList<SeizurePlace> lapsed)
        => (InForce, Queued, Lapsed) = (inForce, queued, lapsed);

    /// <summary>The seizure in force, if any: start ≤ day &lt; end. Where holdings have queues of their own, the first of them.</summary>
    public SeizurePlace? Active => InForce.Count > 0 ? InForce[0] : null;

    /// <summary>All seizures in force: one, or one per holding.</summary>
    public IReadOnlyList<SeizurePlace> InForce { get; }

    /// <summary>Those that wait, in order, with the days they would start and end.</summary>
    public IReadOnlyList<SeizurePlace> Queued { get; }

    /// <summary>Those that are over, in order: lapsed or lifted, and still on the page.</summary>
    public IReadOnlyList<SeizurePlace> Lapsed { get; }

    /// <summary>The queue at an instant: a seizure starts with the instant of its delivery and ends with a day of UTC+8.</summary>
    /// <param name="rows">Rows of an encumbrance page in their order.</param>
    /// <param name="timeMs">Envelope time or recording for rules, evidence time for readers; ms since the epoch.</param>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static SeizureQueue At(IReadOnlyList<SeizureRow> rows, ulong timeMs) => At(SeizurePlaces.Of(rows), timeMs);

    /// <summary>The queue of one holding at an instant: what stands in the holding itself, and what stands in the whole.</summary>
    /// <param name="rows">Rows of an encumbrance page in their order.</param>
    /// <param name="holder">A holder of the unit.</param>
    /// <param name="timeMs">ms since the epoch.</param>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static SeizureQueue In(IReadOnlyList<SeizureRow> rows, Party holder, ulong timeMs)
        => At(SeizurePlaces.In(rows, holder), timeMs);

    /// <summary>The queue at a day.</summary>
    /// <param name="rows">
    /// Rows of an encumbrance page in their order. Of a page of profile 1 the first carries start and end, and the others follow
    /// one another; a row of profile 2 follows those before it, or starts with its delivery.
    /// </param>
    /// <param name="day">Day of UTC+8.</param>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static SeizureQueue At(IReadOnlyList<SeizureRow> rows, Day day)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Sort(SeizurePlaces.Of(rows), day, place => place.Start <= day);
    }

    private static SeizureQueue At(IReadOnlyList<SeizurePlace> places, ulong timeMs)
        => Sort(places, Day.At(timeMs), place => place.StartMs <= timeMs);

    private static SeizureQueue Sort(IReadOnlyList<SeizurePlace> places, Day day, Predicate<SeizurePlace> hasStarted)
    {
        List<SeizurePlace> inForce = [];
        List<SeizurePlace> queued = [];
        List<SeizurePlace> lapsed = [];
        foreach (var place in places)
            Add(place.End <= day ? lapsed : hasStarted(place) ? inForce : queued, place);
        lapsed.RemoveAll(place => Find(inForce, place.Row) >= 0 || Find(queued, place.Row) >= 0);
        return new(inForce, queued, lapsed);
    }

    // One that stands in several holdings at different times counts once, from its first day to its last.
    private static void Add(List<SeizurePlace> places, SeizurePlace place)
    {
        if (Find(places, place.Row) is >= 0 and var i)
        {
            var known = places[i];
            var first = place.StartMs < known.StartMs ? place : known;
            places[i] = first with { End = place.End > known.End ? place.End : known.End };
        }
        else
        {
            places.Add(place);
        }
    }

    private static int Find(List<SeizurePlace> places, SeizureRow row) => places.FindIndex(place => ReferenceEquals(place.Row, row));

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

    /// <summary>The first day on which each row is over for good, in the order of the rows.</summary>
    /// <exception cref="FactFormatException">A row has a date that does not exist, or the first one has none.</exception>
    public static IReadOnlyList<Day> EndsOf(IReadOnlyList<SeizureRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var places = SeizurePlaces.Of(rows);
        return [.. rows.Select(row => places.Where(place => ReferenceEquals(place.Row, row)).Max(static place => place.End))];
    }

    /// <summary>Whether two seizures stand in a holding together, so that one waits for the other.</summary>
    public static bool Meet(SeizureRow one, SeizureRow other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return SeizurePlaces.IsOfWhole(one) || SeizurePlaces.IsOfWhole(other) || one.Holders.Any(other.Holders.Contains);
    }

    /// <summary>Whether the rows that are left start and end as they did among all.</summary>
    internal static bool AreUnchanged(IReadOnlyList<SeizureRow> rows, IReadOnlyList<SeizureRow> left)
    {
        // A row of profile 1 that took its days from a row before it has none of its own.
        if (left.Count > 0 && left[0] is { RecordingMs: 0, Start: 0, End: 0 })
            return false;
        var before = SeizurePlaces.Of(rows).Where(place => left.Any(row => ReferenceEquals(row, place.Row)));
        return SeizurePlaces.Of(left).SequenceEqual(before);
    }

    /// <summary>The same row as it stands once it starts on this day: with its start and end.</summary>
    /// <param name="row">A queued row, or one that is entered on a free unit; not changed.</param>
    /// <param name="start">First day: the day of delivery on a free unit, the day of the lift or end of the one before.</param>
    /// <exception cref="FactFormatException">The term is empty or leaves the calendar.</exception>
    public static SeizureRow Start(SeizureRow row, Day start)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Dated(new(row, start, EndOf(start, row.Term), 0));
    }

    /// <inheritdoc cref="SeizureTerms.EndOf(Day, SeizureTerm?)"/>
    public static Day EndOf(Day start, SeizureTerm? term) => SeizureTerms.EndOf(start, term);

    /// <inheritdoc cref="SeizureTerms.TryEndOf(Day, SeizureTerm?, out Day, out FormatError?)"/>
    public static bool TryEndOf(Day start, SeizureTerm? term, out Day end, [NotNullWhen(false)] out FormatError? error)
        => SeizureTerms.TryEndOf(start, term, out end, out error);

    private static SeizureRow Dated(SeizurePlace place)
    {
        var row = place.Row.Clone();
        row.Start = place.Start.Number;
        row.End = place.End.Number;
        return row;
    }
}
