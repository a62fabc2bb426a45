using System.Globalization;
using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>Values as messages write them.</summary>
public static class ExchangeValues
{
    private const ulong FenPerYuan = 100;
    private const ulong YuanPerWan = 10_000;
    private const ulong MillisecondsPerSecond = 1000;
    private const ulong MillisecondsPerDay = 86_400_000;

    /// <summary>An amount in 万元 with four decimals. Jiao and fen do not survive: half a yuan is rounded up.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="isExact">Whether nothing was rounded.</param>
    public static string WanYuan(Money amount, out bool isExact)
    {
        var yuan = (amount.Fen + (FenPerYuan / 2)) / FenPerYuan;
        isExact = amount.Fen % FenPerYuan == 0;
        return string.Create(CultureInfo.InvariantCulture, $"{yuan / YuanPerWan}.{yuan % YuanPerWan:D4}");
    }

    /// <summary>An amount in 元 with two decimals, as fees are written.</summary>
    public static string Yuan(Money amount) => amount.ToString();

    /// <summary>Reads an amount in 万元, or in 元 where JEDW (1 元, 2 万元) says so.</summary>
    public static bool TryMoney(string? text, string? unit, out Money amount)
        => Money.TryParse(text, unit == "1" ? MoneyUnit.Yuan : MoneyUnit.TenThousandYuan, out amount, out _);

    /// <summary>An area in m² with two decimals.</summary>
    public static string Square(Area area) => area.IsStated ? area.ToString() : "";

    /// <summary>Reads an area in m²; a third decimal is rounded.</summary>
    public static bool TryArea(string? text, out Area area)
    {
        area = Area.NotStated;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Area.TryParse(Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture), out area, out _);
    }

    /// <summary>An instant at UTC+8, whole seconds: yyyy-MM-ddTHH:mm:ss.</summary>
    /// <param name="milliseconds">Since the epoch.</param>
    /// <param name="withOffset">Adds +08:00, as some provinces want it in attributes.</param>
    public static string Instant(ulong milliseconds, bool withOffset = false)
    {
        var day = Facts.Day.At(milliseconds);
        var seconds = (long)(milliseconds / MillisecondsPerSecond) - (day.StartMilliseconds / (long)MillisecondsPerSecond);
        return string.Create(
            CultureInfo.InvariantCulture, $"{day}T{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}{(withOffset ? "+08:00" : "")}");
    }

    /// <summary>Reads an instant; without an offset it is one at UTC+8. A day alone is no instant.</summary>
    public static bool TryInstant(string? text, out ulong milliseconds) => WrittenInstant.TryParse(text, out milliseconds, out _);

    /// <summary>A day as attributes write it: yyyy-MM-ddT00:00:00.</summary>
    public static string Day(Day day, bool withOffset = false) => day + "T00:00:00" + (withOffset ? "+08:00" : "");

    /// <summary>Reads a day, written as a day or as an instant at UTC+8.</summary>
    public static bool TryDay(string? text, out Day day)
    {
        day = Facts.Day.First;
        if (text is null)
            return false;
        var end = text.AsSpan().IndexOfAny('T', ' ');
        if (end < 0 || !TryInstant(text, out var instant))
            return Facts.Day.TryParse(end < 0 ? text : text[..end], out day, out _);
        return Facts.Day.TryAt(instant, out day);
    }

}
