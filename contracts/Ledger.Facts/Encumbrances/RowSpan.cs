using System.Runtime.InteropServices;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// When a row of an encumbrance page counts: from an instant to the end of a day. Starts are instants and ends are days, so that
/// what was recorded in the morning is not judged by what came in the afternoon, and what ends counts no more on that day.
/// </summary>
/// <param name="StartMs">First instant, ms since the epoch; 0 = it always did.</param>
/// <param name="End">First day on which it counts no more; null = none is known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RowSpan(ulong StartMs, Day? End)
{
    /// <summary>Whether it counts at an instant.</summary>
    /// <param name="timeMs">ms since the epoch.</param>
    public bool CountsAt(ulong timeMs) => StartMs <= timeMs && (End is not { } end || Day.At(timeMs) < end);

    /// <summary>Whether it is over on a day; a row that is not may start later than that day.</summary>
    public bool IsOverOn(Day day) => End is { } end && end <= day;

    /// <summary>Whether it starts after a day.</summary>
    public bool StartsAfter(Day day) => StartMs != 0 && Day.At(StartMs) > day;

    /// <summary>From the recording, to the earliest of what ends it.</summary>
    /// <param name="recordingMs">Instant of recording; 0 for a row of the old book.</param>
    /// <param name="from">First day; 0 = with the recording.</param>
    /// <param name="ends">Days on which it counts no more; 0 = not set.</param>
    /// <exception cref="FactFormatException">A day does not exist.</exception>
    internal static RowSpan Of(ulong recordingMs, uint from, params ReadOnlySpan<uint> ends)
    {
        Day? end = null;
        foreach (var number in ends)
        {
            if (number != 0 && Day.FromNumber(number) is var day && (end is not { } earliest || day < earliest))
                end = day;
        }

        var first = from == 0 ? 0 : Day.FromNumber(from).StartMilliseconds;
        return new(Math.Max(Instant(recordingMs), first > 0 ? (ulong)first : 0), end);
    }

    private static ulong Instant(ulong milliseconds)
        => Day.TryAt(milliseconds, out _)
            ? milliseconds
            : throw new FactFormatException(new(new("登簿时刻", "instant of recording"), 0, $"{milliseconds} ms", new("9999年以前的时刻", "an instant before the year 10000")));
}
