using System.Diagnostics.CodeAnalysis;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>How long seizures last: first the months of a term, then its days.</summary>
public static class SeizureTerms
{
    /// <summary>Longest term in months and in days that is counted; rule C-32 allows far less.</summary>
    private const uint MostMonths = 1_200;
    private const uint MostDays = 36_600;

    /// <summary>The last day on which a term may start: the longest still ends within the calendar.</summary>
    public static Day LastStart { get; } = Day.Of(9700, 1, 1);

    /// <summary>The day after the last of a term that starts on a day, as profile 1 counts: that day is the first.</summary>
    /// <exception cref="FactFormatException">The term is absent, empty or leaves the calendar.</exception>
    public static Day EndOf(Day start, SeizureTerm? term)
        => TryEndOf(start, term, out var end, out var error) ? end : throw new FactFormatException(error);

    /// <summary>The day after the last of a term that starts on a day, as profile 1 counts: that day is the first.</summary>
    /// <param name="start">First day.</param>
    /// <param name="term">The term; null counts as absent.</param>
    /// <param name="end">The day after its last day when the result is true.</param>
    /// <param name="error">Why there is none: the term is absent, empty or leaves the calendar.</param>
    public static bool TryEndOf(Day start, SeizureTerm? term, out Day end, [NotNullWhen(false)] out FormatError? error)
    {
        if (term is null || (term.Months == 0 && term.Days == 0) || term.Months > MostMonths || term.Days > MostDays
            || start > LastStart)
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

    /// <summary>
    /// The day after the last of a term that an event of a day begins. The day of the event does not count unless the city's
    /// file says so (民法典 201); a term in months ends on the corresponding day, or on the month's last (202).
    /// </summary>
    /// <param name="day">Day of the event: delivery, promotion, or the last day before a renewal.</param>
    /// <param name="term">The term.</param>
    /// <param name="firstDayCounts">Whether the day of the event is the first of the term.</param>
    /// <exception cref="FactFormatException">The term is absent, empty or leaves the calendar.</exception>
    public static Day EndOf(Day day, SeizureTerm? term, bool firstDayCounts)
    {
        _ = EndOf(day, term);
        return Term.End(day, term!.Months, term.Days, firstDayCounts);
    }

    /// <summary>The day after the last of a renewal: its term follows on the present end.</summary>
    /// <param name="end">The day after the present last day.</param>
    /// <param name="term">Term of the renewal.</param>
    /// <param name="firstDayCounts">Whether the day on which a term begins is its first.</param>
    /// <exception cref="FactFormatException">The term is absent, empty or leaves the calendar.</exception>
    public static Day RenewedEndOf(Day end, SeizureTerm? term, bool firstDayCounts)
        => EndOf(firstDayCounts ? end : end.AddDays(-1), term, firstDayCounts);
}
