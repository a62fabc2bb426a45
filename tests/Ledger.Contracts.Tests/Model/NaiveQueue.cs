using Ledger.Facts;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The queue of seizures, walked day by day: whoever stands first in a holding and has been delivered is in force; when its last
/// day is over, or it is lifted, the next one's term begins. Each renewal lengthens what is still in force when it is delivered.
/// </summary>
internal static class NaiveQueue
{
    /// <summary>Those in force in a holding at an instant; at most one.</summary>
    public static NaiveSeizure? ActiveAt(IEnumerable<NaiveSeizure> seizures, string holder, ulong instant)
    {
        var day = Day.At(instant);
        return Walk([.. seizures.Where(row => row.StandsIn(holder))], day)
            .Where(walked => walked.Start is { } start && start <= day && day < walked.End && walked.Row.DeliveryMs <= instant)
            .Select(static walked => walked.Row).FirstOrDefault();
    }

    /// <summary>Documents of those in force or waiting on a day, in any holding.</summary>
    public static SortedSet<string> AliveOn(IReadOnlyList<NaiveSeizure> seizures, Day day)
    {
        SortedSet<string> alive = new(StringComparer.Ordinal);
        if (seizures.Count == 0)
            return alive;
        foreach (var holder in Holders(seizures))
        {
            foreach (var (row, start, end) in Walk([.. seizures.Where(row => row.StandsIn(holder))], day))
            {
                if (day < end)
                    alive.Add(row.Document);
            }
        }

        return alive;
    }

    /// <summary>Documents of those that were in force in a holding at some instant before now, or are.</summary>
    public static SortedSet<string> StartedAt(IReadOnlyList<NaiveSeizure> seizures, ulong instant)
    {
        SortedSet<string> started = new(StringComparer.Ordinal);
        var day = Day.At(instant);
        foreach (var holder in Holders(seizures))
        {
            foreach (var (row, start, _) in Walk([.. seizures.Where(row => row.StandsIn(holder))], day))
            {
                if (start is { } first && (first > Day.At(row.DeliveryMs) ? first <= day : row.DeliveryMs <= instant))
                    started.Add(row.Document);
            }
        }

        return started;
    }

    /// <summary>The last day of one, as it follows from what is known now, whenever it comes to be in force.</summary>
    public static Day LastDayOf(IReadOnlyList<NaiveSeizure> seizures, NaiveSeizure row)
        => Holders(seizures).Where(row.StandsIn).SelectMany(holder => Walk([.. seizures.Where(other => other.StandsIn(holder))], Day.Of(2300, 1, 1)))
            .Where(walked => walked.Row == row).Max(walked => walked.End).AddDays(-1);

    /// <summary>The days on which something of the queue changes, from a day on.</summary>
    public static IEnumerable<Day> EndsFrom(IReadOnlyList<NaiveSeizure> seizures, Day day)
        => Holders(seizures).SelectMany(holder => Walk([.. seizures.Where(row => row.StandsIn(holder))], day))
            .Where(walked => walked.Start is not null && walked.End >= day).Select(static walked => walked.End).Distinct();

    /// <summary>The day after the last of a term whose event is on a day, which does not count.</summary>
    public static Day EndOf(Day day, uint months, uint days) => LastOf(day, months, days).AddDays(1);

    // The whole stands in every holding; a unit without holdings has the whole alone.
    private static IEnumerable<string> Holders(IReadOnlyList<NaiveSeizure> seizures)
    {
        List<string> holders = [.. seizures.SelectMany(static row => row.Holders).Distinct()];
        return holders.Count == 0 || seizures.Any(static row => row.Holders.Count == 0) ? holders.Append("") : holders;
    }

    // Start: null while it waits on the last day walked. End: the first day on which it is over, as far as is known on that day.
    private static List<(NaiveSeizure Row, Day? Start, Day End)> Walk(List<NaiveSeizure> rows, Day until)
    {
        List<(NaiveSeizure Row, Day? Start, Day End)> walked = [];
        Day? free = null;
        foreach (var row in rows)
        {
            var delivered = Day.At(row.DeliveryMs);
            var start = free is { } day && day > delivered ? day : delivered;
            if (row.Lifted is { } lifted && lifted <= start)
            {
                // It never was in force: whoever waits behind it does not notice.
                walked.Add((row, lifted <= until ? lifted : null, lifted));
                free = Later(free ?? lifted, lifted);
            }
            else if (start > until)
            {
                walked.Add((row, null, Day.Last));
                free = Day.Last;
            }
            else
            {
                var end = EndAsOf(row, delivered, start, until);
                walked.Add((row, start, end));
                free = Later(free ?? end, end);
            }
        }

        return walked;
    }

    // Day by day from its first: a renewal that comes while it is in force lengthens it, a lift ends it.
    private static Day EndAsOf(NaiveSeizure row, Day delivered, Day start, Day until)
    {
        var last = FirstLast(row, delivered, start);
        Queue<(ulong DeliveryMs, uint Months, uint Days, Day? StatedEnd)> renewals = new(row.Renewals);
        for (var day = start; day <= until; day = day.AddDays(1))
        {
            while (renewals.TryPeek(out var renewal) && Day.At(renewal.DeliveryMs) is var came && came <= day && came <= last)
            {
                last = Later(last, renewal.StatedEnd?.AddDays(-1) ?? LastOf(last, renewal.Months, renewal.Days));
                renewals.Dequeue();
            }

            if (day > last)
                return last.AddDays(1);
            if (row.Lifted is { } lifted && day >= lifted)
                return lifted;
        }

        return last.AddDays(1);
    }

    private static Day FirstLast(NaiveSeizure row, Day delivered, Day start)
    {
        var first = row.StatedFirst ?? delivered;
        if (row.StatedEnd is not { } stated)
            return LastOf(start == delivered ? first : start, row.Term.Months, row.Term.Days);
        if (start == delivered)
            return stated.AddDays(-1);

        // Promoted it runs by its term, where it has one beside its last day; else as many days as were stated.
        return row.Term != default ? LastOf(start, row.Term.Months, row.Term.Days) : start.AddDays(Math.Max(stated.DaysSince(first), 0) - 1);
    }

    private static Day LastOf(Day day, uint months, uint days)
    {
        // School calendar: the corresponding day, or the month's last.
        var month = (day.Month - 1 + (int)months) % 12;
        var year = day.Year + ((day.Month - 1 + (int)months) / 12);
        var length = month switch
        {
            1 => DateTime.IsLeapYear(year) ? 29 : 28,
            3 or 5 or 8 or 10 => 30,
            _ => 31,
        };
        return Day.Of(year, month + 1, Math.Min(day.DayOfMonth, length)).AddDays((int)days);
    }

    private static Day Later(Day left, Day right) => left > right ? left : right;
}
