using Ledger.Facts;

namespace Ledger.Import;

/// <summary>When a case is accepted and recorded. The acts of a unit stand in the book in the order of their recordings (C-71).</summary>
/// <param name="AcceptedMs">Instant of acceptance, ms since 1970; 0 before 1970, where the ledger has no instants.</param>
/// <param name="RecordedMs">Instant of recording.</param>
internal sealed record Booking(ulong AcceptedMs, ulong RecordedMs)
{
    private const ulong Minute = 60_000;

    /// <summary>Day of acceptance.</summary>
    public Day Accepted { get; private init; } = Day.At(AcceptedMs);

    /// <summary>Day of recording.</summary>
    public Day Recorded { get; private init; } = Day.At(RecordedMs);

    /// <summary>In the office hours of a day.</summary>
    public static Booking On(Day day) => day < DealDay.FirstInstant
        ? new(0, 0) { Accepted = day, Recorded = day }
        : new(CaseText.AcceptedAt(day), CaseText.RecordedAt(day));

    /// <summary>Right behind the last recording of a unit.</summary>
    public static Booking Behind(ulong lastMs) => new(lastMs + Minute, lastMs + (2 * Minute));
}
