using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Network;

/// <summary>Values as requests spell them.</summary>
internal static class CaseText
{
    private const ulong MillisecondsPerDay = 86_400_000;

    /// <summary>09:00 in UTC+8.</summary>
    private const ulong OpeningHour = 1 * 3_600_000;

    private static readonly Day Epoch = Day.Of(1970, 1, 1);

    /// <summary>An amount in yuan.</summary>
    public static AmountInput Amount(ulong fen) => new() { Value = Money.FromFen(fen).ToString() };

    /// <summary>An area in m²; empty = not stated.</summary>
    public static string Area(ulong stored) => Facts.Area.TryFromStored(stored, out var area, out _) && area.IsStated ? area.ToString() : "";

    /// <summary>Acceptance at nine in the morning, and the day of recording.</summary>
    /// <exception cref="OverflowException">Accepted before 1970.</exception>
    public static RecordingInput Recording(string acceptance, Day accepted, Day recorded) => new()
    {
        AcceptanceNumber = acceptance,
        AcceptanceTimeMs = (checked((ulong)accepted.DaysSince(Epoch)) * MillisecondsPerDay) + OpeningHour,
        RecordingDate = recorded.ToString(),
    };
}
