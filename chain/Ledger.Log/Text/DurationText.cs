using System.Globalization;

namespace Ledger.Log;

/// <summary>How long something is, for people: in the largest unit of which it has two, so that nothing that matters is rounded away.</summary>
public static class DurationText
{
    private static readonly (long Seconds, string English, string Chinese)[] Units =
    [
        (86_400, "days", "天"),
        (3_600, "hours", "小时"),
        (60, "minutes", "分钟"),
        (0, "seconds", "秒"),
    ];

    /// <summary>In English, e.g. "10 minutes"; the sign is left to the sentence.</summary>
    public static string English(TimeSpan duration) => Of(duration, (count, unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit.English}"));

    /// <summary>In Chinese, e.g. "10分钟"; the sign is left to the sentence.</summary>
    public static string Chinese(TimeSpan duration) => Of(duration, (count, unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit.Chinese}"));

    private static string Of(TimeSpan duration, Func<long, (long Seconds, string English, string Chinese), string> text)
    {
        var seconds = Math.Abs(duration.Ticks / TimeSpan.TicksPerSecond);
        var unit = Units.First(unit => seconds >= 2 * unit.Seconds);
        return text((seconds + (unit.Seconds / 2)) / Math.Max(unit.Seconds, 1), unit);
    }
}
