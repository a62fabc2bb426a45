using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Import;

/// <summary>Values as requests spell them.</summary>
internal static class CaseText
{
    private const long Hour = 3_600_000;

    /// <summary>09:00 in UTC+8: an application is accepted.</summary>
    private const long OpeningHour = 9 * Hour;

    /// <summary>17:00 in UTC+8: what was reviewed is recorded.</summary>
    private const long ClosingHour = 17 * Hour;

    /// <summary>An amount in yuan.</summary>
    public static AmountInput Amount(ulong fen) => new() { Value = Money.FromFen(fen).ToString() };

    /// <summary>An area in m²; empty = not stated.</summary>
    public static string Area(ulong stored) => Facts.Area.TryFromStored(stored, out var area, out _) && area.IsStated ? area.ToString() : "";

    /// <summary>The instant at which an application of a day is accepted.</summary>
    /// <exception cref="OverflowException">The day is before 1970.</exception>
    public static ulong AcceptedAt(Day day) => checked((ulong)(day.StartMilliseconds + OpeningHour));

    /// <summary>The instant at which it is recorded.</summary>
    /// <exception cref="OverflowException">The day is before 1970.</exception>
    public static ulong RecordedAt(Day day) => checked((ulong)(day.StartMilliseconds + ClosingHour));
}
