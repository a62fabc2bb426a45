using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// When each seizure of a unit starts and ends, from the rows alone (查封规定 26, 27): a seizure starts with its delivery, or when
/// the one before it ends; its end follows from its term, its renewals and its lift. Nothing is settled when the page is
/// written, so that a renewal or notice that is entered late changes what follows from it.
/// </summary>
internal static class SeizurePlaces
{
    private static readonly Wording Subject = new("查封行", "seizure row");

    /// <summary>The places of all rows in their order; a row that stands in several holdings has one for each time it does.</summary>
    public static IReadOnlyList<SeizurePlace> Of(IReadOnlyList<SeizureRow> rows)
    {
        List<Party> holders = [.. rows.SelectMany(static row => row.Holders).Distinct()];
        if (holders.Count == 0)
            return Fold(rows);
        List<List<SeizurePlace>> queues = [.. holders.Select(holder => Fold(rows.Where(row => StandsIn(row, holder))))];
        if (rows.Any(static row => row.Holders.Count == 0))
            queues.Add(Fold(rows.Where(IsOfWhole)));
        return [.. rows.SelectMany(row => queues.SelectMany(queue => queue.Where(place => ReferenceEquals(place.Row, row))).Distinct())];
    }

    /// <summary>The places in one holding.</summary>
    public static IReadOnlyList<SeizurePlace> In(IReadOnlyList<SeizureRow> rows, Party holder)
        => Fold(rows.Where(row => StandsIn(row, holder)));

    /// <summary>Whether a seizure stands in a holding.</summary>
    public static bool StandsIn(SeizureRow row, Party holder) => IsOfWhole(row) || row.Holders.Contains(holder);

    /// <summary>Whether a seizure stands in every holding.</summary>
    public static bool IsOfWhole(SeizureRow row)
        => row.Holders.Count == 0 || (row.Scope is { } scope && scope.Numerator == scope.Denominator);

    private static List<SeizurePlace> Fold(IEnumerable<SeizureRow> rows)
    {
        List<SeizurePlace> places = [];
        Day? free = null;
        foreach (var row in rows)
        {
            var place = row.RecordingMs == 0 ? OfOldRow(row, free) : OfRow(row, free);
            free = free is { } before && before > place.End ? before : place.End;
            places.Add(place);
        }

        return places;
    }

    /// <summary>A row of profile 1 or of the old book: the first carries start and end, the others follow one another.</summary>
    private static SeizurePlace OfOldRow(SeizureRow row, Day? free)
    {
        if (row.Start != 0 || row.End != 0)
        {
            var (start, end) = (Day.FromNumber(row.Start), Day.FromNumber(row.End));
            return start < end
                ? Placed(row, start, end, StartOf(start))
                : throw new FactFormatException(new(Subject, 0, $"{start}, {end}", new("起始日早于截止日", "a start before the end")));
        }

        return free is { } day
            ? Placed(row, day, SeizureTerms.EndOf(day, row.Term), StartOf(day))
            : throw new FactFormatException(new(Subject, 0, "0", new("首行的起止日期", "start and end on the first row")));
    }

    private static SeizurePlace OfRow(SeizureRow row, Day? free)
    {
        var delivered = DeliveryOf(row.DeliveryTimeMs);
        return free is { } day && day > delivered
            ? Placed(row, day, PromotedEnd(row, delivered, day), StartOf(day))
            : Placed(row, delivered, StatedEnd(row, delivered), row.DeliveryTimeMs);
    }

    /// <summary>In force from its delivery: a stated last day wins, and a term runs from the stated first day.</summary>
    private static Day StatedEnd(SeizureRow row, Day delivered)
        => row.StatedLast != 0
            ? Day.FromNumber(row.StatedLast)
            : SeizureTerms.EndOf(row.StatedFirst == 0 ? delivered : Day.FromNumber(row.StatedFirst), row.Term, row.FirstDayCounts);

    /// <summary>In force from its promotion: it runs as long as its document states, whatever days that names.</summary>
    private static Day PromotedEnd(SeizureRow row, Day delivered, Day promoted)
    {
        if (row.Term is not null || row.StatedLast == 0)
            return SeizureTerms.EndOf(promoted, row.Term, row.FirstDayCounts);
        var first = row.StatedFirst == 0 ? delivered : Day.FromNumber(row.StatedFirst);
        return Term.LastDay(promoted, (uint)Math.Max(Day.FromNumber(row.StatedLast).DaysSince(first), 0), null);
    }

    private static SeizurePlace Placed(SeizureRow row, Day start, Day end, ulong startMs)
    {
        foreach (var renewal in row.Renewals.Where(renewal => DeliveryOf(renewal.DeliveryTimeMs) < end))
        {
            var renewed = renewal.StatedLast != 0
                ? Day.FromNumber(renewal.StatedLast)
                : SeizureTerms.RenewedEndOf(end, renewal.Term, renewal.FirstDayCounts);
            end = renewed > end ? renewed : end;
        }

        if (row.Lifted != 0 && Day.FromNumber(row.Lifted) is var lifted && lifted < end)
            end = lifted;
        return new(row, start, end, startMs);
    }

    private static Day DeliveryOf(ulong timeMs)
        => timeMs != 0 && Day.TryAt(timeMs, out var day)
            ? day
            : throw new FactFormatException(new(Subject, 0, $"{timeMs} ms", new("1970年至9999年间的送达时刻", "an instant of delivery between 1970 and 9999")));

    private static ulong StartOf(Day day) => day.StartMilliseconds > 0 ? (ulong)day.StartMilliseconds : 0;
}
